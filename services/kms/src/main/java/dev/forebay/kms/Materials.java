package dev.forebay.kms;

import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the secrets of keys, seals them for the store, and opens them for use. What was opened stays in memory for the next
 * use, in bounds. Safe for any thread.
 */
final class Materials {
    private static final int MOST_OPENED = 10_000;
    private static final byte[] NO_PUBLIC_KEY = {};

    private final Vault vault;
    private final SecureRandom random;
    private final Map<String, Material> opened = new ConcurrentHashMap<>();

    Materials(Vault vault, SecureRandom random) {
        this.vault = vault;
        this.random = random;
    }

    SecureRandom random() {
        return random;
    }

    /** Random bytes: data keys and the like. */
    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** New material for a key, numbered 1. Large RSA keys take seconds: not for use under a lock. */
    Version make(KeyName name, Spec spec, Version.Origin origin, long now) {
        if (!spec.isPair()) {
            return seal(name, bytes(spec.size()), NO_PUBLIC_KEY, origin, now);
        }
        try {
            KeyPair pair = KeyPairs.generate(spec, random);
            return seal(name, pair.getPrivate().getEncoded(), pair.getPublic().getEncoded(), origin, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key " + spec, e);
        }
    }

    private Version seal(KeyName name, byte[] secret, byte[] publicKey, Version.Origin origin, long now) {
        try {
            return new Version(1, now, origin, vault.seal(secret, context(name)), publicKey);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Opens a material of a key. */
    Material open(KeyRecord key, Version version) {
        String name = key.name() + "#" + version.number();
        Material known = opened.get(name);
        if (known != null) {
            return known;
        }
        if (opened.size() >= MOST_OPENED) {
            opened.clear();
        }
        Material material = read(key, version);
        opened.put(name, material);
        return material;
    }

    private Material read(KeyRecord key, Version version) {
        byte[] secret = vault.open(version.sealed(), context(key.name()));
        try {
            Spec spec = key.nature().spec();
            return spec.isPair() ? KeyPairs.read(spec, secret, version.publicKey()) : new Material.Secret(new SecretKeySpec(secret, spec.algorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the material of " + key.arn(), e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The key is gone. */
    void forget(KeyName name) {
        opened.keySet().removeIf(one -> one.startsWith(name + "#"));
    }

    /** A secret opens for its own key only. */
    private static byte[] context(KeyName name) {
        return ("kms/" + name.arn()).getBytes(StandardCharsets.UTF_8);
    }
}
