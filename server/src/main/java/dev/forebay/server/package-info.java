/**
 * The assembly: configuration, command line, start and stop. Start at {@code Forebay}.
 */
package dev.forebay.server;
