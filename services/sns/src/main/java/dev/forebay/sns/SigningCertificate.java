package dev.forebay.sns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The certificate by which receivers check our signatures: X.509 v3, self-signed, written in DER by hand, for the JDK has
 * no public class that makes one and this one is always of the same shape:
 *
 * <pre>
 *   SEQUENCE { to be signed, SHA256withRSA, BIT STRING signature }
 *   to be signed: SEQUENCE { [0] v3, serial, SHA256withRSA, issuer, SEQUENCE { not before, not after }, subject,
 *                            public key, [3] SEQUENCE { extensions } }
 * </pre>
 */
final class SigningCertificate {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OID = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int DNS_NAME = 0x82;
    private static final int CONTEXT_0 = 0xa0;
    private static final int CONTEXT_3 = 0xa3;

    private static final byte[] SHA256_WITH_RSA = sequence(bytes(OID, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), bytes(0x05));
    private static final byte[] COMMON_NAME = bytes(OID, 0x55, 0x04, 0x03);
    private static final byte[] ALTERNATIVE_NAMES = bytes(OID, 0x55, 0x1d, 0x11);
    private static final byte[] KEY_USAGE = bytes(OID, 0x55, 0x1d, 0x0f);
    private static final byte[] CRITICAL = bytes(0x01, 0xff);
    private static final byte[] SIGNATURES_ONLY = bytes(BIT_STRING, 0x07, 0x80);

    /** RFC 5280: years from here on are written with four digits. */
    private static final int LONG_YEARS_FROM = 2050;

    private SigningCertificate() {}

    /**
     * Makes a certificate.
     *
     * @param names the first is the subject's common name; all are alternative names
     */
    static X509Certificate make(KeyPair pair, BigInteger serial, Instant from, Instant until, String... names)
            throws GeneralSecurityException {
        byte[] name = sequence(der(SET, sequence(COMMON_NAME, text(UTF8_STRING, names[0]))));
        byte[] toBeSigned = sequence(
                der(CONTEXT_0, bytes(INTEGER, 2)),
                der(INTEGER, serial.toByteArray()),
                SHA256_WITH_RSA,
                name,
                sequence(time(from), time(until)),
                name,
                pair.getPublic().getEncoded(),
                der(CONTEXT_3, sequence(keyUsage(), alternativeNames(names))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(toBeSigned);
        byte[] whole = sequence(toBeSigned, SHA256_WITH_RSA, der(BIT_STRING, new byte[1], signature.sign()));
        return read(whole);
    }

    static X509Certificate read(byte[] der) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static byte[] keyUsage() {
        return sequence(KEY_USAGE, CRITICAL, der(OCTET_STRING, SIGNATURES_ONLY));
    }

    private static byte[] alternativeNames(String[] names) {
        byte[][] written = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            written[i] = text(DNS_NAME, names[i]);
        }
        return sequence(ALTERNATIVE_NAMES, der(OCTET_STRING, sequence(written)));
    }

    private static byte[] time(Instant instant) {
        ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
        return utc.getYear() < LONG_YEARS_FROM
                ? text(UTC_TIME, DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").format(utc))
                : text(GENERALIZED_TIME, DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").format(utc));
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int tag, int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return der(tag, bytes);
    }

    private static byte[] sequence(byte[]... parts) {
        return der(SEQUENCE, parts);
    }

    /** Tag, length, content. Lengths: one byte to 127; beyond, how many bytes, then the bytes. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() < 0x80) {
            out.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            out.write(0x80 | length.length - from);
            out.write(length, from, length.length - from);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
