/**
 * CloudWatch: metrics that clients put. Start at {@code CloudWatchService}.
 */
package dev.forebay.cloudwatch;
