package dev.forebay.sns;

import java.util.Map;

/**
 * A topic's data protection policy: kept and returned. What it asks for, that messages be searched for personal data, is
 * refused by name until there is something here that can.
 */
final class DataProtectionPolicy {
    private static final int MAX_LENGTH = 30_720;

    private DataProtectionPolicy() {}

    /** A policy from outside; empty for none. */
    static String checked(String json) {
        if (json.isEmpty()) {
            return "";
        }
        Map<String, String> members;
        try {
            members = JsonTexts.of("DataProtectionPolicy", json);
        } catch (AttributeRefused refused) {
            throw SnsErrors.invalidParameter(refused.getMessage());
        }
        if (json.length() > MAX_LENGTH || !members.containsKey("Name") || !"2021-06-01".equals(members.get("Version"))) {
            throw SnsErrors.invalidParameter("DataProtectionPolicy Reason: a policy has a Name, the Version 2021-06-01, and Statement");
        }
        if (json.contains("\"Statement\"") && !json.replaceAll("\\s", "").contains("\"Statement\":[]")) {
            throw SnsErrors.invalidParameter("DataProtectionPolicy Reason: Forebay does not inspect messages, and refuses statements"
                    + " that would have no effect");
        }
        return json;
    }
}
