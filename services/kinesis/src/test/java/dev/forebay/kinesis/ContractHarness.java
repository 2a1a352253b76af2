package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.KinesisHarness;
import dev.forebay.testkit.KinesisSubscription;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kms.KmsClient;

/** What the contract suites see of Kinesis in this process. */
record ContractHarness(InProcess kinesis) implements KinesisHarness {

    @Override
    public KinesisClient client(Caller caller) {
        return kinesis.service().client(caller);
    }

    @Override
    public KmsClient kms(Caller caller) {
        return kinesis.kms.client(caller);
    }

    @Override
    public KinesisSubscription subscribe(Caller caller, SubscribeToShardRequest request) {
        return new Subscribed(kinesis.service().subscribe(caller, request));
    }

    @Override
    public void pass(Duration time) {
        kinesis.pass(time);
    }

    @Override
    public void close() {
        kinesis.close();
    }

    private record Subscribed(Subscription subscription) implements KinesisSubscription {

        @Override
        public Optional<SubscribeToShardEvent> next() {
            try {
                return subscription.next();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            subscription.close();
        }
    }
}
