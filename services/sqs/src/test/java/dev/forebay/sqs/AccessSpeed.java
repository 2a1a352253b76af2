package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Measures what it costs to tell what a SendMessage needs. Run by hand. */
final class AccessSpeed {
    private static final int CALLS = 5_000_000;

    private AccessSpeed() {}

    public static void main(String[] arguments) {
        Caller caller = Caller.root(AccountId.DEFAULT, Region.DEFAULT, "http://127.0.0.1:4566");
        try (InProcess sqs = new InProcess()) {
            String url = sqs.client(caller).createQueue(one -> one.queueName("orders").tags(Map.of("team", "blue", "stage", "live"))
                    .attributesWithStrings(Map.of("Policy", """
                            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"SQS:*","Resource":"*"}}"""))).queueUrl();
            SendMessageRequest request = SendMessageRequest.builder().queueUrl(url).messageBody("hello").build();
            for (int round = 0; round < 5; round++) {
                long start = System.nanoTime();
                int keys = 0;
                for (int i = 0; i < CALLS; i++) {
                    keys += sqs.service().rules().of(caller, "SendMessage", request).getFirst().keys().size();
                }
                System.out.printf("%d ns a SendMessage (%d)%n", (System.nanoTime() - start) / CALLS, keys);
            }
        }
    }
}
