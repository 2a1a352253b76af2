package dev.forebay.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.server.Forebay;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class ForebayExtensionTest {
    private static URI endpoint;

    @Nested
    @ForebayTest
    class ByDefault {
        @BeforeAll
        static void makeAQueue(SqsClient sqs) {
            sqs.createQueue(r -> r.queueName("orders"));
        }

        @Test
        void aTestHasAClientOfItsOwn(SqsClient sqs) {
            String queue = sqs.getQueueUrl(r -> r.queueName("orders")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("m"));

            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue)).messages()).extracting(Message::body).containsExactly("m");
        }

        @Test
        void topicsAndQueuesAreOfOneHouse(SnsClient sns, SqsClient sqs) {
            String queue = sqs.createQueue(r -> r.queueName("purchases")).queueUrl();
            String topic = sns.createTopic(r -> r.name("purchases")).topicArn();
            sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:purchases"));
            sns.publish(r -> r.topicArn(topic).message("one espresso"));

            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20)).messages())
                    .singleElement().extracting(Message::body).asString().contains("one espresso");
            sqs.deleteQueue(r -> r.queueUrl(queue));
        }

        @Test
        void everyServiceHasItsClient(KinesisClient kinesis, DynamoDbClient dynamodb, CloudWatchClient cloudwatch) {
            assertThat(kinesis.listStreams(r -> {}).streamNames()).isEmpty();
            assertThat(dynamodb.listTables().tableNames()).isEmpty();
            assertThat(cloudwatch.listMetrics().metrics()).isEmpty();
        }

        @Test
        void thereIsNoSocket(Forebay forebay) {
            assertThatThrownBy(forebay::endpoint).isInstanceOf(IllegalStateException.class);
        }

        @Nested
        class InANestedClass {
            @Test
            void itIsTheSameOne(SqsClient sqs) {
                assertThat(sqs.listQueues().queueUrls()).hasSize(1);
            }
        }
    }

    @Nested
    @ForebayTest(fresh = Fresh.FOR_EACH_METHOD)
    class ForEachMethod {
        private static final Set<Forebay> SEEN = new HashSet<>();

        @BeforeEach
        void makeAQueue(SqsClient sqs) {
            sqs.createQueue(r -> r.queueName("orders"));
        }

        @RepeatedTest(3)
        void everyMethodHasAnEmptyOne(Forebay forebay) {
            assertThat(SEEN.add(forebay)).isTrue();
            assertThat(forebay.sqs().listQueues().queueUrls()).hasSize(1);
            forebay.sqs().createQueue(r -> r.queueName("another"));
        }
    }

    @Nested
    @ForebayTest(http = true)
    class OverHttp {
        @Test
        void thereIsAnEndpoint(Forebay forebay) {
            endpoint = forebay.endpoint();
            assertThat(endpoint.getPort()).isPositive();
            assertThat(forebay.sqs().createQueue(r -> r.queueName("orders")).queueUrl())
                    .isEqualTo(forebay.endpoint() + "/000000000000/orders");
        }
    }

    @Nested
    @ExtendWith(ForebayExtension.class)
    class WithTheBareExtension {
        @Test
        void itWorksToo(SqsClient sqs) {
            assertThat(sqs.listQueues().queueUrls()).isEmpty();
        }
    }

    @Nested
    @ForebayTest(fresh = Fresh.FOR_EACH_METHOD)
    class InAConstructor {
        private final SqsClient fromConstructor;

        InAConstructor(SqsClient fromConstructor) {
            this.fromConstructor = fromConstructor;
        }

        @Test
        void theInstanceHasThatOfItsMethod(SqsClient sqs) {
            fromConstructor.createQueue(r -> r.queueName("orders"));

            assertThat(sqs.listQueues().queueUrls()).hasSize(1);
        }
    }

    @AfterAll
    static void everythingIsClosed() {
        assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close()).isInstanceOf(ConnectException.class);
    }
}
