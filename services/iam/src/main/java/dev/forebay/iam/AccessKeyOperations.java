package dev.forebay.iam;

import dev.forebay.identity.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** Access keys of users and of the root: the secret is told once, when a key is made. */
final class AccessKeyOperations {
    private final IamContext context;

    AccessKeyOperations(IamContext context) {
        this.context = context;
    }

    CreateAccessKeyResponse create(CreateAccessKeyRequest request) {
        LongLivedKey made = context.account().change(edit -> NewKeys.add(context, edit, owner(edit.state(), request.userName())));
        return CreateAccessKeyResponse.builder().accessKey(AccessKey.builder().userName(nameOf(context.account().state(), made).orElse(null))
                .accessKeyId(made.id()).secretAccessKey(made.secret()).status(status(made)).createDate(Instant.ofEpochMilli(made.created()))
                .build()).build();
    }

    /** The id of whose keys are meant: empty for the root, who names nobody. */
    private String owner(AccountState state, String userName) {
        if (userName == null && context.caller().principal().kind() == Principal.Kind.ROOT) {
            return "";
        }
        return context.user(state, context.userName(userName)).id();
    }

    private static Optional<String> nameOf(AccountState state, LongLivedKey key) {
        return state.users().withId(key.owner()).map(IamUser::name);
    }

    UpdateAccessKeyResponse update(UpdateAccessKeyRequest request) {
        boolean active = Checks.required("status", request.status()) == StatusType.ACTIVE;
        context.account().change(edit -> {
            LongLivedKey key = key(edit.state(), request.userName(), request.accessKeyId());
            edit.put(key.active(active));
            return key;
        });
        return UpdateAccessKeyResponse.builder().build();
    }

    DeleteAccessKeyResponse delete(DeleteAccessKeyRequest request) {
        context.account().shrink(edit -> edit.remove(key(edit.state(), request.userName(), request.accessKeyId())));
        return DeleteAccessKeyResponse.builder().build();
    }

    /** A key of the one who is meant, and of nobody else. */
    private LongLivedKey key(AccountState state, String userName, String id) {
        String owner = owner(state, userName);
        return Optional.ofNullable(state.keys().get(Checks.required("accessKeyId", id))).filter(key -> key.owner().equals(owner))
                .orElseThrow(() -> IamErrors.noKey(id));
    }

    ListAccessKeysResponse list(ListAccessKeysRequest request) {
        AccountState state = context.account().shown();
        List<LongLivedKey> keys = state.keysOf(owner(state, request.userName()));
        Page<LongLivedKey> page = Page.of(keys, LongLivedKey::id, new Page.Wish(request.marker(), request.maxItems()));
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items().stream().map(key -> AccessKeyMetadata.builder().userName(nameOf(state, key).orElse(null))
                        .accessKeyId(key.id()).status(status(key)).createDate(Instant.ofEpochMilli(key.created())).build()).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    GetAccessKeyLastUsedResponse lastUsed(GetAccessKeyLastUsedRequest request) {
        AccountState state = context.account().shown();
        LongLivedKey key = Optional.ofNullable(state.keys().get(Checks.required("accessKeyId", request.accessKeyId())))
                .orElseThrow(() -> IamErrors.noKey(request.accessKeyId()));
        // AWS: N/A where nothing is known.
        AccessKeyLastUsed.Builder used = AccessKeyLastUsed.builder().region("N/A").serviceName("N/A");
        context.account().lastUsed(key.id()).map(Instant::ofEpochMilli).ifPresent(used::lastUsedDate);
        return GetAccessKeyLastUsedResponse.builder().userName(nameOf(state, key).orElse(null)).accessKeyLastUsed(used.build()).build();
    }

    private static StatusType status(LongLivedKey key) {
        return key.active() ? StatusType.ACTIVE : StatusType.INACTIVE;
    }
}
