package dev.forebay.iam;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/** Groups, and who is in them. */
final class GroupOperations {
    static final int MAX_GROUPS = 300;
    static final int MAX_GROUPS_OF_USER = 10;
    private static final int LONGEST_NAME = 128;

    private final IamContext context;

    GroupOperations(IamContext context) {
        this.context = context;
    }

    CreateGroupResponse create(CreateGroupRequest request) {
        String name = Checks.name("groupName", request.groupName(), LONGEST_NAME);
        String path = Checks.path(request.path());
        IamGroup made = context.account().change(edit -> {
            requireFree(edit.state(), name);
            if (edit.state().groups().size() >= MAX_GROUPS) {
                throw IamErrors.quota("GroupsPerAccount", MAX_GROUPS);
            }
            IamGroup group = new IamGroup(context.naming("AGPA", name, path), Grants.NONE);
            edit.put(group);
            return group;
        });
        return CreateGroupResponse.builder().group(Descriptions.group(context.account().id(), made)).build();
    }

    private static void requireFree(AccountState state, String name) {
        if (state.groups().isTaken(name)) {
            throw IamErrors.exists("Group with name " + name + " already exists.");
        }
    }

    GetGroupResponse get(GetGroupRequest request) {
        AccountState state = context.account().shown();
        IamGroup group = context.group(state, request.groupName());
        Page<IamUser> page = Page.of(members(state, group).toList(), IamUser::name, new Page.Wish(request.marker(), request.maxItems()));
        return GetGroupResponse.builder().group(Descriptions.group(context.account().id(), group))
                .users(page.items().stream().map(user -> Descriptions.brief(context.account().id(), user).build()).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    private static Stream<IamUser> members(AccountState state, IamGroup group) {
        return state.users().all().stream().filter(user -> user.groups().contains(group.id()));
    }

    ListGroupsResponse list(ListGroupsRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        Page<IamGroup> page = Page.of(
                context.account().shown().groups().all().stream().filter(group -> group.path().startsWith(prefix)).toList(),
                IamGroup::name, new Page.Wish(request.marker(), request.maxItems()));
        return ListGroupsResponse.builder()
                .groups(page.items().stream().map(group -> Descriptions.group(context.account().id(), group)).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    ListGroupsForUserResponse ofUser(ListGroupsForUserRequest request) {
        AccountState state = context.account().shown();
        List<IamGroup> groups = context.user(state, request.userName()).groups().stream()
                .map(state.groups()::withId).flatMap(Optional::stream).toList();
        Page<IamGroup> page = Page.of(groups, IamGroup::name, new Page.Wish(request.marker(), request.maxItems()));
        return ListGroupsForUserResponse.builder()
                .groups(page.items().stream().map(group -> Descriptions.group(context.account().id(), group)).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    UpdateGroupResponse update(UpdateGroupRequest request) {
        context.account().change(edit -> {
            IamGroup group = context.group(edit.state(), request.groupName());
            String name = request.newGroupName() == null ? group.name() : Checks.name("newGroupName", request.newGroupName(), LONGEST_NAME);
            String path = request.newPath() == null ? group.path() : Checks.path(request.newPath());
            if (!name.equalsIgnoreCase(group.name())) {
                requireFree(edit.state(), name);
            }
            edit.put(group.with(group.naming().renamed(name, path)));
            return group;
        });
        return UpdateGroupResponse.builder().build();
    }

    DeleteGroupResponse delete(DeleteGroupRequest request) {
        context.account().shrink(edit -> {
            IamGroup group = context.group(edit.state(), request.groupName());
            if (members(edit.state(), group).findAny().isPresent()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            Conflicts.requireNoPolicies(group);
            edit.remove(group);
        });
        return DeleteGroupResponse.builder().build();
    }

    /** AWS: joining twice is joining once. */
    AddUserToGroupResponse add(AddUserToGroupRequest request) {
        context.account().change(edit -> {
            IamGroup group = context.group(edit.state(), request.groupName());
            IamUser user = context.user(edit.state(), request.userName());
            if (!user.groups().contains(group.id())) {
                if (user.groups().size() >= MAX_GROUPS_OF_USER) {
                    throw IamErrors.quota("GroupsPerUser", MAX_GROUPS_OF_USER);
                }
                edit.put(user.join(group.id()));
            }
            return user;
        });
        return AddUserToGroupResponse.builder().build();
    }

    RemoveUserFromGroupResponse remove(RemoveUserFromGroupRequest request) {
        context.account().shrink(edit -> {
            IamGroup group = context.group(edit.state(), request.groupName());
            IamUser user = context.user(edit.state(), request.userName());
            if (user.groups().contains(group.id())) {
                edit.put(user.leave(group.id()));
            }
        });
        return RemoveUserFromGroupResponse.builder().build();
    }
}
