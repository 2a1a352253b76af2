/**
 * Secrets at rest: what must be kept and must not be read from the disk is sealed under a master key. Start at
 * {@link dev.forebay.vault.Vault}.
 */
package dev.forebay.vault;
