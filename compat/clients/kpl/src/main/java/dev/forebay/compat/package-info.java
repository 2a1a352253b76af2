/** A program on the Kinesis Producer Library. {@code Producer} is the place to start. */
package dev.forebay.compat;
