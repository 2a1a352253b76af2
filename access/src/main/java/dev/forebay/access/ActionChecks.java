package dev.forebay.access;

import java.util.Optional;

/** What AWS says of the name of an action in a policy. */
final class ActionChecks {

    private ActionChecks() {}

    static Optional<String> problem(String action) {
        if (action.equals("*")) {
            return Optional.empty();
        }
        int colon = action.indexOf(':');
        if (colon < 0) {
            return Optional.of("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (action.indexOf(':', colon + 1) >= 0) {
            return Optional.of("Actions/Condition can contain only one colon.");
        }
        String vendor = action.substring(0, colon);
        boolean valid = vendor.equals("*") || vendor.chars().allMatch(ActionChecks::isOfVendor);
        return valid ? Optional.empty() : Optional.of("Vendor " + vendor + " is not valid");
    }

    private static boolean isOfVendor(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.';
    }
}
