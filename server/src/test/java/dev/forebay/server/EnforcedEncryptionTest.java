package dev.forebay.server;

import static dev.forebay.server.EnforcedAccount.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.iam.RootKey;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Keys and permissions together: whoever uses an encrypted queue, topic or stream needs the key too, and nobody needs more. */
class EnforcedEncryptionTest {
    private static final String ACCOUNT = "000000000000";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":orders";

    private final EnforcedAccount account = new EnforcedAccount();
    private final RootKey root = account.root();
    private final String key = kms(root).createKey().keyMetadata().arn();

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void aQueueUnderItsOwnServicesKeyNeedsNoPermissionForKeys() {
        String queue = sqs(root).createQueue(request -> request.queueName("orders")).queueUrl();
        RootKey user = account.user("clerk", allow("sqs:*", QUEUE));

        sqs(user).sendMessage(request -> request.queueUrl(queue).messageBody("one espresso"));

        assertThat(sqs(user).receiveMessage(request -> request.queueUrl(queue)).messages()).singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("one espresso"));
    }

    @Test
    void aQueueUnderAKeyNeedsTheKeyToo() {
        String queue = encryptedQueue();
        RootKey without = account.user("without", allow("sqs:*", QUEUE));
        RootKey sender = account.user("sender", allow("sqs:SendMessage", QUEUE), allow("kms:GenerateDataKey kms:Decrypt", key));
        RootKey reader = account.user("reader", allow("sqs:ReceiveMessage", QUEUE), allow("kms:Decrypt", key));

        assertThatThrownBy(() -> sqs(without).sendMessage(request -> request.queueUrl(queue).messageBody("m")))
                .satisfies(refused -> assertThat(code(refused)).contains("AccessDenied")).hasMessageContaining("kms:GenerateDataKey");
        sqs(sender).sendMessage(request -> request.queueUrl(queue).messageBody("one espresso"));
        assertThatThrownBy(() -> sqs(without).receiveMessage(request -> request.queueUrl(queue)))
                .satisfies(refused -> assertThat(code(refused)).contains("AccessDenied"));
        assertThat(sqs(reader).receiveMessage(request -> request.queueUrl(queue)).messages()).hasSize(1);
    }

    @Test
    void aTopicDeliversWhatItWasGivenUnderAKeyWithoutAnybodysLeave() {
        String queue = sqs(root).createQueue(request -> request.queueName("orders").attributesWithStrings(Map.of("Policy", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",
                "Resource":"%s"}}""".formatted(QUEUE)))).queueUrl();
        String topic = sns(root).createTopic(request -> request.name("news").attributes(Map.of("KmsMasterKeyId", key))).topicArn();
        sns(root).subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(QUEUE));

        sns(root).publish(request -> request.topicArn(topic).message("one espresso"));

        assertThat(sqs(root).receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20)).messages()).singleElement()
                .satisfies(message -> assertThat(message.body()).contains("one espresso"));
    }

    /** AWS: the queue's key must let SNS use it; a subscription without it goes nowhere. */
    @Test
    void aTopicReachesAQueueUnderAKeyWhoseNewPolicyNamesSns() {
        String queue = encryptedQueue();
        sqs(root).setQueueAttributes(request -> request.queueUrl(queue).attributesWithStrings(Map.of("Policy", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",
                "Resource":"%s"}}""".formatted(QUEUE))));
        kms(root).putKeyPolicy(request -> request.keyId(key).policyName("default").policy("""
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"},
                {"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"*"}]}"""));
        String topic = sns(root).createTopic(request -> request.name("news")).topicArn();
        sns(root).subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(QUEUE));

        sns(root).publish(request -> request.topicArn(topic).message("one espresso"));

        assertThat(sqs(root).receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20)).messages()).hasSize(1);
    }

    @Test
    void aStreamUnderAKeyNeedsTheKeyToo() throws InterruptedException {
        kinesis(root).createStream(request -> request.streamName("clicks").shardCount(1));
        kinesis(root).waiter().waitUntilStreamExists(request -> request.streamName("clicks"), Eventually::often);
        kinesis(root).startStreamEncryption(request -> request.streamName("clicks").encryptionType("KMS").keyId(key));
        kinesis(root).waiter().waitUntilStreamExists(request -> request.streamName("clicks"), Eventually::often);
        String stream = "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/clicks";
        RootKey without = account.user("without", allow("kinesis:*", stream));
        RootKey producer = account.user("producer", allow("kinesis:PutRecord", stream), allow("kms:GenerateDataKey kms:Decrypt", key));

        assertThatThrownBy(() -> put(without)).satisfies(refused -> assertThat(code(refused)).isEqualTo("KMSAccessDeniedException"));
        assertThat(put(producer)).isNotEmpty();
    }

    private String put(RootKey user) {
        return kinesis(user).putRecord(request -> request.streamName("clicks").partitionKey("p").data(SdkBytes.fromUtf8String("/espresso"))).sequenceNumber();
    }

    private String encryptedQueue() {
        return sqs(root).createQueue(request -> request.queueName("orders").attributesWithStrings(Map.of("KmsMasterKeyId", key))).queueUrl();
    }

    private static String code(Throwable refused) {
        return ((AwsServiceException) refused).awsErrorDetails().errorCode();
    }

    private SqsClient sqs(RootKey user) {
        return account.client(SqsClient.builder(), user);
    }

    private SnsClient sns(RootKey user) {
        return account.client(SnsClient.builder(), user);
    }

    private KmsClient kms(RootKey user) {
        return account.client(KmsClient.builder(), user);
    }

    private KinesisClient kinesis(RootKey user) {
        return account.client(KinesisClient.builder(), user);
    }
}
