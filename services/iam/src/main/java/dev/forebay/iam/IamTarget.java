package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/** What a request of IAM is about, told by the members that it has: AWS's names of them say the same in all operations. */
record IamTarget(AccountId account, AccountState state, SdkRequest request) {

    /** Its ARN, whether it exists or is to be made; empty when it is about nothing in particular. */
    Optional<String> arn() {
        return Stream.<Optional<String>>of(
                named(Holder.Kind.GROUP), named(Holder.Kind.ROLE), named(Holder.Kind.USER),
                text("PolicyArn"), text("PolicySourceArn"), text("OpenIDConnectProviderArn"),
                text("PolicyName").map(name -> "arn:aws:iam::" + account + ":policy" + path() + name),
                text("Url").map(url -> "arn:aws:iam::" + account + ":oidc-provider/" + url.replaceFirst("^https?://", "")),
                text("AccessKeyId").flatMap(this::owner)).flatMap(Optional::stream).findFirst();
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

    private Optional<String> owner(String keyId) {
        return Optional.ofNullable(state.keys().get(keyId)).flatMap(key -> state.users().withId(key.owner())).map(user -> user.arn(account));
    }

    /** The user, group or role that it is about, if it exists. */
    Optional<Holder> holder() {
        return Stream.of(Holder.Kind.GROUP, Holder.Kind.ROLE, Holder.Kind.USER)
                .flatMap(kind -> text(kind.title + "Name").stream().flatMap(name -> find(kind, name).stream().map(Holder.class::cast))).findFirst();
    }

    /** What it is about, if it exists and may have tags. */
    Optional<Tagged> tagged() {
        Optional<Holder> holder = holder();
        if (holder.isPresent()) {
            return holder.filter(Tagged.class::isInstance).map(Tagged.class::cast);
        }
        return text("PolicyArn").<Tagged>flatMap(arn -> Policies.find(account, state, arn))
                .or(() -> text("OpenIDConnectProviderArn").map(arn -> state.providers().get(arn.substring(arn.indexOf('/') + 1))));
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
