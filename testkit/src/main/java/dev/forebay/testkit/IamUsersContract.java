package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;

/** Users, the groups that they are in, and their access keys. */
public abstract class IamUsersContract extends IamContract {

    @Test
    void aUserIsShownAsItWasMade() {
        String name = newName("ops");
        User made = iam.createUser(r -> r.userName(name).path("/team/a/").tags(tag("team", "größe=1"))).user();

        assertThat(made.arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/team/a/" + name);
        assertThat(made.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(made.createDate()).isBetween(harness().now().minusSeconds(60), harness().now());
        assertThat(iam.getUser(r -> r.userName(name)).user()).isEqualTo(made);
        assertThat(iam.listUsers(r -> r.pathPrefix("/team/a/")).users()).extracting(User::userName).contains(name);
    }

    @Test
    void namesAreUniqueWithoutRegardToCase() {
        String name = newUser("ops");

        refusalOf(() -> iam.createUser(r -> r.userName(name)), "EntityAlreadyExists", "User with name " + name + " already exists.");
        assertThat(refused(() -> iam.createUser(r -> r.userName(name.toUpperCase(java.util.Locale.ROOT)))))
                .isInstanceOf(EntityAlreadyExistsException.class);
        assertThat(harness().iam(BOB).createUser(r -> r.userName(name)).user().arn()).contains(BOB.account().value());
        harness().iam(BOB).deleteUser(r -> r.userName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a/b", "größe", "a*"})
    void aNameThatIsNoneIsRefused(String name) {
        refusalOf(() -> iam.createUser(r -> r.userName(name)), "ValidationError",
                "Value '" + name + "' at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern");
    }

    @Test
    void aUserKeepsItsIdAndKeysUnderANewName() {
        String name = newUser("old");
        String id = iam.getUser(r -> r.userName(name)).user().userId();
        AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        iam.updateUser(r -> r.userName(name).newUserName(name + "-new").newPath("/p/"));

        assertThat(iam.getUser(r -> r.userName(name + "-new")).user().userId()).isEqualTo(id);
        assertThat(iam.listAccessKeys(r -> r.userName(name + "-new")).accessKeyMetadata()).extracting(AccessKeyMetadata::accessKeyId)
                .containsExactly(key.accessKeyId());
        refusalOf(() -> iam.getUser(r -> r.userName(name)), "NoSuchEntity", "The user with name " + name + " cannot be found.");
        refusalOf(() -> iam.updateUser(r -> r.userName(newUser("other")).newUserName(name + "-new")), "EntityAlreadyExists", "already exists");
    }

    @Test
    void aUserGoesWhenNothingHangsOnIt() {
        String name = newUser("ops");
        String group = newGroup("g");
        AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        iam.addUserToGroup(r -> r.userName(name).groupName(group));
        iam.putUserPolicy(r -> r.userName(name).policyName("p").policyDocument(ALLOW));
        iam.attachUserPolicy(r -> r.userName(name).policyArn("arn:aws:iam::aws:policy/AmazonSQSFullAccess"));

        refusalOf(() -> iam.deleteUser(r -> r.userName(name)), "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        iam.detachUserPolicy(r -> r.userName(name).policyArn("arn:aws:iam::aws:policy/AmazonSQSFullAccess"));
        refusalOf(() -> iam.deleteUser(r -> r.userName(name)), "DeleteConflict", "Cannot delete entity, must delete policies first.");
        iam.deleteUserPolicy(r -> r.userName(name).policyName("p"));
        refusalOf(() -> iam.deleteUser(r -> r.userName(name)), "DeleteConflict", "Cannot delete entity, must delete access keys first.");
        iam.deleteAccessKey(r -> r.userName(name).accessKeyId(key.accessKeyId()));
        refusalOf(() -> iam.deleteGroup(r -> r.groupName(group)), "DeleteConflict", "Cannot delete entity, must remove users from group first.");
        refusalOf(() -> iam.deleteUser(r -> r.userName(name)), "DeleteConflict", "Cannot delete entity, must remove users from group first.");
        iam.removeUserFromGroup(r -> r.userName(name).groupName(group));
        iam.deleteUser(r -> r.userName(name));
        iam.deleteGroup(r -> r.groupName(group));
        refusalOf(() -> iam.deleteUser(r -> r.userName(name)), "NoSuchEntity", "cannot be found");
    }

    @Test
    void usersAreListedInPages() {
        String path = "/" + newName("pages") + "/";
        List<String> names = IntStream.range(0, 25).mapToObj(i -> newName("u" + (char) ('a' + i))).toList();
        names.forEach(name -> iam.createUser(r -> r.userName(name).path(path)));
        List<String> listed = new ArrayList<>();
        iam.listUsersPaginator(r -> r.pathPrefix(path).maxItems(10)).users().forEach(user -> listed.add(user.userName()));

        assertThat(listed).isEqualTo(names);
        assertThat(iam.listUsers(r -> r.pathPrefix(path).maxItems(10)).isTruncated()).isTrue();
        refusalOf(() -> iam.listUsers(r -> r.marker("%%%")), "ValidationError", "Invalid Marker");
    }

    @Test
    void aUserHasTwoKeysAtMost() {
        String name = newUser("ops");
        AccessKey first = iam.createAccessKey(r -> r.userName(name)).accessKey();
        AccessKey second = iam.createAccessKey(r -> r.userName(name)).accessKey();

        assertThat(first.accessKeyId()).matches("AKIA[A-Z2-7]{16}").isNotEqualTo(second.accessKeyId());
        assertThat(first.secretAccessKey()).hasSize(40).isNotEqualTo(second.secretAccessKey());
        assertThat(first.status()).isEqualTo(StatusType.ACTIVE);
        refusalOf(() -> iam.createAccessKey(r -> r.userName(name)), "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2");
        iam.updateAccessKey(r -> r.userName(name).accessKeyId(first.accessKeyId()).status(StatusType.INACTIVE));
        assertThat(iam.listAccessKeys(r -> r.userName(name)).accessKeyMetadata())
                .anySatisfy(key -> assertThat(key.status()).isEqualTo(StatusType.INACTIVE));
        String other = newUser("other");
        refusalOf(() -> iam.deleteAccessKey(r -> r.userName(other).accessKeyId(first.accessKeyId())), "NoSuchEntity",
                "The Access Key with id " + first.accessKeyId() + " cannot be found.");
        assertThat(sts.getAccessKeyInfo(r -> r.accessKeyId(first.accessKeyId())).account()).isEqualTo(ACCOUNT);
    }

    @Test
    void usersAreInGroups() {
        String user = newUser("ops");
        String one = newGroup("one");
        String two = newGroup("two");
        iam.addUserToGroup(r -> r.userName(user).groupName(one));
        iam.addUserToGroup(r -> r.userName(user).groupName(one));
        iam.addUserToGroup(r -> r.userName(user).groupName(two));
        iam.updateGroup(r -> r.groupName(two).newGroupName(two + "-new"));

        assertThat(iam.listGroupsForUser(r -> r.userName(user)).groups()).extracting(Group::groupName).containsExactly(one, two + "-new");
        assertThat(iam.getGroup(r -> r.groupName(one)).users()).extracting(User::userName).containsExactly(user);
        refusalOf(() -> iam.addUserToGroup(r -> r.userName("nobody").groupName(one)), "NoSuchEntity", "The user with name nobody cannot be found.");
        refusalOf(() -> iam.getGroup(r -> r.groupName("none")), "NoSuchEntity", "The group with name none cannot be found.");
    }

    @Test
    void tagsAreChanged() {
        String user = newUser("ops");
        iam.tagUser(r -> r.userName(user).tags(tag("a", "1"), tag("b", "2")));
        iam.tagUser(r -> r.userName(user).tags(tag("A", "3")));

        assertThat(iam.listUserTags(r -> r.userName(user)).tags()).containsExactly(tag("A", "3"), tag("b", "2"));
        iam.untagUser(r -> r.userName(user).tagKeys("b"));
        assertThat(iam.getUser(r -> r.userName(user)).user().tags()).containsExactly(tag("A", "3"));
        refusalOf(() -> iam.tagUser(r -> r.userName(user).tags(tag("k", "1"), tag("K", "2"))), "InvalidInput",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        refusalOf(() -> iam.tagUser(r -> r.userName(user).tags(IntStream.range(0, 50).mapToObj(i -> tag("t" + i, "")).toList())),
                "LimitExceeded", "tags");
    }

    @Test
    void aRootIsAUserWithoutAName() {
        assertThat(iam.getUser().user().arn()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":root");
        assertThat(iam.getUser().user().userId()).isEqualTo(ACCOUNT);
    }
}
