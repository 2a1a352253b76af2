package dev.forebay.iam;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;

/** Tags of users, roles, policies and OpenID Connect providers. */
final class TagOperations {
    private final IamContext context;

    TagOperations(IamContext context) {
        this.context = context;
    }

    private <T extends Tagged> void change(Function<AccountState, T> find, UnaryOperator<Tags> decision, BiConsumer<Edit, Tagged> put) {
        context.account().change(edit -> {
            T tagged = find.apply(edit.state());
            put.accept(edit, tagged.with(decision.apply(tagged.tags())));
            return tagged;
        });
    }

    private void changeUser(String name, UnaryOperator<Tags> decision) {
        change(state -> context.user(state, name), decision, (edit, user) -> edit.put((IamUser) user));
    }

    private void changeRole(String name, UnaryOperator<Tags> decision) {
        change(state -> context.role(state, name), decision, (edit, role) -> edit.put((IamRole) role));
    }

    private void changePolicy(String arn, UnaryOperator<Tags> decision) {
        change(state -> Policies.own(context.account().id(), state, arn), decision, (edit, policy) -> edit.put((ManagedPolicy) policy));
    }

    private void changeProvider(String arn, UnaryOperator<Tags> decision) {
        change(state -> Providers.find(context.account().id(), state, arn), decision, (edit, provider) -> edit.put((OidcProvider) provider));
    }

    private static UnaryOperator<Tags> adding(Collection<Tag> tags) {
        Tags more = Tags.of(java.util.List.copyOf(tags));
        return before -> before.with(more);
    }

    private static Page<Tag> page(Tagged tagged, String marker, Integer items) {
        return Page.of(tagged.tags().described(), Tag::key, new Page.Wish(marker, items));
    }

    TagUserResponse tag(TagUserRequest request) {
        changeUser(request.userName(), adding(request.tags()));
        return TagUserResponse.builder().build();
    }

    UntagUserResponse untag(UntagUserRequest request) {
        changeUser(request.userName(), tags -> tags.without(request.tagKeys()));
        return UntagUserResponse.builder().build();
    }

    ListUserTagsResponse list(ListUserTagsRequest request) {
        Page<Tag> page = page(context.user(context.account().shown(), request.userName()), request.marker(), request.maxItems());
        return ListUserTagsResponse.builder().tags(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    TagRoleResponse tag(TagRoleRequest request) {
        changeRole(request.roleName(), adding(request.tags()));
        return TagRoleResponse.builder().build();
    }

    UntagRoleResponse untag(UntagRoleRequest request) {
        changeRole(request.roleName(), tags -> tags.without(request.tagKeys()));
        return UntagRoleResponse.builder().build();
    }

    ListRoleTagsResponse list(ListRoleTagsRequest request) {
        Page<Tag> page = page(context.role(context.account().shown(), request.roleName()), request.marker(), request.maxItems());
        return ListRoleTagsResponse.builder().tags(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    TagPolicyResponse tag(TagPolicyRequest request) {
        changePolicy(request.policyArn(), adding(request.tags()));
        return TagPolicyResponse.builder().build();
    }

    UntagPolicyResponse untag(UntagPolicyRequest request) {
        changePolicy(request.policyArn(), tags -> tags.without(request.tagKeys()));
        return UntagPolicyResponse.builder().build();
    }

    ListPolicyTagsResponse list(ListPolicyTagsRequest request) {
        Page<Tag> page = page(Policies.own(context.account().id(), context.account().shown(), request.policyArn()),
                request.marker(), request.maxItems());
        return ListPolicyTagsResponse.builder().tags(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    TagOpenIdConnectProviderResponse tag(TagOpenIdConnectProviderRequest request) {
        changeProvider(request.openIDConnectProviderArn(), adding(request.tags()));
        return TagOpenIdConnectProviderResponse.builder().build();
    }

    UntagOpenIdConnectProviderResponse untag(UntagOpenIdConnectProviderRequest request) {
        changeProvider(request.openIDConnectProviderArn(), tags -> tags.without(request.tagKeys()));
        return UntagOpenIdConnectProviderResponse.builder().build();
    }

    ListOpenIdConnectProviderTagsResponse list(ListOpenIdConnectProviderTagsRequest request) {
        Page<Tag> page = page(Providers.find(context.account().id(), context.account().shown(), request.openIDConnectProviderArn()),
                request.marker(), request.maxItems());
        return ListOpenIdConnectProviderTagsResponse.builder().tags(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }
}
