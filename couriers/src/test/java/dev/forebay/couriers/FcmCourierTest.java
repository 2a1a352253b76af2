package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forebay.couriers.PushProviderTwin.Answer;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FcmCourierTest {
    private static final String TOKEN = "/token";
    private static final String SEND = "/v1/projects/weather-1/messages:send";
    private static final String MESSAGE = "{\"message\":{\"token\":\"device\",\"notification\":{\"body\":\"rain\"}}}";
    private static final long NOW = 1_767_225_600_000L;

    private final PushProviderTwin google = new PushProviderTwin().on(TOKEN, 200, granted("first")).on(SEND, 200, "{\"name\":\"m\"}");
    private final PushHttp http = new PushHttp(Duration.ofSeconds(30), List.of());
    private final AtomicLong millis = new AtomicLong(NOW);
    private final FcmCourier courier = courier();

    private FcmCourier courier() {
        FcmAccount account = FcmAccount.parse(PushKeys.account("weather-1", PushKeys.RSA.getPrivate()));
        return new FcmCourier(http, google.base(), google.base().resolve(TOKEN), account, millis::get);
    }

    private static String granted(String token) {
        return "{\"access_token\":\"" + token + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
    }

    @AfterEach
    void stop() {
        http.close();
        google.close();
    }

    @Test
    void aMessageIsSentWithAnAccessToken() {
        assertThat(courier.send(MESSAGE)).isEqualTo(new Outcome.Delivered(200, "taken by FCM"));

        PushProviderTwin.Asked request = google.asked(SEND).getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body()).isEqualTo(MESSAGE);
        assertThat(request.header("authorization")).isEqualTo("Bearer first");
        assertThat(request.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void theAccountSignsForItsAccessToken() throws Exception {
        courier.send(MESSAGE);

        Map<String, String> form = google.asked(TOKEN).getFirst().form();
        assertThat(form).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        String[] parts = form.get("assertion").split("\\.");
        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}");
        assertThat(PushJson.object(decoded(parts[1])).orElseThrow())
                .containsEntry("iss", "push@weather-1.example.com")
                .containsEntry("scope", "https://www.googleapis.com/auth/firebase.messaging")
                .containsEntry("aud", google.base().resolve(TOKEN).toString())
                .containsEntry("iat", (int) (NOW / 1000))
                .containsEntry("exp", (int) (NOW / 1000) + 3600);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(PushKeys.RSA.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void anAccessTokenIsKeptUntilShortlyBeforeItExpires() {
        courier.send(MESSAGE);
        millis.addAndGet(Duration.ofMinutes(53).toMillis());
        courier.send(MESSAGE);
        assertThat(google.asked(TOKEN)).hasSize(1);

        google.on(TOKEN, 200, granted("second"));
        millis.addAndGet(Duration.ofMinutes(1).toMillis());
        courier.send(MESSAGE);
        assertThat(google.asked(TOKEN)).hasSize(2);
        assertThat(google.asked(SEND).getLast().header("authorization")).isEqualTo("Bearer second");
    }

    @Test
    void manyWhoNeedATokenAskOnce() throws Exception {
        assertThat(outcomesOfManyAtOnce(200, granted("shared"))).allSatisfy(
                outcome -> assertThat(outcome).isInstanceOf(Outcome.Delivered.class));
        assertThat(google.asked(TOKEN)).hasSize(1);
    }

    @Test
    void manyWhoNeedATokenAreRefusedOnce() throws Exception {
        assertThat(outcomesOfManyAtOnce(400, "{\"error\":\"invalid_grant\"}")).allSatisfy(
                outcome -> assertThat(outcome).isEqualTo(new Outcome.Refused(400, "no access token: invalid_grant")));
        assertThat(google.asked(TOKEN)).hasSize(1);
        assertThat(google.asked(SEND)).isEmpty();
    }

    /** Sends on many threads; the token is not answered before each of them has seen that it has none. */
    private List<Outcome> outcomesOfManyAtOnce(int status, String answer) throws Exception {
        int many = 20;
        Set<Thread> looked = ConcurrentHashMap.newKeySet();
        FcmAccount account = FcmAccount.parse(PushKeys.account("weather-1", PushKeys.RSA.getPrivate()));
        FcmCourier counting = new FcmCourier(http, google.base(), google.base().resolve(TOKEN), account, () -> {
            looked.add(Thread.currentThread());
            return NOW;
        });
        google.on(TOKEN, request -> {
            while (looked.size() < many) {
                Thread.onSpinWait();
            }
            return new Answer(status, answer);
        });
        List<FutureTask<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            FutureTask<Outcome> task = new FutureTask<>(() -> counting.send(MESSAGE));
            tasks.add(task);
            Thread.ofPlatform().daemon().start(task);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (FutureTask<Outcome> task : tasks) {
            outcomes.add(task.get());
        }
        return outcomes;
    }

    @Test
    void aTokenThatIsNotTakenIsReplacedForTheNextAttempt() {
        google.on(SEND, 401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}");
        assertThat(courier.send(MESSAGE)).isEqualTo(new Outcome.Failed(401, "UNAUTHENTICATED"));

        google.on(TOKEN, 200, granted("second")).on(SEND, 200, "{}");
        assertThat(courier.send(MESSAGE)).isInstanceOf(Outcome.Delivered.class);
        assertThat(google.asked(SEND).getLast().header("authorization")).isEqualTo("Bearer second");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aBusyTokenServerIsAskedAgainLater(int status) {
        google.on(TOKEN, status, "");

        assertThat(courier.send(MESSAGE)).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND, UNREGISTERED, Gone, UNREGISTERED",
        "404, NOT_FOUND, '', Gone, NOT_FOUND",
        "400, INVALID_ARGUMENT, INVALID_ARGUMENT, Refused, INVALID_ARGUMENT",
        "403, PERMISSION_DENIED, SENDER_ID_MISMATCH, Refused, SENDER_ID_MISMATCH",
        "401, UNAUTHENTICATED, THIRD_PARTY_AUTH_ERROR, Refused, THIRD_PARTY_AUTH_ERROR",
        "429, RESOURCE_EXHAUSTED, QUOTA_EXCEEDED, Failed, QUOTA_EXCEEDED",
        "503, UNAVAILABLE, UNAVAILABLE, Failed, UNAVAILABLE",
        "500, INTERNAL, INTERNAL, Failed, INTERNAL",
    })
    void whatFcmSaysDecidesWhatBecomesOfTheMessage(int status, String general, String own, String outcome, String detail) {
        String details = own.isEmpty() ? "" : ",\"details\":[{\"@type\":\"x\"},{\"errorCode\":\"" + own + "\"}]";
        google.on(SEND, status, "{\"error\":{\"code\":" + status + ",\"message\":\"rain\",\"status\":\"" + general + "\"" + details + "}}");

        Outcome made = courier.send(MESSAGE);

        assertThat(made.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(made.status()).isEqualTo(status);
        assertThat(made.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>not here</html>", "[]", "{\"error\":\"NOT_FOUND\"}", "{\"error\":{\"status\":\"the message was: rain\"}}"})
    void aStrangersNotFoundDoesNotMakeADeviceGone(String body) {
        google.on(SEND, 404, body);

        assertThat(courier.send(MESSAGE)).isEqualTo(new Outcome.Refused(404, "unknown"));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        google.on(SEND, 200, "x".repeat(200_000));

        assertThat(courier.send(MESSAGE)).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "key", "{\"project_id\":\"p\",\"client_email\":\"e\",\"private_key\":\"secret\"}"})
    void whatIsNoServiceAccountIsRefusedWithoutRepeatingIt(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> FcmAccount.parse(json)).withMessageNotContaining("secret");
    }

    @Test
    void anAccountNeverShowsItsKey() {
        assertThat(FcmAccount.parse(PushKeys.account("weather-1", PushKeys.RSA.getPrivate()))).hasToString("FcmAccount[project=weather-1]");
    }
}
