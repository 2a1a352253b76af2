package dev.forebay.iam;

import dev.forebay.runtime.Bytes;

/**
 * What is kept of an account itself, as a row:
 *
 * <pre>
 *   version 2 · alias · how often the root's keys were reset 8        version 1 ended after the alias
 * </pre>
 *
 * @param alias  empty for none
 * @param resets sessions that the root got before the last of them are over
 */
record AccountFacts(String alias, long resets) {
    static final AccountFacts NONE = new AccountFacts("", 0);
    private static final int VERSION = 2;
    private static final int WITHOUT_RESETS = 1;

    AccountFacts withAlias(String changed) {
        return new AccountFacts(changed, resets);
    }

    AccountFacts afterReset() {
        return new AccountFacts(alias, resets + 1);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, alias);
            out.writeLong(resets);
        });
    }

    static AccountFacts read(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == WITHOUT_RESETS
                ? Bytes.read(bytes, WITHOUT_RESETS, "an account", in -> new AccountFacts(Bytes.text(in), 0))
                : Bytes.read(bytes, VERSION, "an account", in -> new AccountFacts(Bytes.text(in), in.readLong()));
    }
}
