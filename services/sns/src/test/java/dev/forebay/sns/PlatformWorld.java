package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Platform applications on a store in memory, at a time that the test owns, and credentials for them. */
final class PlatformWorld {
    static final Caller CALLER = Caller.root(new AccountId("123456789012"), Region.DEFAULT);
    static final PrivateKey EC = key("EC", 256);
    static final PrivateKey RSA = key("RSA", 2048);

    final MemoryStore store = new MemoryStore();
    final Vault vault = AesVault.inMemory();
    final ManualClock clock = new ManualClock();
    PlatformCatalog catalog = open();

    private PlatformCatalog open() {
        PlatformCatalog opened = new PlatformCatalog(Partitions.open(store), vault, clock, new Random(1));
        opened.load();
        return opened;
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        catalog = open();
    }

    PlatformOperations operations() {
        return operations(CALLER);
    }

    PlatformOperations operations(Caller caller) {
        return new PlatformOperations(catalog, caller);
    }

    /** Creates an application; returns its ARN. */
    String application(String platform, String name, Map<String, String> attributes) {
        return operations().create(
                software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest.builder()
                        .platform(platform).name(name).attributes(attributes).build()).platformApplicationArn();
    }

    /** Creates an endpoint; returns its ARN. */
    String endpoint(String applicationArn, String token) {
        return operations().createEndpoint(
                software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest.builder()
                        .platformApplicationArn(applicationArn).token(token).build()).endpointArn();
    }

    /** An endpoint's attributes. */
    Map<String, String> attributes(String endpointArn) {
        return operations().endpointAttributes(
                software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest.builder()
                        .endpointArn(endpointArn).build()).attributes();
    }

    void set(String endpointArn, Map<String, String> attributes) {
        operations().setEndpointAttributes(
                software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest.builder()
                        .endpointArn(endpointArn).attributes(attributes).build());
    }

    static Map<String, String> apns() {
        return Map.of("PlatformCredential", pem(EC), "PlatformPrincipal", "KEY1",
                "ApplePlatformTeamID", "TEAM1", "ApplePlatformBundleID", "com.example.weather");
    }

    static Map<String, String> apns(X509Bundle certificate) {
        return Map.of("PlatformCredential", certificate.getPrivateKeyPEM(), "PlatformPrincipal", certificate.getCertificatePathPEM());
    }

    static Map<String, String> gcm() {
        return Map.of("PlatformCredential", "{\"project_id\":\"weather-1\",\"client_email\":\"push@weather-1.example.com\","
                + "\"private_key\":\"" + pem(RSA).replace("\n", "\\n") + "\"}");
    }

    static Map<String, String> adm() {
        return Map.of("PlatformCredential", "the-secret", "PlatformPrincipal", "the-client");
    }

    static Map<String, String> with(Map<String, String> attributes, String name, String value) {
        Map<String, String> more = new TreeMap<>(attributes);
        more.put(name, value);
        return more;
    }

    static Map<String, String> without(Map<String, String> attributes, String name) {
        Map<String, String> fewer = new TreeMap<>(attributes);
        fewer.remove(name);
        return fewer;
    }

    /** A certificate that is good until then. */
    static X509Bundle certificate(Instant until) {
        try {
            return new CertificateBuilder().subject("CN=Apple Push Services: com.example.weather")
                    .notBefore(until.minusSeconds(86_400)).notAfter(until).setIsCertificateAuthority(true).buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Checks a refusal's code; returns its message for more. */
    static AbstractStringAssert<?> assertRefused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("refused with " + code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        return assertThat(refusal.awsErrorDetails().errorMessage());
    }
}
