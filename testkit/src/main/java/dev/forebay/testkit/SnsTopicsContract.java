package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;

/** The life of topics, their attributes, tags and permissions. */
public abstract class SnsTopicsContract extends SnsContract {

    @Test
    void aTopicIsNamedByItsArn() {
        String name = newName("orders");

        assertThat(sns.createTopic(r -> r.name(name)).topicArn()).isEqualTo("arn:aws:sns:eu-central-1:111111111111:" + name);
    }

    @Test
    void aTopicThatExistsIsFoundByCreatingIt() {
        String topic = sns.createTopic(r -> r.name(newName("orders")).attributes(pairs("DisplayName", "Orders"))
                .tags(tag("team", "blue"), tag("stage", "test"))).topicArn();

        assertThat(sns.createTopic(r -> r.name(name(topic))).topicArn()).isEqualTo(topic);
        assertThat(sns.createTopic(r -> r.name(name(topic)).attributes(pairs("DisplayName", "Orders"))).topicArn()).isEqualTo(topic);
        assertThat(sns.createTopic(r -> r.name(name(topic)).tags(tag("stage", "test"))).topicArn()).isEqualTo(topic);
    }

    @Test
    void aTopicThatExistsOtherwiseIsNotCreated() {
        String topic = topic("orders", "DisplayName", "Orders");

        refusalOf(() -> sns.createTopic(r -> r.name(name(topic)).attributes(pairs("DisplayName", "Bills"))))
                .isInvalidParameter("Attributes Reason: Topic already exists with different attributes");
        refusalOf(() -> sns.createTopic(r -> r.name(name(topic)).tags(tag("team", "blue"))))
                .isInvalidParameter("Tags Reason: Topic already exists with different tags");
        assertThat(topicAttributes(topic)).containsEntry("DisplayName", "Orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a.b", "größe", "a/b", "orders.fifo"})
    void aNameThatIsNoneIsRefused(String name) {
        refusalOf(() -> sns.createTopic(r -> r.name(name))).is(InvalidParameterException.class).isInvalidParameter("Topic Name");
    }

    @Test
    void aNameHas256CharactersAtMost() {
        String longest = newName("n".repeat(200));
        String padded = longest + "x".repeat(256 - longest.length());
        sns.createTopic(r -> r.name(padded));

        refusalOf(() -> sns.createTopic(r -> r.name(padded + "x"))).isInvalidParameter("Topic Name");
    }

    @Test
    void aFifoTopicsNameSaysSo() {
        refusalOf(() -> sns.createTopic(r -> r.name(newName("orders")).attributes(pairs("FifoTopic", "true")))).isInvalidParameter(
                "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers,"
                        + " underscores, and hyphens, and must be between 1 and 256 characters long.");
    }

    @Test
    void aDeletedTopicIsGoneAndDeletingItAgainIsNoMistake() {
        String topic = topic("orders");
        sns.deleteTopic(r -> r.topicArn(topic));
        sns.deleteTopic(r -> r.topicArn(topic));

        refusalOf(() -> topicAttributes(topic)).is(NotFoundException.class).isNotFound("Topic does not exist");
        refusalOf(() -> publish(topic, "m")).isNotFound("Topic does not exist");
        assertThat(topics()).doesNotContain(topic);
        assertThat(sns.createTopic(r -> r.name(name(topic)).tags(tag("new", "yes"))).topicArn()).isEqualTo(topic);
    }

    @Test
    void anArnThatIsNoneIsRefused() {
        refusalOf(() -> topicAttributes("orders"))
                .isInvalidParameter("TopicArn Reason: An ARN must have at least 6 elements, not 1");
        refusalOf(() -> sns.deleteTopic(r -> r.topicArn("arn:aws")))
                .isInvalidParameter("TopicArn Reason: An ARN must have at least 6 elements, not 2");
    }

    @Test
    void aNewTopicHasTheAttributesThatAwsShows() {
        String topic = topic("orders");

        assertThat(topicAttributes(topic)).containsOnlyKeys("DisplayName", "EffectiveDeliveryPolicy", "Owner", "Policy",
                        "SubscriptionsConfirmed", "SubscriptionsDeleted", "SubscriptionsPending", "TopicArn")
                .containsEntry("TopicArn", topic).containsEntry("Owner", "111111111111").containsEntry("DisplayName", "")
                .containsEntry("SubscriptionsConfirmed", "0");
        assertThat(topicAttributes(topic).get("Policy"))
                .contains("__default_policy_ID", "\"AWS:SourceOwner\":\"111111111111\"", topic, "SNS:Publish");
        assertThat(topicAttributes(topic).get("EffectiveDeliveryPolicy"))
                .contains("\"numRetries\":3", "\"minDelayTarget\":20", "text/plain; charset=UTF-8");
    }

    @Test
    void aFifoTopicShowsThatItIsOne() {
        assertThat(topicAttributes(fifoTopic("orders", "ContentBasedDeduplication", "true")))
                .containsEntry("FifoTopic", "true").containsEntry("ContentBasedDeduplication", "true");
        assertThat(topicAttributes(fifoTopic("orders"))).containsEntry("ContentBasedDeduplication", "false");
    }

