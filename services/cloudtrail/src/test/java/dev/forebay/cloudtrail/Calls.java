package dev.forebay.cloudtrail;

import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Topic;

/** Calls as the gateway would tell of them. */
final class Calls {

    /** One for all lives of a store, as a master key is. */
    static final Vault VAULT = AesVault.inMemory();

    /** Made once: making one takes longer than most tests. */
    private static final SigningKey KEY = SigningKey.make(ManualClock.EPOCH);

    private Calls() {}

    static SigningKey key(long now) {
        return new SigningKey(KEY.secret(), KEY.open(), now);
    }

    static ApiCall answered(Caller caller, String service, String operation, SdkPojo request, SdkPojo response) {
        return new ApiCall(service, operation, "request-1", caller.origin(), Optional.of(caller), Optional.of(request), Optional.of(response), Optional.empty());
    }

    static ApiCall refused(Caller caller, String service, String operation, SdkPojo request, ApiCall.Error error) {
        return new ApiCall(service, operation, "request-1", caller.origin(), Optional.of(caller), Optional.of(request), Optional.empty(), Optional.of(error));
    }

    static ApiCall createTopic(Caller caller, String name) {
        return answered(caller, "sns", "CreateTopic", CreateTopicRequest.builder().name(name).build(),
                CreateTopicResponse.builder().topicArn(arn(caller, name)).build());
    }

    static ApiCall listTopics(Caller caller) {
        return answered(caller, "sns", "ListTopics", ListTopicsRequest.builder().build(),
                ListTopicsResponse.builder().topics(Topic.builder().topicArn(arn(caller, "t")).build()).build());
    }

    static ApiCall missTopic(Caller caller, String name) {
        return refused(caller, "sns", "GetTopicAttributes", GetTopicAttributesRequest.builder().topicArn(arn(caller, name)).build(),
                new ApiCall.Error("NotFound", "Topic does not exist"));
    }

    static ApiCall publish(Caller caller, String topic, String message) {
        return answered(caller, "sns", "Publish", PublishRequest.builder().topicArn(arn(caller, topic)).message(message).build(),
                PublishResponse.builder().messageId("m").build());
    }

    static String arn(Caller caller, String topic) {
        return Arn.of("sns", caller.region(), caller.account(), topic).toString();
    }
}
