package dev.forebay.envelope;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A data key in the clear: seals and opens records as {@link Seal} draws them. Any thread.
 *
 * <p>Two keys are derived from KMS's (HKDF-SHA256): one encrypts records (AES-256-GCM), the other makes of a record's nonce its
 * {@link PlaceKey} (one block of AES-256). Only the life of the server that a data key was made in seals under it, so that counting
 * is enough for nonces never to repeat. Neither key is ever printed or stored.
 */
public final class DataKey {
    /** So many records, and so many bytes, are sealed under one: far from where GCM wears out. */
    private static final long MAX_RECORDS = 1L << 31;
    private static final long MAX_BYTES = 1L << 36;

    /** What the format has room for; between the two lies time for whoever seals at the moment. */
    private static final long LAST_RECORD = (1L << 32) - 1;

    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    private final long number;
    private final SecretKey recordKey;
    private final SecretKey placeKey;
    private final AtomicLong records;
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Ciphers> idle = new ConcurrentLinkedQueue<>();

    private DataKey(long number, byte[] secret, long sealed) {
        this.number = number;
        this.recordKey = derived(secret, "forebay record");
        this.placeKey = derived(secret, "forebay place");
        this.records = new AtomicLong(sealed);
    }

    /** One that was just made. */
    static DataKey toSeal(long number, byte[] secret) {
        return new DataKey(number, secret, 0);
    }

    /** One that was made before: it opens only, for nobody knows how many records it has sealed. */
    static DataKey toOpen(long number, byte[] secret) {
        return new DataKey(number, secret, LAST_RECORD + 1);
    }

    private static SecretKey derived(byte[] secret, String purpose) {
        try {
            byte[] info = purpose.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            HKDFParameterSpec expand = HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "HKDF"), info, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", expand);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
    }

    /** What sealed records name it by. */
    public long number() {
        return number;
    }

    /** Whether it has sealed enough. */
    boolean isSpent() {
        return records.get() >= MAX_RECORDS || bytes.get() >= MAX_BYTES;
    }

    /**
     * Seals bytes; it remains to {@link Seal#place} the stamp of the place.
     *
     * @param context what the record belongs to: it opens with the same only
     * @param into    takes {@code length} and {@link Seal#OVERHEAD} bytes from {@code at} on
     */
    public PlaceKey seal(byte[] context, byte[] plain, int from, int length, byte[] into, int at) {
        long record = records.getAndIncrement();
        if (record > LAST_RECORD) {
            throw new IllegalStateException("data key " + number + " seals nothing more");
        }
        bytes.addAndGet(length);
        ByteBuffer.wrap(into, at, Seal.PLACE).put(Seal.VERSION).putLong(number).putInt((int) record);
        Ciphers ciphers = borrow();
        try {
            ciphers.begin(Cipher.ENCRYPT_MODE, into, at, context);
            ciphers.gcm.doFinal(plain, from, length, into, at + Seal.CIPHERTEXT);
            PlaceKey place = ciphers.placeKey(into, at);
            idle.add(ciphers);
            return place;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256 in GCM does not seal", e);
        }
    }

    /**
     * What was sealed.
     *
     * @param place the numbers that its stamp was made of
     * @throws SealBroken when context or place are not those that it was sealed for, or it was changed
     */
    public byte[] open(byte[] context, byte[] sealed, int from, int length, long... place) {
        if (length < Seal.OVERHEAD || Seal.keyNumber(sealed, from) != number) {
            throw new SealBroken("sealed under another data key than " + number);
        }
        Ciphers ciphers = borrow();
        try {
            if (!ciphers.placeKey(sealed, from).matches(Seal.place(sealed, from), place)) {
                idle.add(ciphers);
                throw new SealBroken("the record belongs to another place than where it was found");
            }
            ciphers.begin(Cipher.DECRYPT_MODE, sealed, from, context);
            byte[] plain = ciphers.gcm.doFinal(sealed, from + Seal.CIPHERTEXT, length - Seal.CIPHERTEXT);
            idle.add(ciphers);
            return plain;
        } catch (AEADBadTagException e) {
            throw new SealBroken("the record was changed, or belongs elsewhere", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256 in GCM does not open", e);
        }
    }

    private Ciphers borrow() {
        Ciphers ciphers = idle.poll();
        return ciphers != null ? ciphers : new Ciphers(recordKey, placeKey);
    }

    @Override
    public String toString() {
        return "data key " + number;
    }

    /** Ciphers that have their keys scheduled, which costs more than a small record. One thread at a time; dropped after a failure. */
    private static final class Ciphers {
        private final SecretKey key;
        private final Cipher gcm;
        private final Cipher block;
        private final byte[] nonce = new byte[BLOCK_BYTES];

        Ciphers(SecretKey recordKey, SecretKey placeKey) {
            this.key = recordKey;
            try {
                gcm = Cipher.getInstance("AES/GCM/NoPadding");
                block = Cipher.getInstance("AES/ECB/NoPadding");
                block.init(Cipher.ENCRYPT_MODE, placeKey);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no AES-256", e);
            }
        }

        void begin(int mode, byte[] sealed, int at, byte[] context) throws GeneralSecurityException {
            gcm.init(mode, key, new GCMParameterSpec(Seal.TAG_BYTES * Byte.SIZE, sealed, at + Seal.NONCE, Seal.NONCE_BYTES));
            gcm.updateAAD(context);
        }

        PlaceKey placeKey(byte[] sealed, int at) throws GeneralSecurityException {
            System.arraycopy(sealed, at + Seal.NONCE, nonce, 0, Seal.NONCE_BYTES);
            ByteBuffer secret = ByteBuffer.wrap(block.doFinal(nonce));
            return new PlaceKey(secret.getLong(), secret.getLong());
        }
    }
}
