package dev.forebay.sns;

import static dev.forebay.sns.PlatformWorld.CALLER;
import static dev.forebay.sns.PlatformWorld.adm;
import static dev.forebay.sns.PlatformWorld.apns;
import static dev.forebay.sns.PlatformWorld.assertRefused;
import static dev.forebay.sns.PlatformWorld.gcm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesRequest;

class PlatformEndpointsTest {
    private static final String NOWHERE = "arn:aws:sns:us-east-1:123456789012:endpoint/GCM/weather/11111111-2222-4333-8444-555555555555";

    private final PlatformWorld world = new PlatformWorld();
    private final String application = world.application("GCM", "weather", gcm());

    @Test
    void anEndpointIsCreatedWithAnArn() {
        String arn = world.endpoint(application, "device:1");

        assertThat(arn).matches("arn:aws:sns:us-east-1:123456789012:endpoint/GCM/weather/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(world.attributes(arn)).isEqualTo(Map.of("Enabled", "true", "Token", "device:1"));
    }

    @Test
    void anEndpointBeginsWithWhatIsAskedFor() {
        String arn = create("device", "user 1", Map.of("Enabled", "false"));
        String other = create("device 2", "user 2", Map.of("CustomUserData", "user 3", "Token", "device 3"));

        assertThat(world.attributes(arn)).isEqualTo(Map.of("Enabled", "false", "Token", "device", "CustomUserData", "user 1"));
        assertThat(world.attributes(other)).isEqualTo(Map.of("Enabled", "true", "Token", "device 3", "CustomUserData", "user 3"));
    }

    @Test
    void theTokensOfApplesDevicesAreHexadecimalInLowerCase() {
        String apple = world.application("APNS", "weather", apns());

        assertThat(world.attributes(world.endpoint(apple, "00FCaa"))).containsEntry("Token", "00fcaa");
        assertThat(world.endpoint(apple, "00fcAA")).isEqualTo(world.endpoint(apple, "00FCaa"));
        for (String token : List.of("device", "0".repeat(401))) {
            assertRefused("InvalidParameter", () -> world.endpoint(apple, token))
                    .isEqualTo("Invalid parameter: Token Reason: iOS device tokens must be no more than 400 hexadecimal characters");
        }
    }

    @Test
    void aTokenIsNeededAndHasALimit() {
        assertRefused("InvalidParameter", () -> world.endpoint(application, "")).isEqualTo("Invalid parameter: Token Reason: cannot be empty");
        assertRefused("InvalidParameter", () -> world.endpoint(application, null)).isEqualTo("Invalid parameter: Token Reason: cannot be empty");
        assertRefused("InvalidParameter", () -> world.endpoint(application, "x".repeat(4_097)));
    }

    @Test
    void userDataHasALimitInBytes() {
        String most = "é".repeat(1_024);

        assertThat(world.attributes(create("device", most, Map.of()))).containsEntry("CustomUserData", most);
        assertRefused("InvalidParameter", () -> create("device 2", most + "x", Map.of()))
                .isEqualTo("Invalid parameter: CustomUserData Reason: must be at most 2048 bytes long in UTF-8 encoding");
        assertRefused("InvalidParameter", () -> create("device 2", null, Map.of("CustomUserData", most + "x"))).isEqualTo(
                "Invalid parameter: Attributes Reason: Invalid value for attribute: CustomUserData: must be at most 2048 bytes long in UTF-8 encoding");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Colour | blue | Invalid attribute name: Colour",
        "Token | '' | Invalid value for attribute: Token: cannot be empty",
        "Enabled | maybe | Invalid value for attribute: Enabled: must be true or false",
    })
    void attributesHaveTheirRules(String name, String value, String reason) {
        String arn = world.endpoint(application, "device");

        assertRefused("InvalidParameter", () -> create("device 2", null, Map.of(name, value)))
                .isEqualTo("Invalid parameter: Attributes Reason: " + reason);
        assertRefused("InvalidParameter", () -> world.set(arn, Map.of(name, value)))
                .isEqualTo("Invalid parameter: Attributes Reason: " + reason);
    }

    @Test
    void creatingTheSameAgainFindsIt() {
        String arn = create("device", "user", Map.of());

        assertThat(create("device", "user", Map.of())).isEqualTo(arn);
        assertThat(create("device", null, Map.of("CustomUserData", "user", "Enabled", "true"))).isEqualTo(arn);
    }

    @Test
    void creatingTheSameTokenWithOtherAttributesNamesTheOneThatHasIt() {
        String arn = create("device", "user", Map.of());
        String words = "Invalid parameter: Token Reason: Endpoint " + arn + " already exists with the same Token, but different attributes.";

        assertRefused("InvalidParameter", () -> create("device", "another", Map.of())).isEqualTo(words);
        assertRefused("InvalidParameter", () -> create("device", null, Map.of())).isEqualTo(words);
        assertRefused("InvalidParameter", () -> create("device", "user", Map.of("Enabled", "false"))).isEqualTo(words);
    }

