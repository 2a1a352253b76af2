package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** Users, groups and roles as AWS describes them. Stateless. */
final class Descriptions {
    private Descriptions() {}

    /** As lists have it. AWS: without tags and boundary. */
    static User.Builder brief(AccountId account, IamUser user) {
        return User.builder().path(user.path()).userName(user.name()).userId(user.id()).arn(user.arn(account))
                .createDate(Instant.ofEpochMilli(user.naming().created()));
    }

    static User user(AccountId account, IamUser user) {
        return brief(account, user).permissionsBoundary(boundary(user)).tags(tags(user.tags())).build();
    }

    /** AWS: the root is a user without a name. */
    static User root(AccountId account) {
        return User.builder().path("/").userId(account.value()).arn("arn:aws:iam::" + account + ":root").createDate(Instant.EPOCH).build();
    }

    static Group group(AccountId account, IamGroup group) {
        return Group.builder().path(group.path()).groupName(group.name()).groupId(group.id()).arn(group.arn(account))
                .createDate(Instant.ofEpochMilli(group.naming().created())).build();
    }

    /** As lists have it. AWS: without tags and boundary. */
    static Role.Builder brief(AccountId account, IamRole role) {
        String description = role.settings().description();
        return Role.builder().path(role.path()).roleName(role.name()).roleId(role.id()).arn(role.arn(account))
                .createDate(Instant.ofEpochMilli(role.naming().created()))
                .assumeRolePolicyDocument(DocumentText.encoded(role.settings().trust()))
                .description(description.isEmpty() ? null : description)
                .maxSessionDuration(role.settings().maxSession());
    }

    static Role role(AccountId account, IamRole role) {
        return brief(account, role).permissionsBoundary(boundary(role)).tags(tags(role.tags())).build();
    }

    static AttachedPermissionsBoundary boundary(Holder holder) {
        String arn = holder.grants().boundary();
        return arn.isEmpty() ? null : AttachedPermissionsBoundary.builder()
                .permissionsBoundaryType("Policy") // AWS: not what its model says
                .permissionsBoundaryArn(arn).build();
    }

    /** AWS: no tags are no element. */
    static List<Tag> tags(Tags tags) {
        return tags.all().isEmpty() ? null : tags.described();
    }
}
