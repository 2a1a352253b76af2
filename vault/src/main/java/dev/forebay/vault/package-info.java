/**
 * Secrets at rest: what must be kept and must not be read from the disk is sealed by a keyring, which is sealed under a master
 * key in a file, in a token or made of a passphrase. Start at {@link dev.forebay.vault.Vault}.
 */
package dev.forebay.vault;
