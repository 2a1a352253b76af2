package dev.forebay.access;

import dev.forebay.identity.AccountId;
import java.util.List;
import java.util.Map;

/**
 * One thing that a call does and that a policy can allow or deny: an action on a resource. A call may do several; all must
 * be allowed.
 *
 * @param action   as policies name it: {@code sqs:SendMessage}
 * @param resource ARN of the resource, whether it exists or not; {@code *} for actions on none
 * @param owner    account that the resource belongs to
 * @param keys     the service's own condition keys and {@code aws:RequestTag}, {@code aws:TagKeys}, {@code aws:ResourceTag},
 *                 with their values: {@code sns:Protocol} to {@code [sqs]}
 * @param side     what the resource itself says
 */
public record Access(String action, String resource, AccountId owner, Map<String, List<String>> keys, ResourceSide side) {

    public Access {
        keys = Map.copyOf(keys);
    }

    /** An action on a resource that has no policy of its own and no condition keys. */
    public static Access of(String action, String resource, AccountId owner) {
        return new Access(action, resource, owner, Map.of(), ResourceSide.NONE);
    }

    /** The same with what the resource says. */
    public Access with(ResourceSide side) {
        return new Access(action, resource, owner, keys, side);
    }

    /** The same with condition keys. */
    public Access with(Map<String, List<String>> keys) {
        return new Access(action, resource, owner, keys, side);
    }
}
