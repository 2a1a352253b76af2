package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A number in the sandbox: it gets texts once somebody has shown the one-time password that was sent to it.
 *
 * @param verified  whether that has happened
 * @param password  the password that was sent last; empty once it is used, used up or replaced
 * @param attempts  how often a wrong password was shown since
 * @param changedAt when the password was last sent or tried, milliseconds since 1970
 * @param sentAt    when passwords were sent, the last few. Not to be changed
 */
record SmsSandboxNumber(boolean verified, String password, int attempts, long changedAt, long[] sentAt) {
    /** AWS: a password goes to the same number this often a day. */
    private static final int MAX_SENDS = 5;

    private static final long DAY = 24L * 60 * 60 * 1000;

    /** AWS: to be sent again when it did not come within this; here it is also as long as it holds. */
    private static final long PASSWORD_HOLDS = 15L * 60 * 1000;

    /** Six digits are not to be found by trying. */
    private static final int MAX_ATTEMPTS = 5;

    /** The same with another password. */
    SmsSandboxNumber withPassword(String other) {
        return new SmsSandboxNumber(verified, other, attempts, changedAt, sentAt);
    }

    boolean maySend(long now) {
        return Arrays.stream(sentAt).filter(at -> now - at < DAY).count() < MAX_SENDS;
    }

    static SmsSandboxNumber added(String password, long now) {
        return new SmsSandboxNumber(false, password, 0, now, new long[] {now});
    }

    /** With a new password. */
    SmsSandboxNumber sent(String fresh, long now) {
        long[] recent = Arrays.stream(sentAt).filter(at -> now - at < DAY).toArray();
        long[] sends = Arrays.copyOf(recent, recent.length + 1);
        sends[recent.length] = now;
        return new SmsSandboxNumber(false, fresh, 0, now, sends);
    }

    boolean isExpired(long now) {
        return password.isEmpty() || now - sentAt[sentAt.length - 1] >= PASSWORD_HOLDS;
    }

    boolean matches(String shown) {
        return MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    SmsSandboxNumber failed(long now) {
        boolean usedUp = attempts + 1 >= MAX_ATTEMPTS;
        return new SmsSandboxNumber(false, usedUp ? "" : password, attempts + 1, now, sentAt);
    }

    SmsSandboxNumber verified(long now) {
        return new SmsSandboxNumber(true, "", 0, now, sentAt);
    }

    /** AWS: a number stays for a day after it was verified, or that was last tried. */
    boolean mayBeDeleted(long now) {
        return now - changedAt >= DAY;
    }

    String status() {
        return verified ? "Verified" : "Pending";
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "SmsSandboxNumber[" + status() + "]";
    }
}
