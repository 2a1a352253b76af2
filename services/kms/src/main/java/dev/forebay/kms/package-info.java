/**
 * KMS: keys, and what is encrypted, signed and made with them. Start at {@code KmsService}.
 */
package dev.forebay.kms;
