package dev.forebay.dynamodb;

import java.io.ByteArrayOutputStream;

/** What a query asks of the range key. {@code high} matters to {@code BETWEEN} only. */
record RangeCondition(Operator operator, Value.Scalar low, Value.Scalar high) {

    enum Operator { EQ, LT, LE, GT, GE, BETWEEN, BEGINS_WITH }

    /** The least key that may fulfil it, among those that begin with a prefix. */
    byte[] from(byte[] prefix) {
        return switch (operator) {
            case EQ, GE, BETWEEN -> key(prefix, low);
            case GT -> KeyFormat.afterPrefix(key(prefix, low));
            case LT, LE -> prefix;
            case BEGINS_WITH -> open(prefix);
        };
    }

    /** The least key that is greater than all that fulfil it. */
    byte[] to(byte[] prefix) {
        return switch (operator) {
            case EQ, LE -> KeyFormat.afterPrefix(key(prefix, low));
            case BETWEEN -> KeyFormat.afterPrefix(key(prefix, high));
            case LT -> key(prefix, low);
            case GT, GE -> KeyFormat.afterPrefix(prefix);
            case BEGINS_WITH -> KeyFormat.afterPrefix(open(prefix));
        };
    }

    private static byte[] key(byte[] prefix, Value.Scalar value) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(prefix);
        ScalarFormat.append(key, value);
        return key.toByteArray();
    }

    private byte[] open(byte[] prefix) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(prefix);
        ScalarFormat.appendOpen(key, low);
        return key.toByteArray();
    }
}
