package dev.forebay.identity;

/** A 12-digit AWS account number. */
public record AccountId(String value) implements Comparable<AccountId> {

    /** The account of callers whose access key names none. */
    public static final AccountId DEFAULT = new AccountId("000000000000");

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a 12-digit account: " + value);
        }
    }

    /** Whether the text is an account number. */
    public static boolean isValid(String text) {
        if (text.length() != 12) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
