package dev.forebay.kinesis;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kinesis.model.*;

/** What the operations on tags and policies of streams and consumers need: for the owner's account only. */
final class KinesisTagAccess {
    private static final String EITHER = "stream or consumer";
    private static final String ADD = "kinesis:AddTagsToStream";
    private static final String REMOVE = "kinesis:RemoveTagsFromStream";
    private static final String LIST = "kinesis:ListTagsForStream";
    private static final String TAG = "kinesis:TagResource";
    private static final String UNTAG = "kinesis:UntagResource";

    private final KinesisAccess streams;

    KinesisTagAccess(KinesisAccess streams) {
        this.streams = streams;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("AddTagsToStream", List.of(ADD), KinesisAccess.STREAM, KinesisAccess.TAGGING_KEYS, this::add),
                new AccessRule("RemoveTagsFromStream", List.of(REMOVE), KinesisAccess.STREAM, KinesisAccess.UNTAGGING_KEYS, this::remove),
                new AccessRule("ListTagsForStream", List.of(LIST), KinesisAccess.STREAM, KinesisAccess.KEYS, this::list),
                new AccessRule("TagResource", List.of(TAG), EITHER, KinesisAccess.TAGGING_KEYS, this::tag),
                new AccessRule("UntagResource", List.of(UNTAG), EITHER, KinesisAccess.UNTAGGING_KEYS, this::untag),
                either("ListTagsForResource", ListTagsForResourceRequest.class, ListTagsForResourceRequest::resourceARN),
                either("PutResourcePolicy", PutResourcePolicyRequest.class, PutResourcePolicyRequest::resourceARN),
                either("GetResourcePolicy", GetResourcePolicyRequest.class, GetResourcePolicyRequest::resourceARN),
                either("DeleteResourcePolicy", DeleteResourcePolicyRequest.class, DeleteResourcePolicyRequest::resourceARN));
    }

    private List<Access> add(Caller caller, SdkRequest request) {
        AddTagsToStreamRequest asked = (AddTagsToStreamRequest) request;
        Access access = streams.owned(caller, streams.id(caller, asked.streamName(), asked.streamARN()), ADD);
        return List.of(access.with(ConditionKeys.of(access.keys()).withTags(asked.tags()).map()));
    }

    private List<Access> remove(Caller caller, SdkRequest request) {
        RemoveTagsFromStreamRequest asked = (RemoveTagsFromStreamRequest) request;
        Access access = streams.owned(caller, streams.id(caller, asked.streamName(), asked.streamARN()), REMOVE);
        return List.of(access.with(ConditionKeys.of(access.keys()).with(ConditionKeys.TAG_KEYS, asked.tagKeys()).map()));
    }

    private List<Access> list(Caller caller, SdkRequest request) {
        ListTagsForStreamRequest asked = (ListTagsForStreamRequest) request;
        return List.of(streams.owned(caller, streams.id(caller, asked.streamName(), asked.streamARN()), LIST));
    }

    private List<Access> tag(Caller caller, SdkRequest request) {
        TagResourceRequest asked = (TagResourceRequest) request;
        Access access = streams.onEither(caller, asked.resourceARN(), TAG);
        return List.of(access.with(ConditionKeys.of(access.keys()).withTags(asked.tags()).map()));
    }

    private List<Access> untag(Caller caller, SdkRequest request) {
        UntagResourceRequest asked = (UntagResourceRequest) request;
        Access access = streams.onEither(caller, asked.resourceARN(), UNTAG);
        return List.of(access.with(ConditionKeys.of(access.keys()).with(ConditionKeys.TAG_KEYS, asked.tagKeys()).map()));
    }

    private <R> AccessRule either(String operation, Class<R> type, Function<R, String> arn) {
        String action = KinesisAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), EITHER, KinesisAccess.KEYS,
                (caller, request) -> List.of(streams.onEither(caller, arn.apply(type.cast(request)), action)));
    }
}
