package dev.forebay.sqs;

import java.util.UUID;

/** A message that was sent, or the earlier one that it repeats. */
record Sent(UUID messageId, long sequence) {}
