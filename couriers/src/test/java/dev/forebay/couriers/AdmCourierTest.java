package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmCourierTest {
    private static final String TOKEN = "/auth/O2/token";
    private static final String SEND = "/messaging/registrations/amzn1.adm%2Fone%20two/messages";
    private static final String DEVICE = "amzn1.adm/one two";
    private static final String MESSAGE = "{\"data\":{\"default\":\"rain\"}}";

    private final PushProviderTwin amazon = new PushProviderTwin()
            .on(TOKEN, 200, "{\"access_token\":\"first\",\"expires_in\":3600,\"scope\":\"messaging:push\"}")
            .on(SEND, 200, "{\"registrationID\":\"amzn1.adm\"}");
    private final PushHttp http = new PushHttp(Duration.ofSeconds(30), List.of());
    private final AtomicLong millis = new AtomicLong(1_767_225_600_000L);
    private final AdmClient client = new AdmClient("the-client", "the-secret&more");
    private final AdmCourier courier = new AdmCourier(http, amazon.base(), amazon.base().resolve(TOKEN), client, millis::get);

    @AfterEach
    void stop() {
        http.close();
        amazon.close();
    }

    @Test
    void aMessageIsSentWithAnAccessToken() {
        assertThat(courier.send(DEVICE, MESSAGE)).isEqualTo(new Outcome.Delivered(200, "taken by ADM"));

        PushProviderTwin.Asked request = amazon.asked(SEND).getFirst();
        assertThat(request.body()).isEqualTo(MESSAGE);
        assertThat(request.header("authorization")).isEqualTo("Bearer first");
        assertThat(request.header("x-amzn-type-version")).isEqualTo("com.amazon.device.messaging.ADMMessage@1.0");
        assertThat(request.header("x-amzn-accept-type")).isEqualTo("com.amazon.device.messaging.ADMSendResult@1.0");
    }

    @Test
    void theClientAsksForItsAccessTokenOnce() {
        courier.send(DEVICE, MESSAGE);
        courier.send(DEVICE, MESSAGE);

        assertThat(amazon.asked(TOKEN)).hasSize(1);
        assertThat(amazon.asked(TOKEN).getFirst().form()).containsOnly(
                java.util.Map.entry("grant_type", "client_credentials"),
                java.util.Map.entry("scope", "messaging:push"),
                java.util.Map.entry("client_id", "the-client"),
                java.util.Map.entry("client_secret", "the-secret&more"));
    }

    @Test
    void aClientThatAmazonDoesNotKnowIsRefused() {
        amazon.on(TOKEN, 401, "{\"error\":\"invalid_client\",\"error_description\":\"the-secret&more\"}");

        assertThat(courier.send(DEVICE, MESSAGE)).isEqualTo(new Outcome.Refused(401, "no access token: invalid_client"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, Unregistered, Gone",
        "400, InvalidRegistrationId, Gone",
        "400, InvalidData, Refused",
        "400, InvalidExpiration, Refused",
        "413, MessageTooLarge, Refused",
        "429, MaxRateExceeded, Failed",
        "500, InternalServerError, Failed",
        "503, ServiceUnavailable, Failed",
    })
    void whatAdmSaysDecidesWhatBecomesOfTheMessage(int status, String reason, String outcome) {
        amazon.on(SEND, status, "{\"reason\":\"" + reason + "\"}");

        Outcome made = courier.send(DEVICE, MESSAGE);

        assertThat(made.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(made.status()).isEqualTo(status);
        assertThat(made.detail()).isEqualTo(reason);
    }

    @Test
    void aTokenThatIsNotTakenIsReplacedForTheNextAttempt() {
        amazon.on(SEND, 401, "{\"reason\":\"AccessTokenExpired\"}");
        assertThat(courier.send(DEVICE, MESSAGE)).isEqualTo(new Outcome.Failed(401, "AccessTokenExpired"));

        amazon.on(SEND, 200, "{}");
        courier.send(DEVICE, MESSAGE);
        assertThat(amazon.asked(TOKEN)).hasSize(2);
    }

    @Test
    void aClientNeverShowsItsSecret() {
        assertThat(client).hasToString("AdmClient[id=the-client]");
    }
}
