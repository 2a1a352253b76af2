package dev.forebay.iam;

import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles: made, shown, changed and deleted. */
final class RoleOperations {
    static final int MAX_ROLES = 1_000;
    private static final int LONGEST_NAME = 64;
    private static final int HOUR = 3_600;
    private static final int LONGEST_SESSION = 43_200;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final IamContext context;

    RoleOperations(IamContext context) {
        this.context = context;
    }

    CreateRoleResponse create(CreateRoleRequest request) {
        String name = Checks.name("roleName", request.roleName(), LONGEST_NAME);
        String path = Checks.path(request.path());
        Tags tags = Tags.NONE.with(Tags.of(request.tags()));
        IamRole.Settings settings = new IamRole.Settings(Documents.trust(request.assumeRolePolicyDocument()),
                description(request.description()), session(request.maxSessionDuration()));
        IamRole made = context.account().change(edit -> {
            if (edit.state().roles().isTaken(name)) {
                throw IamErrors.exists("Role with name " + name + " already exists.");
            }
            if (edit.state().roles().size() >= MAX_ROLES) {
                throw IamErrors.quota("RolesPerAccount", MAX_ROLES);
            }
            Grants grants = Grants.NONE.bounded(Boundaries.checked(context.account(), edit.state(), request.permissionsBoundary()));
            IamRole role = new IamRole(context.naming("AROA", name, path), grants, settings, tags);
            edit.put(role);
            return role;
        });
        return CreateRoleResponse.builder().role(described(made)).build();
    }

    private static String description(String given) {
        if (given != null && given.length() > LONGEST_DESCRIPTION) {
            throw IamErrors.validation("1 validation error detected: Value at 'description' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + LONGEST_DESCRIPTION);
        }
        return given == null ? "" : given;
    }

    private static int session(Integer seconds) {
        if (seconds != null && (seconds < HOUR || seconds > LONGEST_SESSION)) {
            throw IamErrors.validation("1 validation error detected: Value '" + seconds + "' at 'maxSessionDuration' failed to satisfy constraint: "
                    + (seconds < HOUR ? "Member must have value greater than or equal to " + HOUR
                            : "Member must have value less than or equal to " + LONGEST_SESSION));
        }
        return seconds == null ? HOUR : seconds;
    }

    private Role described(IamRole role) {
        return Descriptions.role(context.account().id(), role);
    }

    GetRoleResponse get(GetRoleRequest request) {
        return GetRoleResponse.builder().role(described(context.role(context.account().shown(), request.roleName()))).build();
    }

    ListRolesResponse list(ListRolesRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        Page<IamRole> page = Page.of(
                context.account().shown().roles().all().stream().filter(role -> role.path().startsWith(prefix)).toList(),
                IamRole::name, new Page.Wish(request.marker(), request.maxItems()));
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(role -> Descriptions.brief(context.account().id(), role).build()).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    UpdateRoleResponse update(UpdateRoleRequest request) {
        context.account().change(edit -> {
            IamRole role = context.role(edit.state(), request.roleName());
            IamRole.Settings settings = role.settings();
            settings = request.description() == null ? settings : settings.described(description(request.description()));
            settings = request.maxSessionDuration() == null ? settings : settings.lasting(session(request.maxSessionDuration()));
            edit.put(role.with(settings));
            return role;
        });
        return UpdateRoleResponse.builder().build();
    }

    UpdateRoleDescriptionResponse describe(UpdateRoleDescriptionRequest request) {
        String text = description(Checks.required("description", request.description()));
        IamRole changed = context.account().change(edit -> {
            IamRole role = context.role(edit.state(), request.roleName());
            IamRole described = role.with(role.settings().described(text));
            edit.put(described);
            return described;
        });
        return UpdateRoleDescriptionResponse.builder().role(described(changed)).build();
    }

    UpdateAssumeRolePolicyResponse trust(UpdateAssumeRolePolicyRequest request) {
        String document = Documents.trust(request.policyDocument());
        context.account().change(edit -> {
            IamRole role = context.role(edit.state(), request.roleName());
            edit.put(role.with(role.settings().trusting(document)));
            return role;
        });
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    DeleteRoleResponse delete(DeleteRoleRequest request) {
        context.account().shrink(edit -> {
            IamRole role = context.role(edit.state(), request.roleName());
            Conflicts.requireNoPolicies(role);
            edit.remove(role);
        });
        return DeleteRoleResponse.builder().build();
    }
}
