/**
 * A JUnit extension that gives a test its own Forebay, in memory and in process. Start at
 * {@link dev.forebay.junit.ForebayTest}, which users write above their classes.
 */
package dev.forebay.junit;
