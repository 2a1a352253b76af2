package dev.forebay.iam;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** Whom a managed policy is attached to, or bounds. */
final class EntitiesOperation {
    private final IamContext context;

    EntitiesOperation(IamContext context) {
        this.context = context;
    }

    ListEntitiesForPolicyResponse list(ListEntitiesForPolicyRequest request) {
        String arn = Policies.checked(request.policyArn());
        AccountState state = context.account().shown();
        Policies.find(context.account().id(), state, arn).orElseThrow(() -> IamErrors.noPolicy(arn));
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<Holder> found = Usage.holders(state)
                .filter(holder -> uses(holder, arn, request.policyUsageFilter()))
                .filter(holder -> isWanted(holder, request.entityFilter()))
                .filter(holder -> holder.path().startsWith(prefix)).toList();
        Page<Holder> page = Page.of(found, holder -> holder.kind().word + "/" + holder.name(), new Page.Wish(request.marker(), request.maxItems()));
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(of(page, IamGroup.class).map(group -> PolicyGroup.builder().groupName(group.name()).groupId(group.id()).build()).toList())
                .policyUsers(of(page, IamUser.class).map(user -> PolicyUser.builder().userName(user.name()).userId(user.id()).build()).toList())
                .policyRoles(of(page, IamRole.class).map(role -> PolicyRole.builder().roleName(role.name()).roleId(role.id()).build()).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    private static boolean uses(Holder holder, String arn, PolicyUsageType usage) {
        boolean attached = holder.grants().attached().contains(arn);
        boolean bounds = holder.grants().boundary().equals(arn);
        return switch (usage) {
            case PERMISSIONS_POLICY -> attached;
            case PERMISSIONS_BOUNDARY -> bounds;
            case null, default -> attached || bounds;
        };
    }

    private static boolean isWanted(Holder holder, EntityType filter) {
        return filter == null || filter.toString().equals(holder.kind().title);
    }

    private static <T extends Holder> Stream<T> of(Page<Holder> page, Class<T> type) {
        return page.items().stream().filter(type::isInstance).map(type::cast);
    }
}
