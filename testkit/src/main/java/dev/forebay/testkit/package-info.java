/**
 * What tests are made of: a manual clock and timers, and contract suites that run in process and over HTTP.
 *
 * <p>Start at {@link dev.forebay.testkit.ManualClock}.
 */
package dev.forebay.testkit;
