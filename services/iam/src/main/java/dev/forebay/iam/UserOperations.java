package dev.forebay.iam;

import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;
import software.amazon.awssdk.services.iam.model.User;
import dev.forebay.identity.Principal;

/** Users: made, shown, renamed and deleted. */
final class UserOperations {
    static final int MAX_USERS = 5_000;
    private static final int LONGEST_NAME = 64;

    private final IamContext context;

    UserOperations(IamContext context) {
        this.context = context;
    }

    CreateUserResponse create(CreateUserRequest request) {
        String name = Checks.name("userName", request.userName(), LONGEST_NAME);
        String path = Checks.path(request.path());
        Tags tags = Tags.NONE.with(Tags.of(request.tags()));
        IamUser made = context.account().change(edit -> {
            requireFree(edit.state(), name);
            if (edit.state().users().size() >= MAX_USERS) {
                throw IamErrors.quota("UsersPerAccount", MAX_USERS);
            }
            Grants grants = Grants.NONE.bounded(Boundaries.checked(context.account(), edit.state(), request.permissionsBoundary()));
            IamUser user = new IamUser(context.naming("AIDA", name, path), grants, List.of(), tags);
            edit.put(user);
            return user;
        });
        return CreateUserResponse.builder().user(Descriptions.user(context.account().id(), made)).build();
    }

    private static void requireFree(AccountState state, String name) {
        if (state.users().isTaken(name)) {
            throw IamErrors.exists("User with name " + name + " already exists.");
        }
    }

    GetUserResponse get(GetUserRequest request) {
        return GetUserResponse.builder().user(found(request.userName())).build();
    }

    private User found(String name) {
        if (name == null && context.caller().principal().kind() == Principal.Kind.ROOT) {
            return Descriptions.root(context.account().id());
        }
        return Descriptions.user(context.account().id(), context.user(context.account().shown(), context.userName(name)));
    }

    ListUsersResponse list(ListUsersRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        Page<IamUser> page = Page.of(
                context.account().shown().users().all().stream().filter(user -> user.path().startsWith(prefix)).toList(),
                IamUser::name, new Page.Wish(request.marker(), request.maxItems()));
        return ListUsersResponse.builder()
                .users(page.items().stream().map(user -> Descriptions.brief(context.account().id(), user).build()).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    UpdateUserResponse update(UpdateUserRequest request) {
        context.account().change(edit -> {
            IamUser user = context.user(edit.state(), request.userName());
            String name = request.newUserName() == null ? user.name() : Checks.name("newUserName", request.newUserName(), LONGEST_NAME);
            String path = request.newPath() == null ? user.path() : Checks.path(request.newPath());
            if (!name.equalsIgnoreCase(user.name())) {
                requireFree(edit.state(), name);
            }
            edit.put(user.with(user.naming().renamed(name, path)));
            return user;
        });
        return UpdateUserResponse.builder().build();
    }

    DeleteUserResponse delete(DeleteUserRequest request) {
        context.account().shrink(edit -> {
            IamUser user = context.user(edit.state(), request.userName());
            Conflicts.requireNoPolicies(user);
            if (!edit.state().keysOf(user.id()).isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must delete access keys first.");
            }
            if (!user.groups().isEmpty()) {
                throw IamErrors.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            edit.remove(user);
        });
        return DeleteUserResponse.builder().build();
    }
}
