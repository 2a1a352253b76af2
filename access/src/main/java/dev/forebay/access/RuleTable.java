package dev.forebay.access;

import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/** The rules of a service, one for each operation; from them the documentation is made too. */
public interface RuleTable extends AccessRules {

    /** The prefix of the service's actions, such as {@code sqs}. */
    String service();

    /** The rules, by operation. */
    Map<String, AccessRule> rules();

    @Override
    default List<Access> of(Caller caller, String operation, SdkRequest request) {
        AccessRule rule = rules().get(operation);
        return rule == null ? spelledOtherwise(caller, operation, request) : rule.needs().of(caller, request);
    }

    /** The SDK writes GetSmsAttributes for AWS's GetSMSAttributes, and within the process its names are all there is. */
    private List<Access> spelledOtherwise(Caller caller, String operation, SdkRequest request) {
        return rules().values().stream().filter(rule -> rule.operation().equalsIgnoreCase(operation)).findFirst()
                .map(rule -> rule.needs().of(caller, request))
                .orElseGet(() -> List.of(Access.of(service() + ":" + operation, "*", caller.account())));
    }

    /** Rules by operation; each operation has one. */
    static Map<String, AccessRule> of(Stream<AccessRule> rules) {
        return Map.copyOf(rules.collect(Collectors.toMap(AccessRule::operation, Function.identity())));
    }
}
