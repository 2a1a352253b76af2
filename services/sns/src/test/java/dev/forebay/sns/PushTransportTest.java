package dev.forebay.sns;

import static dev.forebay.sns.PlatformWorld.adm;
import static dev.forebay.sns.PlatformWorld.apns;
import static dev.forebay.sns.PlatformWorld.gcm;
import static dev.forebay.sns.PlatformWorld.with;
import static dev.forebay.sns.PushNotices.payload;
import static dev.forebay.sns.PushNotices.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesRequest;

class PushTransportTest {
    private final PlatformWorld world = new PlatformWorld();
    private final PushTwin twin = new PushTwin();
    private PushTransport transport = new PushTransport(twin.config(), world.catalog);

    @AfterEach
    void close() {
        transport.close();
        twin.close();
    }

    @ParameterizedTest
    @CsvSource({
        "APNS, /apns/3/device/00fc",
        "APNS_VOIP, /apns/3/device/00fc",
        "MACOS, /apns/3/device/00fc",
        "APNS_SANDBOX, /sandbox/3/device/00fc",
        "APNS_VOIP_SANDBOX, /sandbox/3/device/00fc",
        "MACOS_SANDBOX, /sandbox/3/device/00fc",
    })
    void applesPlatformsGoToApns(String platform, String path) {
        Outcome outcome = deliver(plain("rain"), endpoint(platform, apns(), "00FC"));

        assertThat(outcome).isEqualTo(new Outcome.Delivered(200, "taken by APNs"));
        assertThat(twin.last().path()).isEqualTo(path);
        assertThat(twin.last().body()).isEqualTo("{\"aps\":{\"alert\":\"rain\"}}");
        assertThat(twin.last().headers().get("authorization")).startsWith("bearer ");
    }

    @Test
    void googlesPlatformGoesToFcm() {
        Outcome outcome = deliver(plain("rain"), endpoint("GCM", gcm(), "device"));

        assertThat(outcome).isEqualTo(new Outcome.Delivered(200, "taken by FCM"));
        assertThat(twin.last().path()).isEqualTo("/fcm/v1/projects/weather-1/messages:send");
        assertThat(twin.last().body()).isEqualTo("{\"message\":{\"data\":{\"default\":\"rain\"},\"token\":\"device\"}}");
    }

