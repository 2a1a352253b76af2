/**
 * Load runs beside a peer, and micro-benchmarks. Start at {@code docs/benchmarks.md}.
 */
package dev.forebay.benchmarks;
