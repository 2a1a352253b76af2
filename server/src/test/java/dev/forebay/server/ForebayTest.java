package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.gateway.GatewayConfig;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class ForebayTest {

    @TempDir
    private Path data;

    @Test
    void inMemoryItWorksWithoutASocket() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            String queue = forebay.sqs().createQueue(r -> r.queueName("orders")).queueUrl();
            forebay.sqs().sendMessage(r -> r.queueUrl(queue).messageBody("m"));

            assertThat(bodies(forebay.sqs(), queue)).containsExactly("m");
            assertThatThrownBy(forebay::endpoint).isInstanceOf(IllegalStateException.class).hasMessageContaining("overHttp");
        }
    }

    @Test
    void onDiskItComesBackWithWhatItHad() {
        String queue;
        try (Forebay forebay = Forebay.start(ForebayConfig.onDisk(data))) {
            queue = forebay.sqs().createQueue(r -> r.queueName("orders")).queueUrl();
            forebay.sqs().sendMessage(r -> r.queueUrl(queue).messageBody("kept"));
        }
        try (Forebay forebay = Forebay.start(ForebayConfig.onDisk(data))) {
            assertThat(bodies(forebay.sqs(), queue)).containsExactly("kept");
        }
    }

    @Test
    void aCallerSeesItsOwnAccountOnly() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            forebay.sqs().createQueue(r -> r.queueName("orders"));

            SqsClient other = forebay.sqs(Caller.root(new AccountId("111122223333"), Region.DEFAULT));

            assertThat(other.listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void aSecondOneOnTheSameDirectoryIsRefused() {
        try (Forebay first = Forebay.start(ForebayConfig.onDisk(data))) {
            assertThatThrownBy(() -> Forebay.start(ForebayConfig.onDisk(data)).close())
                    .isInstanceOf(CannotStart.class).hasMessageContaining(data.toString());
            assertThat(first.sqs().listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedAndTheDirectoryLetGo() {
        try (Forebay first = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            GatewayConfig taken = GatewayConfig.DEFAULT.withPort(first.endpoint().getPort());

            assertThatThrownBy(() -> Forebay.start(ForebayConfig.onDisk(data).overHttp(taken)).close())
                    .isInstanceOf(CannotStart.class).hasMessageContaining(":" + first.endpoint().getPort());
            Forebay.start(ForebayConfig.onDisk(data)).close();
        }
    }

    @Test
    void closingTwiceIsNoError() {
        Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp());

        forebay.close();
        forebay.close();
    }

    private static List<String> bodies(SqsClient sqs, String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream().map(Message::body).toList();
    }
}
