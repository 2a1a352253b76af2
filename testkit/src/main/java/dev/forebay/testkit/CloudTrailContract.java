package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forebay.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidEventCategoryException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** What AWS's clients may rely on of CloudTrail. */
public abstract class CloudTrailContract extends ServiceContract<CloudTrailHarness> {

    @Test
    void aCallIsFoundAsSoonAsItIsAnswered() {
        String name = newName("orders");
        harness().createTopic(ALICE, name);

        Event event = newest(ALICE);
        assertThat(event.eventName()).isEqualTo("CreateTopic");
        assertThat(event.eventSource()).isEqualTo("sns.amazonaws.com");
        assertThat(event.readOnly()).isEqualTo("false");
        assertThat(event.username()).isEqualTo("root");
        assertThat(event.eventTime()).isEqualTo(Instant.ofEpochSecond(harness().now().getEpochSecond()));
        assertThat(event.resources()).singleElement().satisfies(resource -> {
            assertThat(resource.resourceType()).isEqualTo("AWS::SNS::Topic");
            assertThat(resource.resourceName()).endsWith(":" + name);
        });
        assertThat(event.cloudTrailEvent())
                .contains("\"eventVersion\":\"1.11\"", "\"type\":\"Root\"", "\"accountId\":\"111111111111\"", "\"awsRegion\":\"eu-central-1\"",
                        "\"requestParameters\":{\"name\":\"" + name + "\"", "\"responseElements\":{\"topicArn\":\"arn:aws:sns:",
                        "\"managementEvent\":true", "\"eventType\":\"AwsApiCall\"", "\"eventCategory\":\"Management\"",
                        "\"eventID\":\"" + event.eventId() + "\"");
    }

    @Test
    void readsAreRecordedWithoutWhatTheyRead() {
        harness().createTopic(ALICE, newName("t"));
        harness().listTopics(ALICE);

        Event event = newest(ALICE);
        assertThat(event.eventName()).isEqualTo("ListTopics");
        assertThat(event.readOnly()).isEqualTo("true");
        assertThat(event.cloudTrailEvent()).contains("\"responseElements\":null");
    }

    @Test
    void refusalsAreRecordedWithTheirReason() {
        harness().missTopic(ALICE, "absent");

        assertThat(newest(ALICE).cloudTrailEvent()).contains("\"errorCode\":\"NotFound\"", "\"errorMessage\":\"Topic does not exist\"", "absent");
    }

    @Test
    void whatWorksOnContentsIsNotInTheHistory() {
        String name = newName("t");
        harness().createTopic(ALICE, name);
        harness().publish(ALICE, name, "the secret of this message");

        assertThat(newest(ALICE).eventName()).isEqualTo("CreateTopic");
        assertThat(all(ALICE)).noneMatch(event -> event.cloudTrailEvent().contains("the secret"));
    }

    @Test
    void accountsAndRegionsSeeTheirOwnOnly() {
        String name = newName("t");
        harness().createTopic(BOB, name);
        harness().createTopic(ALICE_ABROAD, name);

        assertThat(all(ALICE)).noneMatch(event -> event.cloudTrailEvent().contains(name));
        assertThat(newest(ALICE_ABROAD).cloudTrailEvent()).contains(name);
    }

    @Test
    void theNewestComesFirstAndPagesMeet() {
        List<String> names = IntStream.range(0, 7).mapToObj(i -> newName("page")).toList();
        names.forEach(name -> harness().createTopic(BOB, name));

        List<String> found = client(BOB).lookupEventsPaginator(r -> r.maxResults(3).lookupAttributes(attribute(LookupAttributeKey.EVENT_NAME, "CreateTopic")))
                .events().stream().map(event -> event.resources().getFirst().resourceName()).map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .filter(names::contains).toList();
        assertThat(found).isEqualTo(names.reversed());
    }

    @Test
    void aPageHasFiftyEventsAtMost() {
        for (int i = 0; i < 60; i++) {
            harness().listTopics(ALICE);
        }
        assertThat(client(ALICE).lookupEvents().events()).hasSize(50);
        assertThat(client(ALICE).lookupEvents(r -> r.maxResults(1)).events()).hasSize(1);
    }

    @Test
    void everyAttributeFindsWhatHasIt() {
        String name = newName("found");
        harness().createTopic(ALICE, name);
        Event event = newest(ALICE);
        String arn = event.resources().getFirst().resourceName();

        assertThat(ids(LookupAttributeKey.EVENT_ID, event.eventId())).containsExactly(event.eventId());
        assertThat(ids(LookupAttributeKey.RESOURCE_NAME, arn)).containsExactly(event.eventId());
        assertThat(ids(LookupAttributeKey.EVENT_NAME, "CreateTopic")).contains(event.eventId());
        assertThat(ids(LookupAttributeKey.READ_ONLY, "false")).contains(event.eventId());
        assertThat(ids(LookupAttributeKey.READ_ONLY, "true")).doesNotContain(event.eventId());
        assertThat(ids(LookupAttributeKey.USERNAME, "root")).contains(event.eventId());
        assertThat(ids(LookupAttributeKey.USERNAME, "nobody")).isEmpty();
        assertThat(ids(LookupAttributeKey.RESOURCE_TYPE, "AWS::SNS::Topic")).contains(event.eventId());
        assertThat(ids(LookupAttributeKey.EVENT_SOURCE, "sns.amazonaws.com")).contains(event.eventId());
        assertThat(ids(LookupAttributeKey.EVENT_SOURCE, "kms.amazonaws.com")).isEmpty();
        assertThat(ids(LookupAttributeKey.ACCESS_KEY_ID, "AKIANOBODY")).isEmpty();
    }

