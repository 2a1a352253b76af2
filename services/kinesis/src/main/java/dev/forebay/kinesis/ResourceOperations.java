package dev.forebay.kinesis;

import dev.forebay.access.PolicyKind;
import dev.forebay.access.PolicyText;
import dev.forebay.identity.Caller;
import dev.forebay.identity.ResourcePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.kinesis.model.AddTagsToStreamRequest;
import software.amazon.awssdk.services.kinesis.model.AddTagsToStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.kinesis.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamRequest;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.kinesis.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.kinesis.model.RemoveTagsFromStreamRequest;
import software.amazon.awssdk.services.kinesis.model.RemoveTagsFromStreamResponse;
import software.amazon.awssdk.services.kinesis.model.Tag;
import software.amazon.awssdk.services.kinesis.model.TagResourceRequest;
import software.amazon.awssdk.services.kinesis.model.TagResourceResponse;
import software.amazon.awssdk.services.kinesis.model.UntagResourceRequest;
import software.amazon.awssdk.services.kinesis.model.UntagResourceResponse;

/** Tags and policies of streams and consumers. */
final class ResourceOperations {
    private static final int MAX_POLICY = 20_480;

    private final KinesisService service;
    private final StreamFinder finder;

    ResourceOperations(KinesisService service, Caller caller) {
        this.service = service;
        this.finder = new StreamFinder(service.catalog(), caller);
    }

    AddTagsToStreamResponse addTags(AddTagsToStreamRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        new Resource(stream, Optional.empty()).changeTags(known -> Tags.checked(stream.id(), known, request.tags()));
        return AddTagsToStreamResponse.builder().build();
    }

    RemoveTagsFromStreamResponse removeTags(RemoveTagsFromStreamRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        new Resource(stream, Optional.empty()).changeTags(known -> Tags.without(known, request.tagKeys()));
        return RemoveTagsFromStreamResponse.builder().build();
    }

    ListTagsForStreamResponse tags(ListTagsForStreamRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        int limit = Checks.limit(request.limit(), 50, 50);
        List<Tag> rest = list(new TreeMap<>(stream.show(() -> stream.settings().tags()))
                .tailMap(Optional.ofNullable(request.exclusiveStartTagKey()).orElse(""), false));
        return ListTagsForStreamResponse.builder().tags(rest.stream().limit(limit).toList()).hasMoreTags(rest.size() > limit).build();
    }

    TagResourceResponse tag(TagResourceRequest request) {
        Resource resource = resource(request.resourceARN());
        resource.changeTags(known -> Tags.checked(resource.stream.id(), known, request.tags()));
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        resource(request.resourceARN()).changeTags(known -> Tags.without(known, request.tagKeys()));
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        Resource resource = resource(request.resourceARN());
        return ListTagsForResourceResponse.builder().tags(list(new TreeMap<>(resource.stream.show(resource::tags)))).build();
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream().map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
    }

    PutResourcePolicyResponse putPolicy(PutResourcePolicyRequest request) {
        String policy = Checks.required("policy", request.policy());
        if (policy.length() > MAX_POLICY || ResourcePolicy.parse(policy).filter(parsed -> !parsed.statements().isEmpty()).isEmpty()) {
            throw KinesisErrors.invalidArgument("The resource policy is not valid: it must be JSON of " + MAX_POLICY
                    + " characters at most, whose statements have Effect, Principal, Action and Resource.");
        }
        // What could not be decided by would deny everything.
        PolicyText.check(PolicyKind.RESOURCE, policy).ifPresent(problem -> {
            throw KinesisErrors.invalidArgument("The resource policy is not valid: " + problem);
        });
        resource(request.resourceARN()).changePolicy(policy);
        return PutResourcePolicyResponse.builder().build();
    }

    GetResourcePolicyResponse policy(GetResourcePolicyRequest request) {
        Resource resource = resource(request.resourceARN());
        // AWS: without one, an empty text.
        return GetResourcePolicyResponse.builder().policy(resource.stream.show(resource::policy)).build();
    }

    DeleteResourcePolicyResponse deletePolicy(DeleteResourcePolicyRequest request) {
        Resource resource = resource(request.resourceARN());
        if (resource.stream.show(resource::policy).isEmpty()) {
            throw KinesisErrors.notFound("No resource policy found for resource ARN " + request.resourceARN() + ".");
        }
        resource.changePolicy("");
        return DeleteResourcePolicyResponse.builder().build();
    }

    private Resource resource(String arn) {
        Optional<String> ofConsumer = ConsumerArn.stream(Checks.required("resourceARN", arn));
        Stream stream = finder.find(null, ofConsumer.orElse(arn));
        if (ofConsumer.isEmpty()) {
            return new Resource(stream, Optional.empty());
        }
        return new Resource(stream, Optional.of(stream.show(() -> stream.consumers().findArn(arn))
                .orElseThrow(() -> KinesisErrors.notFound("Consumer " + KinesisErrors.echo(arn) + " not found.")).name()));
    }

    /** A stream, or one of its consumers. */
    private final class Resource {
        private final Stream stream;
        private final Optional<String> consumer;

        Resource(Stream stream, Optional<String> consumer) {
            this.stream = stream;
            this.consumer = consumer;
        }

        private Optional<ConsumerRecord> record() {
            return consumer.flatMap(stream.consumers()::find);
        }

        Map<String, String> tags() {
            return consumer.isEmpty() ? stream.settings().tags() : record().map(ConsumerRecord::tags).orElse(Map.of());
        }

        String policy() {
            return consumer.isEmpty() ? stream.settings().policy() : record().map(ConsumerRecord::policy).orElse("");
        }

        void changeTags(UnaryOperator<Map<String, String>> change) {
            service.environment().store().requireSpace();
            consumer.ifPresentOrElse(
                    name -> stream.consumers().change(name, record -> record.withTags(change.apply(record.tags()))),
                    () -> stream.adjust(settings -> settings.withTags(change.apply(settings.tags()))));
        }

        void changePolicy(String json) {
            service.environment().store().requireSpace();
            consumer.ifPresentOrElse(
                    name -> stream.consumers().change(name, record -> record.withPolicy(json)),
                    () -> stream.adjust(settings -> settings.withPolicy(json)));
        }
    }
}
