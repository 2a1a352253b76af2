/**
 * Records encrypted under data keys of KMS: what services keep that nobody may read from the disk. Start at
 * {@link dev.forebay.envelope.Keyring}.
 */
package dev.forebay.envelope;
