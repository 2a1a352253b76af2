package dev.forebay.cloudtrail;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRules;
import dev.forebay.identity.Caller;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;

/** What CloudTrail's operations need: the action of their name. What is served works on no resource. */
final class CloudTrailRules implements AccessRules {

    @Override
    public List<Access> of(Caller caller, String operation, SdkRequest request) {
        return List.of(Access.of("cloudtrail:" + operation, "*", caller.account()));
    }
}
