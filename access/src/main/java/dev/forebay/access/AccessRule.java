package dev.forebay.access;

import dev.forebay.identity.Caller;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What one operation needs, in words for the documentation and from a request for the decision. One action may be needed on
 * several resources, as that on an alias is on its key, too.
 *
 * @param operation AWS's name of it
 * @param actions   everything that it may need, as policies name it; none for what needs no permission
 * @param resource  what that is on, in words
 * @param keys      the condition keys that may come with it, what follows a slash or a colon left open: {@code aws:RequestTag/}
 * @param needs     what a call needs
 */
public record AccessRule(String operation, List<String> actions, String resource, List<String> keys, Needs needs) {

    /** What one call needs. */
    @FunctionalInterface
    public interface Needs {

        /**
         * Everything that a call does.
         *
         * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when the request names nothing that could exist
         */
        List<Access> of(Caller caller, SdkRequest request);
    }

    public AccessRule {
        actions = List.copyOf(actions);
        keys = List.copyOf(keys);
    }

    /** An operation on nothing in particular, whose action has its name. */
    public static AccessRule onEverything(String service, String operation) {
        String action = service + ":" + operation;
        return new AccessRule(operation, List.of(action), "`*`", List.of(), (caller, _) -> List.of(Access.of(action, "*", caller.account())));
    }
}
