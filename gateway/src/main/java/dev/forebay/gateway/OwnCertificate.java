package dev.forebay.gateway;

import dev.forebay.files.WholeFile;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a server makes for itself, kept so that clients that were told to trust it go on doing so:
 * <pre>
 * directory/              only its owner may enter
 *   certificate.pem       what clients are given to trust
 *   key.pem               only its owner may read
 * </pre>
 * Made anew when there is none, when it is for other names, when it ends soon, or when the two files do not fit (a crash
 * between writing them: the key goes first).
 */
final class OwnCertificate {

    /** The most that Apple's systems take. */
    private static final Duration LIFE = Duration.ofDays(825);

    /** One that ends sooner is made anew at start. */
    private static final Duration LEAST_LEFT = Duration.ofDays(30);

    private static final Set<String> USUAL = Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);

    private OwnCertificate() {}

    /** The files, made or found in a directory. */
    static TlsConfig.Files keep(Path directory, List<String> names, Instant now) throws IOException, GeneralSecurityException {
        TlsConfig.Files files = new TlsConfig.Files(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
        String flaw = flaw(files, names, now);
        if (!flaw.isEmpty()) {
            X509Bundle made = make(names, now);
            Files.createDirectories(directory);
            restrict(directory, PosixFilePermissions.fromString("rwx------"));
            write(files.key(), made.getPrivateKeyPEM());
            write(files.certificates(), made.getCertificatePEM());
            LOG.warn("A certificate was made for TLS, because {}. Clients must be told to trust {}", flaw, files.certificates().toAbsolutePath());
        }
        return files;
    }

    /** Why a certificate must be made; empty when the one that is there will do. */
    private static String flaw(TlsConfig.Files files, List<String> names, Instant now) {
        if (!Files.exists(files.certificates())) {
            return "there was none";
        }
        try {
            X509Certificate certificate = PemFiles.certificates(files.certificates())[0];
            PemFiles.key(files.key(), certificate);
            if (certificate.getNotAfter().toInstant().isBefore(now.plus(LEAST_LEFT))) {
                return "the one before ends on " + certificate.getNotAfter().toInstant();
            }
            return names(certificate).equals(wanted(names)) ? "" : "the one before is for other names";
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return "the one before cannot be used: " + e.getMessage();
        }
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null ? Set.of() : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toSet());
    }

    private static Set<String> wanted(List<String> names) throws IOException {
        Set<String> wanted = new LinkedHashSet<>(USUAL);
        for (String name : names) {
            byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
            wanted.add(address == null ? name : java.net.InetAddress.getByAddress(address).getHostAddress());
        }
        return wanted;
    }

    static X509Bundle make(List<String> names, Instant now) throws IOException, GeneralSecurityException {
        CertificateBuilder builder = new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .subject("CN=localhost, O=Forebay, OU=self-signed")
                .notBefore(now.minus(Duration.ofDays(1)))
                .notAfter(now.minus(Duration.ofDays(1)).plus(LIFE))
                .setKeyUsage(true, KeyUsage.digitalSignature, KeyUsage.keyCertSign)
                .addExtendedKeyUsageServerAuth()
                .setIsCertificateAuthority(true);
        for (String name : wanted(names)) {
            if (NetUtil.createByteArrayFromIpAddressString(name) == null) {
                builder.addSanDnsName(name);
            } else {
                builder.addSanIpAddress(name);
            }
        }
        try {
            return builder.buildSelfSigned();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        WholeFile.writePrivate(file, file.resolveSibling(file.getFileName() + ".new"), text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
