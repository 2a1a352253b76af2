package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/** What one request of IAM is about. */
record IamTarget(IamSubject subject, AccountId account, AccountState state, SdkRequest request) {

    /** Its ARN, whether it exists or is to be made; empty when the request names nothing. */
    Optional<String> arn() {
        return switch (subject) {
            case USER, RENAMED_USER, OWN_USER -> named(Holder.Kind.USER);
            case OWN_KEYS_USER -> named(Holder.Kind.USER).or(this::ownerOfKey);
            case KEYS_USER -> ownerOfKey();
            case GROUP, RENAMED_GROUP -> named(Holder.Kind.GROUP);
            case ROLE -> named(Holder.Kind.ROLE);
            case POLICY -> text("PolicyArn");
            case NEW_POLICY -> text("PolicyName").map(name -> "arn:aws:iam::" + account + ":policy" + path() + name);
            case PROVIDER -> text("OpenIDConnectProviderArn");
            case NEW_PROVIDER -> text("Url").map(url -> "arn:aws:iam::" + account + ":oidc-provider/" + url.replaceFirst("^https?://", ""));
            case SOURCE -> text("PolicySourceArn");
            case NOTHING, NOT_SERVED -> Optional.empty();
        };
    }

    private Optional<String> named(Holder.Kind kind) {
        return text(kind.title + "Name").map(name -> find(kind, name).map(found -> found.arn(account))
                .orElseGet(() -> kind.arn(account, path(), name)));
    }

    private String path() {
        return text("Path").orElse("/");
    }

    private Optional<? extends Holder> find(Holder.Kind kind, String name) {
        return switch (kind) {
            case USER -> state.users().named(name);
            case GROUP -> state.groups().named(name);
            case ROLE -> state.roles().named(name);
        };
    }

    private Optional<String> ownerOfKey() {
        return text("AccessKeyId").flatMap(state.keys()::get).flatMap(key -> state.users().withId(key.owner())).map(user -> user.arn(account));
    }

    /** The user, group or role that it is about, if it exists. */
    Optional<Holder> holder() {
        return switch (subject) {
            case USER, RENAMED_USER, OWN_USER, OWN_KEYS_USER -> holder(Holder.Kind.USER);
            case GROUP, RENAMED_GROUP -> holder(Holder.Kind.GROUP);
            case ROLE -> holder(Holder.Kind.ROLE);
            default -> Optional.empty();
        };
    }

    private Optional<Holder> holder(Holder.Kind kind) {
        return text(kind.title + "Name").flatMap(name -> find(kind, name));
    }

    /** What it is about, if it exists and may have tags. */
    Optional<Tagged> tagged() {
        return switch (subject) {
            case POLICY -> arn().flatMap(arn -> Policies.find(account, state, arn));
            case PROVIDER -> arn().map(arn -> state.providers().get(arn.substring(arn.indexOf('/') + 1)));
            default -> holder().filter(Tagged.class::isInstance).map(Tagged.class::cast);
        };
    }

    /** The ARN that a user or group is to have. */
    Optional<String> renamed() {
        boolean renames = text("NewUserName").or(() -> text("NewGroupName")).or(() -> text("NewPath")).isPresent();
        return renames ? holder().map(holder -> holder.kind().arn(account, text("NewPath").orElse(holder.path()),
                text("NewUserName").or(() -> text("NewGroupName")).orElse(holder.name()))) : Optional.empty();
    }

    private Optional<String> text(String member) {
        return request.getValueForField(member, String.class);
    }
}
