package dev.forebay.benchmarks;

import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.wire.Wire;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * The ceiling: Forebay's gateway, with its whole pipeline, before an SQS that stores nothing and answers each send the
 * same. What a durable send costs more than this is queues, store and disk.
 */
final class ConstantServer {

    private ConstantServer() {}

    public static void main(String[] arguments) throws Exception {
        SqsClient sqs = new Constant();
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(Integer.parseInt(arguments[0]));
        Gateway gateway = Gateway.start(config, Wire.of(List.of("sqs")), Map.of("sqs", _ -> sqs));
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
        Thread.currentThread().join();
    }

    private static final class Constant implements SqsClient {
        private final SendMessageResponse sent = SendMessageResponse.builder()
                .messageId("1e4a6f0b-24b4-4a44-a7d0-6f3b6a2b8a5f").md5OfMessageBody("c4ca4238a0b923820dcc509a6f75849b").build();

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            return sent;
        }

        @Override
        public CreateQueueResponse createQueue(CreateQueueRequest request) {
            return CreateQueueResponse.builder().queueUrl("http://127.0.0.1/000000000000/" + request.queueName()).build();
        }

        @Override
        public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
            return DeleteQueueResponse.builder().build();
        }

        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            return ListQueuesResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