    @Test
    void theSameTokenMayBeInSeveralApplications() {
        String other = world.application("GCM", "other", gcm());

        assertThat(world.endpoint(other, "device")).isNotEqualTo(world.endpoint(application, "device"));
    }

    @Test
    void manyWhoRegisterADeviceAtOnceGetOneEndpoint() throws Exception {
        Set<String> arns = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(threads.submit(() -> world.endpoint(application, "device")));
            }
            for (Future<String> one : all) {
                arns.add(one.get());
            }
        }

        assertThat(arns).hasSize(1);
        assertThat(listed(application)).containsExactlyElementsOf(arns);
    }

    @Test
    void attributesAreSet() {
        String arn = create("device", "user", Map.of());

        world.set(arn, Map.of("Enabled", "false"));
        assertThat(world.attributes(arn)).isEqualTo(Map.of("Enabled", "false", "Token", "device", "CustomUserData", "user"));
        world.set(arn, Map.of("Enabled", "True", "Token", "newer", "CustomUserData", ""));
        assertThat(world.attributes(arn)).isEqualTo(Map.of("Enabled", "true", "Token", "newer"));
    }

    @Test
    void aTokenThatWasReplacedIsFreeAgain() {
        String arn = world.endpoint(application, "device");
        world.set(arn, Map.of("Token", "newer"));

        assertThat(world.endpoint(application, "newer")).isEqualTo(arn);
        assertThat(world.endpoint(application, "device")).isNotEqualTo(arn);
    }

    @Test
    void aTokenOfAnotherEndpointIsNotTakenOver() {
        String one = world.endpoint(application, "one");
        String two = world.endpoint(application, "two");

        assertRefused("InvalidParameter", () -> world.set(two, Map.of("Token", "one")))
                .isEqualTo("Invalid parameter: Token Reason: Endpoint " + one + " already exists with the same Token, but different attributes.");
        assertThat(world.attributes(two)).containsEntry("Token", "two");
    }

    @Test
    void endpointsThatSwapTheirTokensDoNotWaitForEachOther() throws Exception {
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            arns.add(world.endpoint(application, "free-" + i));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < arns.size(); i++) {
                int first = i;
                all.add(threads.submit(() -> {
                    for (int round = 0; round < 50; round++) {
                        moveTo(arns.get(first), "token-" + (first * 7 + round) % 40);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        List<String> tokens = arns.stream().map(arn -> world.attributes(arn).get("Token")).toList();
        assertThat(tokens).doesNotHaveDuplicates();
        for (String arn : arns) {
            assertThat(world.endpoint(application, world.attributes(arn).get("Token"))).isEqualTo(arn);
        }
    }

    /** Takes a token unless another endpoint has it. */
    private void moveTo(String arn, String token) {
        try {
            world.set(arn, Map.of("Token", token));
        } catch (software.amazon.awssdk.services.sns.model.InvalidParameterException taken) {
            assertThat(taken.awsErrorDetails().errorMessage()).contains("already exists");
        }
    }

    @Test
    void anEndpointIsDeletedAsOftenAsOneLikes() {
        String arn = world.endpoint(application, "device");

        delete(arn);
        delete(arn);
        delete(NOWHERE);
        delete("arn:aws:sns:us-east-1:123456789012:endpoint/GCM/nowhere/11111111-2222-4333-8444-555555555555");

        assertRefused("NotFound", () -> world.attributes(arn)).isEqualTo("Endpoint does not exist");
        assertThat(listed(application)).isEmpty();
        assertThat(world.endpoint(application, "device")).isNotEqualTo(arn);
    }

    @Test
    void anEndpointThatIsNotThereIsNotFound() {
        assertRefused("NotFound", () -> world.attributes(NOWHERE)).isEqualTo("Endpoint does not exist");
        assertRefused("NotFound", () -> world.set(NOWHERE, Map.of("Enabled", "true"))).isEqualTo("Endpoint does not exist");
        assertRefused("NotFound", () -> world.attributes("arn:aws:sns:us-east-1:123456789012:endpoint/GCM/weather/1-1-1-1-1"));
        assertRefused("NotFound", () -> listed("arn:aws:sns:us-east-1:123456789012:app/GCM/nowhere")).isEqualTo("PlatformApplication does not exist");
        String arn = world.endpoint(application, "device");
        assertRefused("ValidationError", () -> world.operations().setEndpointAttributes(
                SetEndpointAttributesRequest.builder().endpointArn(arn).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "arn:aws:sns:us-east-1:123456789012:weather",
        "arn:aws:sns:us-east-1:123456789012:app/GCM/weather",
        "arn:aws:sqs:us-east-1:123456789012:endpoint/GCM/weather/11111111-2222-4333-8444-555555555555",
    })
    void whatIsNoEndpointsArnIsRefused(String arn) {
        assertRefused("InvalidParameter", () -> world.attributes(arn))
                .isEqualTo("Invalid parameter: EndpointArn Reason: Wrong number of slashes in relative portion of the ARN.");
    }

    @Test
    void endpointsAreListedInPages() {
        Set<String> created = new HashSet<>();
        for (int i = 0; i < 201; i++) {
            created.add(world.endpoint(application, "device-" + i));
        }
        world.endpoint(world.application("GCM", "other", gcm()), "device");

        List<String> listed = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = null;
        do {
            ListEndpointsByPlatformApplicationResponse page = page(application, next);
            sizes.add(page.endpoints().size());
            page.endpoints().forEach(endpoint -> {
                listed.add(endpoint.endpointArn());
                assertThat(endpoint.attributes()).isEqualTo(world.attributes(endpoint.endpointArn()));
            });
            next = page.nextToken();
        } while (next != null);

        assertThat(sizes).containsExactly(100, 100, 1);
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(created);
        assertRefused("InvalidParameter", () -> page(application, "eA")).isEqualTo("Invalid parameter: nextToken");
    }

    @Test
    void endpointsSurviveARestart() {
        String kept = create("device", "user", Map.of());
        String changed = world.endpoint(application, "older");
        String deleted = world.endpoint(application, "gone");
        world.set(changed, Map.of("Token", "newer", "Enabled", "false"));
        delete(deleted);

        world.reopen();

        assertThat(listed(application)).containsExactlyInAnyOrder(kept, changed);
        assertThat(world.attributes(kept)).isEqualTo(Map.of("Enabled", "true", "Token", "device", "CustomUserData", "user"));
        assertThat(world.attributes(changed)).isEqualTo(Map.of("Enabled", "false", "Token", "newer"));
        assertThat(create("device", "user", Map.of())).isEqualTo(kept);
        assertThat(world.endpoint(application, "older")).isNotEqualTo(changed);
        assertRefused("NotFound", () -> world.attributes(deleted));
    }

    @Test
    void accountsAndRegionsDoNotReachEachOthersEndpoints() {
        String arn = world.endpoint(application, "device");
        PlatformOperations elsewhere = world.operations(Caller.root(CALLER.account(), new Region("eu-west-1")));
        PlatformOperations stranger = world.operations(Caller.root(new AccountId("210987654321"), CALLER.region()));
        GetEndpointAttributesRequest request = GetEndpointAttributesRequest.builder().endpointArn(arn).build();

        assertRefused("NotFound", () -> elsewhere.endpointAttributes(request));
        assertRefused("AuthorizationError", () -> stranger.endpointAttributes(request));
        assertRefused("AuthorizationError", () -> stranger.deleteEndpoint(DeleteEndpointRequest.builder().endpointArn(arn).build()));
        assertRefused("AuthorizationError", () -> stranger.requireEnabled(arn));
    }

    @Test
    void whoPublishesToAnEndpointIsToldWhenItTakesNothing() {
        String arn = world.endpoint(application, "device");

        world.operations().requireEnabled(arn);
        assertRefused("InvalidParameter", () -> world.operations().requireEnabled(NOWHERE))
                .isEqualTo("Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified");
        world.set(arn, Map.of("Enabled", "false"));
        assertRefused("EndpointDisabled", () -> world.operations().requireEnabled(arn)).isEqualTo("Endpoint is disabled");
    }

    @Test
    void whoPublishesToADisabledApplicationIsTold() {
        String arn = world.endpoint(application, "device");
        world.operations().setAttributes(SetPlatformApplicationAttributesRequest.builder()
                .platformApplicationArn(application).attributes(Map.of("Enabled", "false")).build());

        assertRefused("PlatformApplicationDisabled", () -> world.operations().requireEnabled(arn));
    }

    @Test
    void aRecordNeverShowsWhoseDeviceItIs() {
        assertThat(new PlatformEndpointRecord(true, "device", "user")).hasToString("PlatformEndpointRecord[enabled=true]");
    }

    @Test
    void endpointsOfOtherPlatformsHaveTheirArn() {
        String arn = world.endpoint(world.application("ADM", "weather", adm()), "amzn1.adm-registration.v2.x");

        assertThat(arn).startsWith("arn:aws:sns:us-east-1:123456789012:endpoint/ADM/weather/");
    }

    private String create(String token, String userData, Map<String, String> attributes) {
        return world.operations().createEndpoint(CreatePlatformEndpointRequest.builder()
                .platformApplicationArn(application).token(token).customUserData(userData).attributes(attributes).build()).endpointArn();
    }

    private void delete(String arn) {
        world.operations().deleteEndpoint(DeleteEndpointRequest.builder().endpointArn(arn).build());
    }

    private List<String> listed(String applicationArn) {
        return page(applicationArn, null).endpoints().stream().map(endpoint -> endpoint.endpointArn()).toList();
    }

    private ListEndpointsByPlatformApplicationResponse page(String applicationArn, String next) {
        return world.operations().listEndpoints(ListEndpointsByPlatformApplicationRequest.builder()
                .platformApplicationArn(applicationArn).nextToken(next).build());
    }
}
