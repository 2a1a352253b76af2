package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueIdTest {
    private static final QueueId ORDERS =
            new QueueId(new AccountId("111122223333"), new Region("eu-west-1"), new QueueName("orders.fifo"));

    @Test
    void anIdHasAnArnAndIsReadBackFromIt() {
        assertThat(ORDERS.arn()).isEqualTo("arn:aws:sqs:eu-west-1:111122223333:orders.fifo");
        assertThat(QueueId.fromArn(ORDERS.arn())).contains(ORDERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "dummy", "arn:aws:sns:eu-west-1:111122223333:topic", "arn:aws:sqs:eu-west-1:1111:orders", "arn:aws:sqs::111122223333:orders",
        "arn:aws:sqs:eu-west-1:111122223333:", "arn:aws:sqs:eu-west-1:111122223333:a b", "arn:aws:sqs:eu-west-1:111122223333:a:b"
    })
    void whatIsNoQueuesArnNamesNoQueue(String text) {
        assertThat(QueueId.fromArn(text)).isEmpty();
    }
}
