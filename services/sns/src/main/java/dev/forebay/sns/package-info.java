/**
 * SNS: topics, subscriptions, filter policies, fan-out and its deliveries. Start at {@code SnsService}.
 */
package dev.forebay.sns;
