package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What comes by where something is put around a client. */
class WrappedClientTest {
    private static final QueueDoesNotExistException MISSING = QueueDoesNotExistException.builder().build();

    private final List<String> operations = new ArrayList<>();
    private final SqsClient behind = new TwoPages();
    private final SqsClient client = WrappedClient.of(SqsClient.class, behind, (operation, request, call) -> {
        operations.add(operation);
        return call.answer();
    });

    @Test
    void whatTheInterfaceMakesOfOperationsComesByOnceForEachOfThem() {
        assertThat(client.listQueuesPaginator(request -> request.maxResults(1)).queueUrls()).containsExactly("first", "second");
        client.listQueues();

        assertThat(operations).containsExactly("ListQueues", "ListQueues", "ListQueues");
    }

    @Test
    void whatIsNoOperationDoesNotComeBy() {
        assertThat(client.serviceName()).isEqualTo("two pages");
        client.close();

        assertThat(operations).isEmpty();
        assertThat(WrappedClient.behind(client)).isSameAs(behind);
    }

    @Test
    void whatTheClientRefusesIsRefusedInItsOwnWords() {
        assertThatThrownBy(() -> client.deleteQueue(request -> request.queueUrl("none"))).isSameAs(MISSING);
        assertThat(operations).containsExactly("DeleteQueue");
    }

    @Test
    void whatIsRefusedOnTheWayDoesNotReachTheClient() {
        SqsClient closed = WrappedClient.of(SqsClient.class, client, (operation, request, call) -> {
            throw MISSING;
        });

        assertThatThrownBy(closed::listQueues).isSameAs(MISSING);
        assertThat(operations).isEmpty();
    }

    private static final class TwoPages implements SqsClient {

        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            return request.nextToken() == null ? ListQueuesResponse.builder().queueUrls("first").nextToken("next").build()
                    : ListQueuesResponse.builder().queueUrls("second").build();
        }

        @Override
        public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
            throw MISSING;
        }

        @Override
        public String serviceName() {
            return "two pages";
        }

        @Override
        public void close() {}
    }
}