    @Test
    void amazonsPlatformGoesToAdm() {
        Outcome outcome = deliver(plain("rain"), endpoint("ADM", adm(), "device"));

        assertThat(outcome).isEqualTo(new Outcome.Delivered(200, "taken by ADM"));
        assertThat(twin.last().path()).isEqualTo("/adm/messaging/registrations/device/messages");
        assertThat(twin.last().body()).isEqualTo("{\"data\":{\"default\":\"rain\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "APNS | 410 | {\"reason\":\"Unregistered\"}",
        "APNS | 400 | {\"reason\":\"BadDeviceToken\"}",
        "GCM | 404 | {\"error\":{\"status\":\"NOT_FOUND\",\"details\":[{\"errorCode\":\"UNREGISTERED\"}]}}",
        "ADM | 400 | {\"reason\":\"Unregistered\"}",
    })
    void aDeviceThatIsGoneHasItsEndpointDisabledForGood(String platform, int status, String answer) {
        Map<String, String> attributes = platform.equals("APNS") ? apns() : platform.equals("GCM") ? gcm() : adm();
        String endpoint = endpoint(platform, attributes, "00fc");
        twin.answers(status, answer);

        assertThat(deliver(plain("rain"), endpoint)).isInstanceOf(Outcome.Gone.class);
        assertThat(world.attributes(endpoint)).containsEntry("Enabled", "false");
        restart();
        assertThat(world.attributes(endpoint)).containsEntry("Enabled", "false");
        assertThat(deliver(plain("rain"), endpoint)).isEqualTo(new Outcome.Refused(0, "the endpoint is disabled"));
        assertThat(twin.pushed()).hasSize(1);
    }

    @Test
    void anEndpointThatIsEnabledAgainGetsPushesAgain() {
        String endpoint = endpoint("GCM", gcm(), "older");
        world.set(endpoint, Map.of("Enabled", "false"));
        world.set(endpoint, Map.of("Enabled", "true", "Token", "newer"));

        assertThat(deliver(plain("rain"), endpoint)).isInstanceOf(Outcome.Delivered.class);
        assertThat(twin.last().body()).contains("\"token\":\"newer\"");
    }

    @Test
    void aTokenThatWasReplacedMeanwhileDisablesNothing() {
        String endpoint = endpoint("ADM", adm(), "older");
        twin.answers(400, "{\"reason\":\"Unregistered\"}");
        twin.beforeItAnswers(() -> world.set(endpoint, Map.of("Token", "newer")));

        assertThat(deliver(plain("rain"), endpoint)).isInstanceOf(Outcome.Gone.class);
        assertThat(world.attributes(endpoint)).isEqualTo(Map.of("Enabled", "true", "Token", "newer"));
    }

    @Test
    void anApplicationThatIsDeletedMeanwhileLeavesNothingBehind() {
        String application = world.application("ADM", "weather", adm());
        String endpoint = world.endpoint(application, "device");
        twin.answers(400, "{\"reason\":\"Unregistered\"}");
        twin.beforeItAnswers(() -> world.operations().delete(
                DeletePlatformApplicationRequest.builder().platformApplicationArn(application).build()));

        assertThat(deliver(plain("rain"), endpoint)).isInstanceOf(Outcome.Gone.class);
        assertThat(deliver(plain("rain"), endpoint)).isEqualTo(new Outcome.Refused(0, "the endpoint does not exist"));
        assertThat(twin.pushed()).hasSize(1);
    }

    @Test
    void aBusyProviderLeavesTheEndpointEnabled() {
        String endpoint = endpoint("GCM", gcm(), "device");
        twin.answers(503, "");

        assertThat(deliver(plain("rain"), endpoint)).isInstanceOf(Outcome.Failed.class);
        assertThat(world.attributes(endpoint)).containsEntry("Enabled", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "device", "arn:aws:sns:us-east-1:123456789012:endpoint/GCM/weather/11111111-2222-4333-8444-555555555555"})
    void anEndpointThatIsNotThereIsRefused(String arn) {
        assertThat(deliver(plain("rain"), arn)).isEqualTo(new Outcome.Refused(0, "the endpoint does not exist"));
    }

    @Test
    void aDisabledApplicationSendsNothing() {
        String application = world.application("GCM", "weather", gcm());
        String endpoint = world.endpoint(application, "device");
        set(application, Map.of("Enabled", "false"));

        assertThat(deliver(plain("rain"), endpoint)).isEqualTo(new Outcome.Refused(0, "the platform application is disabled"));
        assertThat(twin.pushed()).isEmpty();
    }

    @Test
    void newCredentialsAreUsedAtOnceAndOldOnesKeptAlsoOverARestart() {
        String application = world.application("APNS", "weather", apns());
        String endpoint = world.endpoint(application, "00fc");
        deliver(plain("one"), endpoint);
        set(application, Map.of("SuccessFeedbackSampleRate", "1"));
        deliver(plain("two"), endpoint);
        set(application, with(apns(), "PlatformPrincipal", "KEY2"));
        deliver(plain("three"), endpoint);
        restart();
        deliver(plain("four"), endpoint);

        assertThat(authorization(1)).isEqualTo(authorization(0));
        assertThat(keyId(2)).isEqualTo("KEY2").isNotEqualTo(keyId(1));
        assertThat(keyId(3)).as("after a restart").isEqualTo("KEY2");
    }

    private String authorization(int number) {
        return twin.pushed().get(number).headers().get("authorization");
    }

    private String keyId(int number) {
        String header = authorization(number).substring("bearer ".length()).split("\\.")[0];
        String json = new String(java.util.Base64.getUrlDecoder().decode(header), java.nio.charset.StandardCharsets.UTF_8);
        return dev.forebay.couriers.PushJson.text(dev.forebay.couriers.PushJson.object(json).orElseThrow(), "kid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APNS", "GCM", "ADM"})
    void aPayloadThatIsNoObjectIsRefused(String platform) {
        Map<String, String> attributes = platform.equals("APNS") ? apns() : platform.equals("GCM") ? gcm() : adm();

        assertThat(deliver(payload(platform, "rain"), endpoint(platform, attributes, "00fc")))
                .isEqualTo(new Outcome.Refused(0, "the payload for " + platform + " is not a JSON object"));
        assertThat(twin.pushed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"APNS, APNS.TTL", "GCM, GCM.TTL", "GCM, FCM.TTL", "ADM, ADM.TTL"})
    void aMessageWhoseTimeIsOverIsNotSent(String platform, String attribute) {
        Map<String, String> attributes = platform.equals("APNS") ? apns() : platform.equals("GCM") ? gcm() : adm();
        String endpoint = endpoint(platform, attributes, "00fc");
        world.clock.advance(Duration.ofSeconds(60));

        assertThat(deliver(plain("rain", attribute, "60"), endpoint)).isEqualTo(new Outcome.Refused(0, "the time to live is over"));
        assertThat(twin.pushed()).isEmpty();
        assertThat(deliver(plain("rain", attribute, "61"), endpoint)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aTimeThatIsNoNumberIsRefused() {
        assertThat(deliver(plain("rain", "GCM.TTL", "soon"), endpoint("GCM", gcm(), "device")))
                .isEqualTo(new Outcome.Refused(0, "the time to live is not a whole number of seconds"));
    }

    private String endpoint(String platform, Map<String, String> attributes, String token) {
        return world.endpoint(world.application(platform, "weather", attributes), token);
    }

    private void set(String application, Map<String, String> attributes) {
        world.operations().setAttributes(SetPlatformApplicationAttributesRequest.builder()
                .platformApplicationArn(application).attributes(attributes).build());
    }

    private Outcome deliver(Notification notification, String endpoint) {
        return transport.deliver(notification, new Target("", Protocol.APPLICATION, endpoint, false, "", "", "", "1"));
    }

    private void restart() {
        transport.close();
        world.reopen();
        transport = new PushTransport(twin.config(), world.catalog);
    }
}
