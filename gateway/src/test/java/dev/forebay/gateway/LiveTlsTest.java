package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates: read, found wanting, read again, made and kept. */
class LiveTlsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T00:00:00Z");

    @TempDir
    Path directory;

    private Path chain() {
        return directory.resolve("chain.pem");
    }

    private Path key() {
        return directory.resolve("key.pem");
    }

    private X509Bundle write(X509Bundle bundle) throws Exception {
        Files.writeString(chain(), bundle.getCertificatePathPEM());
        Files.writeString(key(), bundle.getPrivateKeyPEM());
        return bundle;
    }

    private static X509Bundle made() throws Exception {
        return OwnCertificate.make(List.of(), NOW);
    }

    private LiveTls live() throws Exception {
        return new LiveTls(TlsConfig.files(chain(), key()), () -> NOW);
    }

    @Test
    void filesThatChangeAreReadAgain() throws Exception {
        X509Bundle first = write(made());
        LiveTls live = live();
        var context = live.context();
        live.check();
        assertThat(live.context()).isSameAs(context);
        assertThat(live.identity().certificate()).isEqualTo(first.getCertificate());

        X509Bundle second = write(made());
        live.check();
        assertThat(live.context()).isNotSameAs(context);
        assertThat(live.identity().certificate()).isEqualTo(second.getCertificate());
    }

    @Test
    void filesThatWillNotDoChangeNothingUntilTheyAreMended() throws Exception {
        X509Bundle first = write(made());
        LiveTls live = live();
        X509Bundle next = made();

        Files.writeString(chain(), next.getCertificatePathPEM()); // the key will follow, but has not yet
        live.check();
        assertThat(live.identity().certificate()).isEqualTo(first.getCertificate());
        Files.writeString(chain(), "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
        live.check();
        Files.writeString(chain(), "");
        live.check();
        Files.delete(chain());
        live.check();
        assertThat(live.identity().certificate()).isEqualTo(first.getCertificate());

        write(next);
        live.check();
        assertThat(live.identity().certificate()).isEqualTo(next.getCertificate());
    }

    @Test
    void whatIsWrongWithFilesIsSaid() throws Exception {
        write(made());
        Files.writeString(key(), made().getPrivateKeyPEM());
        assertThatThrownBy(this::live).isInstanceOf(GeneralSecurityException.class).hasMessageContaining("is not the certificate's");
        Files.writeString(key(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(this::live).hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        Files.writeString(chain(), "nothing");
        assertThatThrownBy(this::live).isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @EnumSource(value = CertificateBuilder.Algorithm.class, names = {"rsa2048", "ecp256", "ecp384", "ed25519"})
    void commonKeysAreTaken(CertificateBuilder.Algorithm algorithm) throws Exception {
        X509Bundle bundle = write(new CertificateBuilder().algorithm(algorithm).subject("CN=any").setIsCertificateAuthority(true).buildSelfSigned());

        assertThat(live().identity().certificate()).isEqualTo(bundle.getCertificate());
    }

    @Test
    void theCertificateOfOurOwnStaysTheSameFromStartToStart() throws Exception {
        String first = own(NOW).identity().fingerprint();

        assertThat(first).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(own(NOW.plus(Duration.ofDays(700))).identity().fingerprint()).isEqualTo(first);
        assertThat(own(NOW).file()).contains(directory.resolve("tls").resolve("certificate.pem"));
    }

    @Test
    void onlyTheOwnerMayReadItsKey() throws Exception {
        own(NOW);

        assertThat(permissions("tls")).isEqualTo("rwx------");
        assertThat(permissions("tls/key.pem")).isEqualTo("rw-------");
        assertThat(directory.resolve("tls").toFile().list()).containsExactlyInAnyOrder("certificate.pem", "key.pem");
    }

    private String permissions(String path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
    }

    @Test
    void itIsMadeAnewWhenItEndsSoonOrIsForOtherNamesOrCannotBeUsed() throws Exception {
        String first = own(NOW).identity().fingerprint();
        String second = own(NOW.plus(Duration.ofDays(800))).identity().fingerprint();
        assertThat(second).isNotEqualTo(first);

        LiveTls named = own(NOW.plus(Duration.ofDays(800)), "forebay.example", "10.1.2.3", "2001:db8::1");
        assertThat(named.identity().fingerprint()).isNotEqualTo(second);
        assertThat(named.identity().certificate().getSubjectAlternativeNames().toString())
                .contains("localhost", "127.0.0.1", "forebay.example", "10.1.2.3", "2001:db8:0:0:0:0:0:1");
        assertThat(own(NOW.plus(Duration.ofDays(800)), "forebay.example", "10.1.2.3", "2001:db8::1").identity().fingerprint())
                .isEqualTo(named.identity().fingerprint());

        Files.writeString(directory.resolve("tls").resolve("key.pem"), made().getPrivateKeyPEM()); // as after a crash between the two
        assertThat(own(NOW.plus(Duration.ofDays(800)), "forebay.example", "10.1.2.3", "2001:db8::1").identity().fingerprint())
                .isNotEqualTo(named.identity().fingerprint());
    }

    private LiveTls own(Instant now, String... names) throws Exception {
        return new LiveTls(new TlsConfig(new TlsConfig.SelfSigned(Optional.of(directory.resolve("tls")), List.of(names)),
                ClientCertificates.NONE), () -> now);
    }
}
