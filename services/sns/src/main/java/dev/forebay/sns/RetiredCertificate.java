package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;

/**
 * The certificate of a key that signed once, served as long as something that it signed may be on its way; its private key is gone. Stored
 * in the SIGNING_KEY table under a number of its own:
 *
 * <pre>
 *   | version 1 | retired at | length | certificate, X.509 DER |
 *   |     1     |     8      |   4    |                        |
 * </pre>
 *
 * @param retiredAt milliseconds since 1970
 */
record RetiredCertificate(X509Certificate certificate, long retiredAt) {
    private static final byte VERSION = 1;

    /** Two weeks in a queue, two more in a FIFO dead-letter queue, where time begins anew, and a little. */
    private static final Duration SERVED = Duration.ofDays(30);

    byte[] write() {
        try {
            byte[] der = certificate.getEncoded();
            return Bytes.write(VERSION, out -> {
                out.writeLong(retiredAt);
                Bytes.bytes(out, der);
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static RetiredCertificate read(byte[] row) {
        return Bytes.read(row, VERSION, "a former certificate of notifications", in -> {
            long at = in.readLong();
            try {
                return new RetiredCertificate(SigningCertificate.read(Bytes.bytes(in)), at);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a former certificate of notifications is damaged", e);
            }
        });
    }

    boolean isServed(long now) {
        return now < retiredAt + SERVED.toMillis();
    }
}
