package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** What a request says that its session is to be narrowed by, checked. */
final class SessionPolicies {
    /** AWS: managed policies of a session. */
    private static final int MAX_MANAGED = 10;

    /** What policies and tags of a session may take, deflated, so that its token fits into a header. */
    private static final int ALLOTTED = 2_048;
    private static final int PERCENT = 100;

    private SessionPolicies() {}

    /**
     * Session policies of an account's role or user.
     *
     * @param inline null for none
     */
    static SessionToken.Narrowing checked(AccountId account, AccountState state, String inline, List<PolicyDescriptorType> managed) {
        if (managed.size() > MAX_MANAGED) {
            throw StsErrors.validation("1 validation error detected: Value at 'policyArns' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + MAX_MANAGED);
        }
        List<String> arns = managed.stream().map(PolicyDescriptorType::arn).toList();
        for (String arn : arns) {
            if (arn == null || Policies.find(account, state, arn).isEmpty()) {
                throw StsErrors.validation("Policy " + arn + " does not exist or is not attachable.");
            }
        }
        Optional.ofNullable(inline).ifPresent(Documents::session);
        return new SessionToken.Narrowing(inline == null ? List.of() : List.of(inline), arns);
    }

    /**
     * How much of what is allotted policies and tags take, in percent; empty when there are none.
     *
     * @throws RuntimeException PackedPolicyTooLarge when it is more
     */
    static Optional<Integer> packed(SessionToken.Narrowing narrowing, Map<String, String> tags) {
        if (narrowing.inline().isEmpty() && narrowing.managed().isEmpty() && tags.isEmpty()) {
            return Optional.empty();
        }
        String all = narrowing.inline() + "\n" + narrowing.managed() + "\n" + tags;
        int bytes = Packed.pack(all.getBytes(StandardCharsets.UTF_8)).length;
        int percent = (bytes * PERCENT + ALLOTTED - 1) / ALLOTTED;
        if (percent > PERCENT) {
            throw StsErrors.packedTooLarge(percent);
        }
        return Optional.of(percent);
    }
}
