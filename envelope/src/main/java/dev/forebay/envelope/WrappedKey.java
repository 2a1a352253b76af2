package dev.forebay.envelope;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Bytes;

/**
 * What is stored of a data key. The key of the row is {@code partition, table, number}; a number has the partition in which it was given
 * in its upper 16 bits, so that a record which is carried into another partition takes its data key along.
 *
 * <pre>
 *   | version | keep until, ms | account | region | resource | asked for | KMS key | encrypted data key |
 *   |    1    |       8        |  text   |  text  |   text   |   text    |  text   |       bytes        |
 * </pre>
 *
 * @param keepUntil when nothing can be left that it sealed
 * @param resource  the ARN for which KMS made it; empty for the service's own key
 * @param askedFor  the key as the resource named it
 * @param keyArn    the KMS key that encrypted it
 * @param blob      the data key, encrypted
 */
record WrappedKey(long keepUntil, AccountId account, Region region, String resource, String askedFor, String keyArn, byte[] blob) {
    private static final int VERSION = 1;

    /** Whether the service's own key encrypted it, which no caller needs a permission for. */
    boolean isOwned() {
        return resource.isEmpty();
    }

    WrappedKey keptUntil(long millis) {
        return new WrappedKey(Math.max(keepUntil, millis), account, region, resource, askedFor, keyArn, blob);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeLong(keepUntil);
            Bytes.text(out, account.value());
            Bytes.text(out, region.value());
            Bytes.text(out, resource);
            Bytes.text(out, askedFor);
            Bytes.text(out, keyArn);
            Bytes.bytes(out, blob);
        });
    }

    static WrappedKey read(byte[] row) {
        return Bytes.read(row, VERSION, "a data key", in -> new WrappedKey(in.readLong(), new AccountId(Bytes.text(in)),
                new Region(Bytes.text(in)), Bytes.text(in), Bytes.text(in), Bytes.text(in), Bytes.bytes(in)));
    }

    @Override
    public String toString() {
        return "WrappedKey[" + keyArn + " for " + resource + "]";
    }
}
