/**
 * What every service is made of: partitions that decide and commit, the clock, and timers. Knows nothing of AWS.
 *
 * <p>Start at {@link dev.forebay.runtime.Partition}, where an operation becomes a batch and a reply.
 */
package dev.forebay.runtime;
