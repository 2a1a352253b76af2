package dev.forebay.sns;

import dev.forebay.access.AccessRule;
import java.util.List;
import java.util.stream.Stream;

/** What the operations on text messages need. AWS: an account has one of all this in a region, and no ARNs for it. */
final class SnsPhoneAccess {
    static final String ALL = "`arn:aws:sns:region:account:*`";

    private SnsPhoneAccess() {}

    static Stream<AccessRule> rules() {
        return Stream.of(
                        "CheckIfPhoneNumberIsOptedOut", "CreateSMSSandboxPhoneNumber", "DeleteSMSSandboxPhoneNumber", "GetSMSAttributes",
                        "GetSMSSandboxAccountStatus", "ListOriginationNumbers", "ListPhoneNumbersOptedOut", "ListSMSSandboxPhoneNumbers",
                        "OptInPhoneNumber", "SetSMSAttributes", "VerifySMSSandboxPhoneNumber")
                .map(operation -> {
                    String action = SnsAccess.PREFIX + operation;
                    return new AccessRule(operation, List.of(action), ALL, List.of(), (caller, _) -> List.of(SnsAccess.onAll(caller, action)));
                });
    }
}
