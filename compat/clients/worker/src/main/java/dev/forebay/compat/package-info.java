/**
 * What runs in processes of its own against a Forebay: programs on AWS's client libraries, and the journal that they write.
 * {@code Worker} is the place to start.
 */
package dev.forebay.compat;
