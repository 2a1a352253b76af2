package dev.forebay.access;

import dev.forebay.identity.Caller;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;

/** What a service tells of its operations to whoever decides. Any thread, on every request: reads memory only. */
public interface AccessRules {

    /**
     * Everything that a call does. Empty for what needs no permission, such as GetCallerIdentity.
     *
     * @param operation AWS's name of it; one that the service does not know needs the action of that name on {@code *}
     * @param request   decoded and valid, but what it names need not exist
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it names nothing that could exist, such as a
     *                  text that is no ARN: the service's own refusal, to anybody
     */
    List<Access> of(Caller caller, String operation, SdkRequest request);

    /** ARN of what a call that needs no permission is about, for the policies of VPC endpoints; {@code *} for nothing in particular. */
    default String subject(SdkRequest request) {
        return "*";
    }

    /**
     * The refusal, in the service's own words where it has some.
     *
     * @param message AWS's sentence: {@code User: … is not authorized to perform: … on resource: … because …}
     */
    default RuntimeException refusal(Access access, String message) {
        return Refusals.accessDenied(message);
    }
}
