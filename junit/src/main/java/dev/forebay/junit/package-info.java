/**
 * A JUnit extension that gives a test its own Forebay. Start at {@code ForebayExtension}.
 */
package dev.forebay.junit;
