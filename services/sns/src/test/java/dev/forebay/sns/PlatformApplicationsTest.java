package dev.forebay.sns;

import static dev.forebay.sns.PlatformWorld.CALLER;
import static dev.forebay.sns.PlatformWorld.adm;
import static dev.forebay.sns.PlatformWorld.apns;
import static dev.forebay.sns.PlatformWorld.assertRefused;
import static dev.forebay.sns.PlatformWorld.gcm;
import static dev.forebay.sns.PlatformWorld.with;
import static dev.forebay.sns.PlatformWorld.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsRequest;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsResponse;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesRequest;

class PlatformApplicationsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:events";

    private final PlatformWorld world = new PlatformWorld();

    @ParameterizedTest
    @ValueSource(strings = {"APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "MACOS", "MACOS_SANDBOX"})
    void anApplicationForApplesDevicesIsCreated(String platform) {
        assertThat(world.application(platform, "weather", apns())).isEqualTo("arn:aws:sns:us-east-1:123456789012:app/" + platform + "/weather");
    }

    @Test
    void anApplicationForOtherDevicesIsCreated() {
        assertThat(world.application("GCM", "a.b-c_D1", gcm())).isEqualTo("arn:aws:sns:us-east-1:123456789012:app/GCM/a.b-c_D1");
        assertThat(world.application("ADM", "a.b-c_D1", adm())).isEqualTo("arn:aws:sns:us-east-1:123456789012:app/ADM/a.b-c_D1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAIDU", "WNS", "MPNS", "FCM", "apns", ""})
    void anotherPlatformIsRefusedByItsName(String platform) {
        assertRefused("InvalidParameter", () -> world.application(platform, "weather", adm()))
                .isEqualTo("Invalid parameter: Platform Reason: " + platform + " is not supported");
    }

    @Test
    void aNameHasItsRules() {
        assertRefused("InvalidParameter", () -> world.application("ADM", "", adm()))
                .isEqualTo("Invalid parameter:  Reason: cannot be empty");
        assertRefused("InvalidParameter", () -> world.application("ADM", "x".repeat(257), adm()))
                .isEqualTo("Invalid parameter: " + "x".repeat(257) + " Reason: must be at most 256 characters long");
        assertRefused("InvalidParameter", () -> world.application("ADM", "a/b", adm()))
                .isEqualTo("Invalid parameter: a/b Reason: must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
    }

    @Test
    void attributesMustBeGiven() {
        assertRefused("ValidationError", () -> world.operations().create(
                CreatePlatformApplicationRequest.builder().platform("ADM").name("weather").build()))
                .isEqualTo("1 validation error detected: Value null at 'attributes' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void aCredentialNeedsItsPrincipalAndTheOtherWayRound() {
        assertRefused("InvalidParameter", () -> world.application("ADM", "weather", without(adm(), "PlatformPrincipal")))
                .isEqualTo("Invalid parameter: Attributes Reason: PlatformCredential attribute provided without PlatformPrincipal");
        assertRefused("InvalidParameter", () -> world.application("ADM", "weather", without(adm(), "PlatformCredential")))
                .isEqualTo("Invalid parameter: Attributes Reason: PlatformPrincipal attribute provided without PlatformCredential");
    }

    @Test
    void credentialsOfNoUseAreRefused() {
        assertInvalid("GCM", with(gcm(), "PlatformCredential", "an-api-key-of-old"));
        assertInvalid("GCM", Map.of("EventEndpointCreated", TOPIC));
        assertInvalid("ADM", Map.of("EventEndpointCreated", TOPIC));
        assertInvalid("APNS", with(apns(), "PlatformCredential", "no key"));
        assertInvalid("APNS", with(apns(), "PlatformPrincipal", "-----BEGIN CERTIFICATE-----"));
    }

    @Test
    void aCertificateOfAnotherKeyOrThatIsOverIsRefused() {
        X509Bundle good = PlatformWorld.certificate(Instant.ofEpochMilli(world.clock.millis()).plusSeconds(1));
        X509Bundle over = PlatformWorld.certificate(Instant.ofEpochMilli(world.clock.millis()));

        assertInvalid("APNS", with(apns(good), "PlatformCredential", over.getPrivateKeyPEM()));
        assertInvalid("APNS", apns(over));
        assertThat(world.application("APNS", "weather", apns(good))).isNotEmpty();
    }

    private void assertInvalid(String platform, Map<String, String> attributes) {
        assertRefused("InvalidParameter", () -> world.application(platform, "weather", attributes))
                .isEqualTo("Invalid parameter: Attributes Reason: Platform credentials are invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApplePlatformTeamID", "ApplePlatformBundleID"})
    void aSigningKeyNeedsTeamAndBundle(String missing) {
        assertRefused("InvalidParameter", () -> world.application("APNS", "weather", without(apns(), missing))).contains(missing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Colour | blue | Invalid attribute name: Colour",
        "SuccessFeedbackSampleRate | 101 | Invalid value for attribute: SuccessFeedbackSampleRate: 101 value provided is not an integer between 0-100",
        "SuccessFeedbackSampleRate | 5.5 | Invalid value for attribute: SuccessFeedbackSampleRate: 5.5 value provided is not an integer between 0-100",
        "EventEndpointCreated | events | Invalid value for attribute: EventEndpointCreated: An ARN must have at least 6 elements, not 1",
        "Enabled | maybe | Invalid value for attribute: Enabled: must be true or false",
        "AuthenticationMethod | certificate | Invalid value for attribute: AuthenticationMethod: the credentials are for token",
    })
    void attributesHaveTheirRules(String name, String value, String reason) {
        assertRefused("InvalidParameter", () -> world.application("APNS", "weather", with(apns(), name, value)))
                .isEqualTo("Invalid parameter: Attributes Reason: " + reason);
    }

    @Test
    void creatingTheSameAgainFindsIt() {
        String arn = world.application("ADM", "weather", adm());

        assertThat(world.application("ADM", "weather", adm())).isEqualTo(arn);
        assertRefused("InvalidParameter", () -> world.application("ADM", "weather", with(adm(), "EventEndpointCreated", TOPIC)))
                .isEqualTo("Invalid parameter: Name Reason: An application with the same name but different properties already exists");
    }

    @Test
    void attributesAreShownAndSecretsAreNot() {
        Map<String, String> given = with(with(with(apns(), "EventDeliveryFailure", TOPIC), "SuccessFeedbackSampleRate", "5"),
                "FailureFeedbackRoleArn", "arn:aws:iam::123456789012:role/feedback");

        assertThat(shown(world.application("APNS", "weather", given))).isEqualTo(Map.of(
                "Enabled", "true",
                "AuthenticationMethod", "token",
                "ApplePlatformTeamID", "TEAM1",
                "ApplePlatformBundleID", "com.example.weather",
                "EventDeliveryFailure", TOPIC,
                "SuccessFeedbackSampleRate", "5",
                "FailureFeedbackRoleArn", "arn:aws:iam::123456789012:role/feedback"));
        assertThat(shown(world.application("ADM", "weather", adm()))).isEqualTo(Map.of("Enabled", "true"));
    }

    @Test
    void aCertificateShowsUntilWhenItIsGood() {
        X509Bundle certificate = PlatformWorld.certificate(Instant.parse("2027-02-03T04:05:06Z"));

        assertThat(shown(world.application("APNS", "weather", apns(certificate)))).isEqualTo(Map.of(
                "Enabled", "true", "AuthenticationMethod", "certificate", "AppleCertificateExpiryDate", "2027-02-03T04:05:06Z"));
    }

    @Test
    void noRecordShowsASecret() {
        String arn = world.application("ADM", "weather", adm());
        PlatformApplication application = world.catalog.find(PlatformArn.parsed(arn, "app", 2).orElseThrow().application().orElseThrow()).orElseThrow();

        assertThat(application.record().toString() + application.credentials()).doesNotContain("the-secret");
    }

    @Test
    void attributesAreSetAndTakenAway() {
        String arn = world.application("ADM", "weather", with(adm(), "EventEndpointCreated", TOPIC));

        set(arn, Map.of("SuccessFeedbackSampleRate", "100", "EventEndpointCreated", "", "Enabled", "FALSE"));
        assertThat(shown(arn)).isEqualTo(Map.of("Enabled", "false", "SuccessFeedbackSampleRate", "100"));
    }

    @Test
    void aCertificateThatIsOverCanBeKeptButNotSet() {
        X509Bundle short1 = PlatformWorld.certificate(Instant.ofEpochMilli(world.clock.millis()).plusSeconds(60));
        String arn = world.application("APNS", "weather", apns(short1));
        world.clock.advance(Duration.ofMinutes(2));

        set(arn, Map.of("SuccessFeedbackSampleRate", "1"));
        assertRefused("InvalidParameter", () -> set(arn, apns(short1))).endsWith("Platform credentials are invalid");
        set(arn, apns(PlatformWorld.certificate(Instant.parse("2027-02-03T04:05:06Z"))));
        assertThat(shown(arn)).containsEntry("AppleCertificateExpiryDate", "2027-02-03T04:05:06Z");
    }

    @Test
    void whatIsRefusedChangesNothing() {
        String arn = world.application("ADM", "weather", adm());

        assertRefused("InvalidParameter", () -> set(arn, Map.of("SuccessFeedbackSampleRate", "1", "Colour", "blue")));
        assertRefused("ValidationError", () -> world.operations().setAttributes(
                SetPlatformApplicationAttributesRequest.builder().platformApplicationArn(arn).build()));
        assertThat(shown(arn)).isEqualTo(Map.of("Enabled", "true"));
    }

    @Test
    void anApplicationThatIsNotThereIsNotFound() {
        String nowhere = "arn:aws:sns:us-east-1:123456789012:app/GCM/nowhere";

        assertRefused("NotFound", () -> shown(nowhere)).isEqualTo("PlatformApplication does not exist");
        assertRefused("NotFound", () -> set(nowhere, Map.of("Enabled", "true"))).isEqualTo("PlatformApplication does not exist");
        assertRefused("NotFound", () -> shown("arn:aws:sns:us-east-1:123456789012:app/BAIDU/nowhere"));
        delete(nowhere);
    }

    @ParameterizedTest
    @CsvSource({
        "weather, 'An ARN must have at least 6 elements, not 1'",
        "'', 'An ARN must have at least 6 elements, not 1'",
        "arn:aws:sns:us-east-1:123456789012, 'An ARN must have at least 6 elements, not 5'",
        "arn:aws:sns:us-east-1:123456789012:weather, Wrong number of slashes in relative portion of the ARN.",
        "arn:aws:sns:us-east-1:123456789012:app/GCM/a/b, Wrong number of slashes in relative portion of the ARN.",
        "arn:aws:sns:us-east-1:123456789012:endpoint/GCM/a, Wrong number of slashes in relative portion of the ARN.",
    })
    void whatIsNoApplicationsArnIsRefused(String arn, String reason) {
        assertRefused("InvalidParameter", () -> shown(arn)).isEqualTo("Invalid parameter: PlatformApplicationArn Reason: " + reason);
    }

    @Test
    void anApplicationGoesWithItsEndpoints() {
        String arn = world.application("GCM", "weather", gcm());
        String other = world.application("GCM", "other", gcm());
        String endpoint = world.endpoint(arn, "device");
        String kept = world.endpoint(other, "device");

        delete(arn);
        delete(arn);

        assertRefused("NotFound", () -> shown(arn));
        assertRefused("NotFound", () -> world.attributes(endpoint)).isEqualTo("Endpoint does not exist");
        assertRefused("NotFound", () -> world.endpoint(arn, "device")).isEqualTo("PlatformApplication does not exist");
        assertThat(world.attributes(kept)).containsEntry("Token", "device");
        String again = world.application("GCM", "weather", gcm());
        assertThat(world.operations().listEndpoints(
                ListEndpointsByPlatformApplicationRequest.builder().platformApplicationArn(again).build()).endpoints()).isEmpty();
        assertThat(world.endpoint(again, "device")).isNotEqualTo(endpoint);
    }

    @Test
    void applicationsAreListedInPages() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            created.add(world.application("ADM", "app-" + i, with(adm(), "SuccessFeedbackSampleRate", "7")));
        }

        List<String> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = null;
        do {
            ListPlatformApplicationsResponse page = world.operations().list(ListPlatformApplicationsRequest.builder().nextToken(next).build());
            sizes.add(page.platformApplications().size());
            page.platformApplications().forEach(application -> {
                listed.add(application.platformApplicationArn());
                assertThat(application.attributes()).isEqualTo(Map.of("Enabled", "true", "SuccessFeedbackSampleRate", "7"));
            });
            next = page.nextToken();
        } while (next != null);

        assertThat(sizes).containsExactly(100, 100, 5);
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(created);
        assertRefused("InvalidParameter", () -> world.operations().list(ListPlatformApplicationsRequest.builder().nextToken("%").build()))
                .isEqualTo("Invalid parameter: nextToken");
    }

    @Test
    void accountsAndRegionsDoNotSeeEachOther() {
        String arn = world.application("ADM", "weather", adm());
        PlatformOperations elsewhere = world.operations(Caller.root(CALLER.account(), new Region("eu-west-1")));
        PlatformOperations stranger = world.operations(Caller.root(new AccountId("210987654321"), CALLER.region()));
        GetPlatformApplicationAttributesRequest request = GetPlatformApplicationAttributesRequest.builder().platformApplicationArn(arn).build();

        assertThat(elsewhere.list(ListPlatformApplicationsRequest.builder().build()).platformApplications()).isEmpty();
        assertThat(stranger.list(ListPlatformApplicationsRequest.builder().build()).platformApplications()).isEmpty();
        assertRefused("NotFound", () -> elsewhere.attributes(request));
        assertRefused("AuthorizationError", () -> stranger.attributes(request));
        assertRefused("AuthorizationError", () -> stranger.delete(DeletePlatformApplicationRequest.builder().platformApplicationArn(arn).build()));
    }

    @Test
    void applicationsSurviveARestart() {
        String kept = world.application("APNS", "weather", apns());
        String deleted = world.application("ADM", "gone", adm());
        set(kept, Map.of("EventEndpointUpdated", TOPIC));
        delete(deleted);
        Map<String, String> before = shown(kept);

        world.reopen();

        assertThat(shown(kept)).isEqualTo(before).containsEntry("EventEndpointUpdated", TOPIC);
        assertRefused("NotFound", () -> shown(deleted));
        assertThat(world.operations().list(ListPlatformApplicationsRequest.builder().build()).platformApplications()).hasSize(1);
    }

    private Map<String, String> shown(String arn) {
        return world.operations().attributes(
                GetPlatformApplicationAttributesRequest.builder().platformApplicationArn(arn).build()).attributes();
    }

    private void set(String arn, Map<String, String> attributes) {
        world.operations().setAttributes(SetPlatformApplicationAttributesRequest.builder()
                .platformApplicationArn(arn).attributes(attributes).build());
    }

    private void delete(String arn) {
        world.operations().delete(DeletePlatformApplicationRequest.builder().platformApplicationArn(arn).build());
    }
}
