package dev.forebay.iam;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often each managed policy is used in an account, by ARN.
 *
 * @param attached   as a permissions policy
 * @param boundaries as a permissions boundary
 */
record Usage(Map<String, Integer> attached, Map<String, Integer> boundaries) {

    static Usage in(AccountState state) {
        Usage usage = new Usage(new HashMap<>(), new HashMap<>());
        holders(state).forEach(holder -> {
            holder.grants().attached().forEach(arn -> usage.attached.merge(arn, 1, Integer::sum));
            if (!holder.grants().boundary().isEmpty()) {
                usage.boundaries.merge(holder.grants().boundary(), 1, Integer::sum);
            }
        });
        return usage;
    }

    static Stream<Holder> holders(AccountState state) {
        return Stream.<Holder>concat(Stream.concat(state.groups().all().stream(), state.roles().all().stream()), state.users().all().stream());
    }

    int attachments(String arn) {
        return attached.getOrDefault(arn, 0);
    }

    int bounds(String arn) {
        return boundaries.getOrDefault(arn, 0);
    }

    boolean isUsed(String arn) {
        return attachments(arn) + bounds(arn) > 0;
    }
}