    @Test
    void attributesCanBeSetAndAreChecked() {
        String topic = topic("orders");
        setTopic(topic, "DisplayName", "Orders");
        setTopic(topic, "SignatureVersion", "2");
        assertThat(topicAttributes(topic)).containsEntry("DisplayName", "Orders").containsEntry("SignatureVersion", "2");

        refusalOf(() -> setTopic(topic, "Colour", "blue")).isInvalidParameter("AttributeName");
        refusalOf(() -> setTopic(topic, "SignatureVersion", "3")).is("InvalidParameter", 400);
        refusalOf(() -> setTopic(topic, "ContentBasedDeduplication", "true")).is("InvalidParameter", 400);
        refusalOf(() -> setTopic(topic, "Policy", "no policy")).is("InvalidParameter", 400);
        assertThat(topicAttributes(topic)).containsEntry("SignatureVersion", "2");
    }

    @Test
    void aTopicHasTheTagsItWasGiven() {
        String topic = sns.createTopic(r -> r.name(newName("orders")).tags(tag("k1", "v1"), tag("k2", "v2"))).topicArn();
        sns.tagResource(r -> r.resourceArn(topic).tags(tag("k2", "v2b"), tag("k3", "")));
        sns.untagResource(r -> r.resourceArn(topic).tagKeys("k1", "unknown"));

        assertThat(sns.listTagsForResource(r -> r.resourceArn(topic)).tags()).containsExactlyInAnyOrder(tag("k2", "v2b"), tag("k3", ""));
    }

    @Test
    void tagsAreChecked() {
        String topic = topic("orders");

        refusalOf(() -> sns.tagResource(r -> r.resourceArn(topic).tags(tag("k", "v1"), tag("k", "v2"))))
                .isInvalidParameter("Duplicated keys are not allowed.");
        refusalOf(() -> sns.listTagsForResource(r -> r.resourceArn(topic + "x")))
                .is(ResourceNotFoundException.class).is("ResourceNotFound", 404).says("Resource does not exist");
        refusalOf(() -> sns.tagResource(r -> r.resourceArn(topic + "x").tags(tag("k", "v")))).is("ResourceNotFound", 404);
    }

    @Test
    void aPermissionIsAStatementOfThePolicy() {
        String topic = topic("orders");
        permit(topic, "friends", List.of("222222222222"), List.of("Publish", "GetTopicAttributes"));
        assertThat(topicAttributes(topic).get("Policy"))
                .contains("\"Sid\":\"friends\"", "arn:aws:iam::222222222222:root", "SNS:Publish", "SNS:GetTopicAttributes", "__default_statement_ID");

        refusalOf(() -> permit(topic, "friends", List.of("222222222222"), List.of("Publish")))
                .isInvalidParameter("Statement already exists");
        refusalOf(() -> permit(topic, "others", List.of("222222222222"), List.of("Nonsense")))
                .isInvalidParameter("Policy statement action out of service scope!");
        sns.removePermission(r -> r.topicArn(topic).label("friends"));
        assertThat(topicAttributes(topic).get("Policy")).doesNotContain("friends").contains("__default_statement_ID");
    }

    @Test
    void topicsAreListedInPagesOfAHundred() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            created.add(topic("page"));
        }
        ListTopicsResponse first = sns.listTopics();

        assertThat(first.topics()).hasSize(100);
        assertThat(first.nextToken()).isNotEmpty();
        assertThat(topics()).containsAll(created).doesNotHaveDuplicates();
        refusalOf(() -> sns.listTopics(r -> r.nextToken("no token"))).is("InvalidParameter", 400);
    }

    @Test
    void aTopicIsOfNoUseInAnotherRegion() {
        String topic = topic("orders");
        SnsClient abroad = sns(ALICE_ABROAD);

        refusalOf(() -> abroad.getTopicAttributes(r -> r.topicArn(topic))).isInvalidParameter("TopicArn");
        refusalOf(() -> abroad.setTopicAttributes(r -> r.topicArn(topic).attributeName("DisplayName").attributeValue("xenon")))
                .isInvalidParameter("TopicArn");
        refusalOf(() -> abroad.publish(r -> r.topicArn(topic).message("m"))).isInvalidParameter("TopicArn");
        refusalOf(() -> abroad.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queueArn(ALICE_ABROAD, "q"))))
                .isInvalidParameter("TopicArn");
        refusalOf(() -> abroad.listSubscriptionsByTopic(r -> r.topicArn(topic))).isInvalidParameter("TopicArn");
        refusalOf(() -> abroad.deleteTopic(r -> r.topicArn(topic))).isInvalidParameter("TopicArn");
        assertThat(topics()).contains(topic);
    }

    @Test
    void eachAccountHasItsOwnTopicsInEachRegion() {
        String name = newName("orders");
        String home = sns.createTopic(r -> r.name(name)).topicArn();
        String abroad = sns(ALICE_ABROAD).createTopic(r -> r.name(name)).topicArn();
        String bobs = sns(BOB).createTopic(r -> r.name(name)).topicArn();

        assertThat(abroad).isEqualTo("arn:aws:sns:us-west-2:111111111111:" + name);
        assertThat(bobs).isEqualTo("arn:aws:sns:eu-central-1:222222222222:" + name);
        assertThat(topics()).contains(home).doesNotContain(abroad, bobs);
        sns.deleteTopic(r -> r.topicArn(home));
        assertThat(sns(BOB).getTopicAttributes(r -> r.topicArn(bobs)).attributes()).containsEntry("Owner", "222222222222");
        assertThat(sns(ALICE_ABROAD).listTopics().topics()).extracting(Topic::topicArn).contains(abroad);
    }

    private List<String> topics() {
        return sns.listTopicsPaginator().topics().stream().map(Topic::topicArn).toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void permit(String topic, String label, List<String> accounts, List<String> actions) {
        sns.addPermission(r -> r.topicArn(topic).label(label).awsAccountIds(accounts).actionNames(actions));
    }
}