    @Test
    void timesBoundWhatIsFound() {
        String early = newName("early");
        String late = newName("late");
        harness().createTopic(ALICE, early);
        Instant between = harness().now();
        pass(Duration.ofSeconds(10));
        harness().createTopic(ALICE, late);

        assertThat(texts(null, between.plusSeconds(5))).anyMatch(text -> text.contains(early)).noneMatch(text -> text.contains(late));
        assertThat(texts(between.plusSeconds(5), null)).noneMatch(text -> text.contains(early)).anyMatch(text -> text.contains(late));
        assertThat(texts(between.plusSeconds(2), between.plusSeconds(4))).isEmpty();
        assertThat(texts(Instant.ofEpochSecond(between.getEpochSecond()), between)).anyMatch(text -> text.contains(early));
    }

    @Test
    void eventsAreForgottenAfterNinetyDays() {
        harness().createTopic(ALICE, newName("old"));
        pass(Duration.ofDays(89));
        harness().createTopic(ALICE, newName("young"));
        assertThat(all(ALICE)).anyMatch(event -> event.cloudTrailEvent().contains("\"name\":\"old-"));

        pass(Duration.ofDays(2));
        assertThat(all(ALICE)).noneMatch(event -> event.cloudTrailEvent().contains("\"name\":\"old-"))
                .anyMatch(event -> event.cloudTrailEvent().contains("\"name\":\"young-"));
    }

    @Test
    void whatIsNoLookUpIsRefused() {
        CloudTrailClient client = client(ALICE);
        LookupAttribute one = attribute(LookupAttributeKey.EVENT_NAME, "A");

        assertThatThrownBy(() -> client.lookupEvents(r -> r.lookupAttributes(one, one))).isInstanceOf(InvalidLookupAttributesException.class);
        assertThatThrownBy(() -> client.lookupEvents(r -> r.startTime(Instant.ofEpochSecond(2)).endTime(Instant.ofEpochSecond(1))))
                .isInstanceOf(InvalidTimeRangeException.class);
        assertThatThrownBy(() -> client.lookupEvents(r -> r.eventCategory("insight"))).isInstanceOf(InvalidEventCategoryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "AAAAAAAAAAAAAAAB"})
    void aTokenThatIsNoneIsRefused(String token) {
        assertThatThrownBy(() -> client(ALICE).lookupEvents(r -> r.nextToken(token))).isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void aTokenIsGoodForItsOwnRequestOnly() {
        harness().listTopics(ALICE);
        harness().listTopics(ALICE);
        String token = client(ALICE).lookupEvents(r -> r.maxResults(1)).nextToken();

        assertThat(client(ALICE).lookupEvents(r -> r.maxResults(1).nextToken(token)).events()).hasSize(1);
        assertThatThrownBy(() -> client(ALICE).lookupEvents(r -> r.nextToken(token).lookupAttributes(attribute(LookupAttributeKey.USERNAME, "root"))))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void theKeyOfDigestsIsListedWhereItIsGood() {
        PublicKey key = client(ALICE).listPublicKeys().publicKeyList().getFirst();

        assertThat(key.fingerprint()).matches("[0-9a-f]{32}");
        assertThat(key.value().asByteArray()).hasSize(270);
        assertThat(client(BOB).listPublicKeys().publicKeyList()).containsExactly(key);
        assertThat(client(ALICE).listPublicKeys(r -> r.endTime(key.validityStartTime().minusSeconds(1))).publicKeyList()).isEmpty();
    }

    @Test
    void trailsAreRefusedByName() {
        assertThat(refusedName(() -> client(ALICE).createTrail(r -> r.name("t").s3BucketName("bucket")))).isTrue();
        assertThat(refusedName(() -> client(ALICE).describeTrails())).isTrue();
    }

    /** In process the SDK's own default refuses; over HTTP it has become AWS's error. */
    private static boolean refusedName(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return thrown instanceof UnsupportedOperationException || thrown != null && thrown.getMessage().contains("Trail");
    }

    private CloudTrailClient client(Caller caller) {
        return harness().client(caller);
    }

    /** Looking up is a call too, and recorded after it was answered. */
    private Event newest(Caller caller) {
        return client(caller).lookupEvents(r -> r.maxResults(50)).events().stream()
                .filter(event -> !event.eventSource().equals("cloudtrail.amazonaws.com")).findFirst().orElseThrow();
    }

    private List<Event> all(Caller caller) {
        return client(caller).lookupEventsPaginator(r -> {}).events().stream().toList();
    }

    private List<String> ids(LookupAttributeKey key, String value) {
        return client(ALICE).lookupEventsPaginator(r -> r.lookupAttributes(attribute(key, value))).events().stream().map(Event::eventId).toList();
    }

    private List<String> texts(Instant start, Instant end) {
        return client(ALICE).lookupEventsPaginator(r -> r.startTime(start).endTime(end)).events().stream()
                .filter(event -> event.eventName().equals("CreateTopic")).map(Event::cloudTrailEvent).toList();
    }

    private static LookupAttribute attribute(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }
}
