package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.PushNotificationHandlerFactory;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Against Pushy's mock of APNs, which checks tokens, certificates, topics and headers as APNs does. */
class ApnsCourierTest {
    private static final String APP = "com.example.weather";
    private static final String DEVICE = "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";
    private static final String GONE = "11fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";
    private static final X509Bundle RSA_CLIENT = PushKeys.client(APP, Algorithm.rsa2048);
    private static final X509Bundle EC_CLIENT = PushKeys.client(APP, Algorithm.ecp256);
    private static final String PAYLOAD = "{\"aps\":{\"alert\":\"rain\"}}";

    private final List<Http2Headers> seen = new CopyOnWriteArrayList<>();
    private final List<String> payloads = new CopyOnWriteArrayList<>();
    private final AtomicReference<RejectionReason> refusal = new AtomicReference<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong millis = new AtomicLong(System.currentTimeMillis());
    private final PushHttp http = new PushHttp(Duration.ofSeconds(30), List.of(PushKeys.SERVER.getCertificate()));
    /** The only kind that the mock knows; of our own, so that it ends without a quiet period. */
    @SuppressWarnings("deprecation")
    private final EventLoopGroup threads = new NioEventLoopGroup(1);
    private MockApnsServer server;
    private URI base;

    @BeforeEach
    void start() throws Exception {
        start(1_000);
    }

    private void start(int streams) throws Exception {
        ApnsVerificationKey known = new ApnsVerificationKey("KEY1", "TEAM1", (ECPublicKey) PushKeys.EC.getPublic());
        PushNotificationHandlerFactory validating = new ValidatingPushNotificationHandlerFactory(
                Map.of(APP, Set.of(DEVICE, GONE)), Map.of(GONE, Instant.EPOCH), Map.of("KEY1", known), Map.of(known, Set.of(APP)));
        String trusted = RSA_CLIENT.getCertificatePathPEM() + EC_CLIENT.getCertificatePathPEM();
        server = new MockApnsServerBuilder()
                .setServerCredentials(new X509Certificate[] {PushKeys.SERVER.getCertificate()}, PushKeys.SERVER.getKeyPair().getPrivate(), null)
                .setTrustedClientCertificateChain(new ByteArrayInputStream(trusted.getBytes(StandardCharsets.US_ASCII)))
                .setUseAlpn(true)
                .setMaxConcurrentStreams(streams)
                .setEventLoopGroup(threads)
                .setHandlerFactory(session -> {
                    connections.incrementAndGet();
                    return watched(validating.buildHandler(session));
                })
                .build();
        base = URI.create("https://localhost:" + server.start(0).get());
    }

    private PushNotificationHandler watched(PushNotificationHandler handler) {
        return (headers, payload) -> {
            seen.add(headers);
            payloads.add(payload == null ? "" : payload.toString(StandardCharsets.UTF_8));
            if (refusal.get() != null) {
                throw new RejectedNotificationException(refusal.get());
            }
            handler.handlePushNotification(withSignatureInDer(headers), payload);
        };
    }

    /** Apple takes signatures as RFC 7515 has them, two numbers side by side; the mock knows only their DER form. */
    private static Http2Headers withSignatureInDer(Http2Headers headers) {
        CharSequence authorization = headers.get("authorization");
        if (authorization == null) {
            return headers;
        }
        String text = authorization.toString();
        int dot = text.lastIndexOf('.') + 1;
        byte[] der = der(Base64.getUrlDecoder().decode(text.substring(dot)));
        return new DefaultHttp2Headers().setAll(headers)
                .set("authorization", text.substring(0, dot) + Base64.getUrlEncoder().withoutPadding().encodeToString(der));
    }

