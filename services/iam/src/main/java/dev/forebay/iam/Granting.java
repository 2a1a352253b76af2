package dev.forebay.iam;

import dev.forebay.iam.Holder.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** What users, groups and roles have in common: policies are attached to them, put into them, and bound them. */
final class Granting {
    /** AWS: managed policies attached to one of them. */
    static final int MAX_ATTACHED = 10;

    /** AWS: bytes of all inline policies together, blanks not counted. */
    static final Map<Kind, Integer> MAX_INLINE = Map.of(Kind.USER, 2_048, Kind.GROUP, 5_120, Kind.ROLE, 10_240);

    private static final int LONGEST_NAME = 128;

    private final IamContext context;
    private final Kind kind;

    Granting(IamContext context, Kind kind) {
        this.context = context;
        this.kind = kind;
    }

    private Holder find(AccountState state, String name) {
        return switch (kind) {
            case USER -> context.user(state, name);
            case GROUP -> context.group(state, name);
            case ROLE -> context.role(state, name);
        };
    }

    private void change(String name, BiFunction<AccountState, Holder, Grants> decision) {
        context.account().change(edit -> {
            Holder holder = find(edit.state(), name);
            Grants changed = decision.apply(edit.state(), holder);
            if (!changed.equals(holder.grants())) {
                edit.put(holder.with(changed));
            }
            return holder;
        });
    }

    private void shrink(String name, BiFunction<AccountState, Holder, Grants> decision) {
        context.account().shrink(edit -> {
            Holder holder = find(edit.state(), name);
            edit.put(holder.with(decision.apply(edit.state(), holder)));
        });
    }

    void attach(String name, String policyArn) {
        String arn = Policies.checked(policyArn);
        change(name, (state, holder) -> {
            Policies.find(context.account().id(), state, arn).orElseThrow(() -> IamErrors.notAttachable(arn));
            if (holder.grants().attached().contains(arn)) {
                return holder.grants();
            }
            if (holder.grants().attached().size() >= MAX_ATTACHED) {
                throw IamErrors.quota("PoliciesPer" + kind.title, MAX_ATTACHED);
            }
            return holder.grants().attach(arn);
        });
    }

    void detach(String name, String policyArn) {
        String arn = Policies.checked(policyArn);
        shrink(name, (_, holder) -> {
            if (!holder.grants().attached().contains(arn)) {
                throw IamErrors.noPolicy(arn);
            }
            return holder.grants().detach(arn);
        });
    }

    Page<AttachedPolicy> attached(String name, String pathPrefix, Page.Wish wish) {
        AccountState state = context.account().shown();
        String prefix = pathPrefix == null ? "/" : pathPrefix;
        List<String> arns = find(state, name).grants().attached().stream()
                .filter(arn -> Policies.find(context.account().id(), state, arn).filter(policy -> policy.path().startsWith(prefix)).isPresent()).toList();
        Page<String> page = Page.of(arns, arn -> arn, wish);
        return new Page<>(page.items().stream().map(Granting::described).toList(), page.marker());
    }

    static AttachedPolicy described(String arn) {
        return AttachedPolicy.builder().policyArn(arn).policyName(arn.substring(arn.lastIndexOf('/') + 1)).build();
    }

    void put(String name, String policyName, String document) {
        Checks.name("policyName", policyName, LONGEST_NAME);
        Documents.identity(document);
        change(name, (_, holder) -> {
            Grants changed = holder.grants().put(policyName, document);
            if (changed.inline().values().stream().mapToInt(DocumentText::size).sum() > MAX_INLINE.get(kind)) {
                throw IamErrors.limitExceeded("Maximum policy size of " + MAX_INLINE.get(kind) + " bytes exceeded for " + kind.word + " " + holder.name());
            }
            return changed;
        });
    }

    /** The document of an inline policy, as answers carry it. */
    String get(String name, String policyName) {
        return DocumentText.encoded(inline(find(context.account().shown(), name), policyName));
    }

    private String inline(Holder holder, String policyName) {
        return Optional.ofNullable(holder.grants().inline().get(Checks.required("policyName", policyName)))
                .orElseThrow(() -> IamErrors.notFound(kind.word + " policy", policyName));
    }

    void delete(String name, String policyName) {
        shrink(name, (_, holder) -> {
            inline(holder, policyName);
            return holder.grants().remove(policyName);
        });
    }

    Page<String> names(String name, Page.Wish wish) {
        return Page.of(find(context.account().shown(), name).grants().inline().keySet(), one -> one, wish);
    }

    void bound(String name, String arn) {
        Checks.required("permissionsBoundary", arn);
        change(name, (state, holder) -> holder.grants().bounded(Boundaries.checked(context.account(), state, arn)));
    }

    void unbound(String name) {
        shrink(name, (_, holder) -> {
            if (holder.grants().boundary().isEmpty()) {
                throw IamErrors.noSuchEntity(kind.title + " " + holder.name() + " does not have a permission boundary.");
            }
            return holder.grants().bounded("");
        });
    }
}
