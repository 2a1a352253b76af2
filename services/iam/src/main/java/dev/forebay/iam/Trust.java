package dev.forebay.iam;

import java.util.List;
import java.util.Map;

/** Whether a role's trust policy lets a web identity in. */
final class Trust {
    private Trust() {}

    static boolean lets(StsContext.Found found, OidcProvider provider, Map<String, List<String>> keys, StsContext context) {
        return false;
    }
}