    private static byte[] der(byte[] signature) {
        assertThat(signature).hasSize(64);
        byte[] r = new BigInteger(1, Arrays.copyOf(signature, 32)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).toByteArray();
        return ByteBuffer.allocate(6 + r.length + s.length)
                .put((byte) 0x30).put((byte) (4 + r.length + s.length))
                .put((byte) 0x02).put((byte) r.length).put(r)
                .put((byte) 0x02).put((byte) s.length).put(s).array();
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        server.shutdown().get();
        threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void aNotificationGoesOutWithAllItsHeaders() {
        Outcome outcome = withKey().send(new ApnsPush(DEVICE, PAYLOAD, APP, "alert", "5", "1767225600", "storm"));

        assertThat(outcome).isEqualTo(new Outcome.Delivered(200, "taken by APNs"));
        assertThat(payloads).containsExactly(PAYLOAD);
        Http2Headers headers = seen.getFirst();
        assertThat(headers.path()).hasToString("/3/device/" + DEVICE);
        assertThat(headers.get("apns-topic")).hasToString(APP);
        assertThat(headers.get("apns-push-type")).hasToString("alert");
        assertThat(headers.get("apns-priority")).hasToString("5");
        assertThat(headers.get("apns-expiration")).hasToString("1767225600");
        assertThat(headers.get("apns-collapse-id")).hasToString("storm");
    }

    @Test
    void whatIsNotSetIsLeftOut() {
        withKey().send(push(DEVICE));

        assertThat(seen.getFirst().names()).map(CharSequence::toString)
                .doesNotContain("apns-priority", "apns-expiration", "apns-collapse-id");
    }

    @Test
    void anRsaCertificateProvesWhoWeAre() {
        assertDeliveredShowing(RSA_CLIENT);
    }

    @Test
    void anEcCertificateProvesWhoWeAre() {
        assertDeliveredShowing(EC_CLIENT);
    }

    private void assertDeliveredShowing(X509Bundle client) {
        ApnsCertificate certificate = ApnsCertificate.parse(client.getCertificatePathPEM(), client.getPrivateKeyPEM());
        try (ApnsCourier courier = ApnsCourier.withCertificate(http, base, certificate)) {
            assertThat(courier.send(push(DEVICE))).isInstanceOf(Outcome.Delivered.class);
            assertThat(seen.getFirst().names()).map(CharSequence::toString).doesNotContain("authorization");
        }
    }

    @Test
    void aCertificateOfAnotherAppIsRefused() {
        ApnsCertificate certificate = ApnsCertificate.parse(RSA_CLIENT.getCertificatePathPEM(), RSA_CLIENT.getPrivateKeyPEM());
        try (ApnsCourier courier = ApnsCourier.withCertificate(http, base, certificate)) {
            Outcome outcome = courier.send(new ApnsPush(DEVICE, PAYLOAD, "com.example.other", "alert", "", "", ""));

            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void aDeviceThatRemovedTheAppIsGone() {
        assertThat(withKey().send(push(GONE))).isEqualTo(new Outcome.Gone(410, "Unregistered"));
    }

    @Test
    void aDeviceThatNeverWasIsGone() {
        assertThat(withKey().send(push("22"))).isEqualTo(new Outcome.Gone(400, "BadDeviceToken"));
    }

    @Test
    void aKeyThatAppleDoesNotKnowIsRefused() {
        ApnsKey key = ApnsKey.parse("TEAM1", "KEY2", PushKeys.pem(PushKeys.EC.getPrivate()));

        assertThat(ApnsCourier.withKey(http, base, key, millis::get).send(push(DEVICE)))
                .isEqualTo(new Outcome.Refused(403, "InvalidProviderToken"));
    }

    @Test
    void aTokenIsSignedOnceAndAgainBeforeAnHourIsOver() {
        ApnsCourier courier = withKey();
        courier.send(push(DEVICE));
        millis.addAndGet(Duration.ofMinutes(49).toMillis());
        courier.send(push(DEVICE));
        millis.addAndGet(Duration.ofMinutes(1).toMillis());
        courier.send(push(DEVICE));

        assertThat(token(1)).isEqualTo(token(0));
        assertThat(token(2)).isNotEqualTo(token(1));
    }

    @Test
    void aTokenThatIsTooOldIsReplacedForTheNextAttempt() {
        long now = millis.get();
        millis.addAndGet(-Duration.ofHours(2).toMillis());
        ApnsCourier courier = withKey();

        assertThat(courier.send(push(DEVICE))).isEqualTo(new Outcome.Failed(403, "ExpiredProviderToken"));
        millis.set(now);
        assertThat(courier.send(push(DEVICE))).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @EnumSource(value = RejectionReason.class, names = {"TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "SHUTDOWN", "TOO_MANY_PROVIDER_TOKEN_UPDATES"})
    void aBusyProviderIsAskedAgainLater(RejectionReason reason) {
        refusal.set(reason);

        assertThat(withKey().send(push(DEVICE))).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @EnumSource(value = RejectionReason.class, mode = Mode.INCLUDE, names = {"BAD_TOPIC", "PAYLOAD_TOO_LARGE", "DEVICE_TOKEN_NOT_FOR_TOPIC", "BAD_PRIORITY", "FORBIDDEN"})
    void whatIsWrongForEverIsRefused(RejectionReason reason) {
        refusal.set(reason);

        assertThat(withKey().send(push(DEVICE))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aCrowdSharesOneConnection() throws Exception {
        assertThat(sendManyAtOnce()).hasSize(100).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Delivered.class));

        assertThat(connections).hasValue(1);
    }

    /** APNs lets a new connection with tokens have one push at a time, until the first is through. */
    @Test
    void aCrowdArrivesWhereFewAreTakenAtATime() throws Exception {
        server.shutdown().get();
        start(1);

        assertThat(sendManyAtOnce()).hasSize(100).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Delivered.class));
    }

    private List<Outcome> sendManyAtOnce() throws Exception {
        ApnsCourier courier = withKey();
        List<Future<Outcome>> all = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                all.add(senders.submit(() -> courier.send(push(DEVICE))));
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> one : all) {
            outcomes.add(one.get());
        }
        return outcomes;
    }

    @Test
    void aHeaderThatHttpCannotCarryIsRefused() {
        Outcome outcome = withKey().send(new ApnsPush(DEVICE, PAYLOAD, APP, "alert\r\nx: y", "", "", ""));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void aServerThatWeDoNotTrustGetsNothing() {
        try (PushHttp strict = new PushHttp(Duration.ofSeconds(30), List.of())) {
            Outcome outcome = ApnsCourier.withKey(strict, base, key(), millis::get).send(push(DEVICE));

            assertThat(outcome).isEqualTo(new Outcome.Failed(0, "SSLHandshakeException"));
            assertThat(seen).isEmpty();
        }
    }

    private ApnsCourier withKey() {
        return ApnsCourier.withKey(http, base, key(), millis::get);
    }

    private static ApnsKey key() {
        return ApnsKey.parse("TEAM1", "KEY1", PushKeys.pem(PushKeys.EC.getPrivate()));
    }

    private static ApnsPush push(String device) {
        return new ApnsPush(device, PAYLOAD, APP, "alert", "", "", "");
    }

    private String token(int number) {
        return seen.get(number).get("authorization").toString();
    }
}
