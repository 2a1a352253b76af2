package dev.forebay.iam;

/** What has to go before something can be deleted. */
final class Conflicts {
    private Conflicts() {}

    static void requireNoPolicies(Holder holder) {
        if (!holder.grants().attached().isEmpty()) {
            throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!holder.grants().inline().isEmpty()) {
            throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
        }
    }
}
