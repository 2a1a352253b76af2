package dev.forebay.benchmarks;

import java.nio.charset.StandardCharsets;

/** CBOR 1.1, in which AWS's SDK for Java speaks to Kinesis unless told otherwise; maps and lists of no given length, as there. */
record Cbor() implements Encoding {
    private static final int UNSIGNED = 0x00;
    private static final int BYTES = 0x40;
    private static final int TEXT = 0x60;
    private static final int LIST = 0x9f;
    private static final int MAP = 0xbf;
    private static final int END = 0xff;

    /** The argument of an item's head lies in the head itself, or in the one, two or four bytes behind it. */
    private static final int ONE_BYTE = 24;
    private static final int TWO_BYTES = 25;
    private static final int FOUR_BYTES = 26;

    @Override
    public String text() {
        return "cbor";
    }

    @Override
    public String contentType() {
        return "application/x-amz-cbor-1.1";
    }

    @Override
    public void beginMap(Request request) {
        request.addByte(MAP);
    }

    @Override
    public void endMap(Request request) {
        request.addByte(END);
    }

    @Override
    public void beginList(Request request, String name) {
        head(request, TEXT, name.length()).add(name).addByte(LIST);
    }

    @Override
    public void endList(Request request) {
        request.addByte(END);
    }

    @Override
    public void text(Request request, String name, String value) {
        head(head(request, TEXT, name.length()).add(name), TEXT, value.length()).add(value);
    }

    @Override
    public void number(Request request, String name, long value) {
        head(head(request, TEXT, name.length()).add(name), UNSIGNED, Math.toIntExact(value));
    }

    @Override
    public void data(Request request, String name, byte[] value) {
        head(head(request, TEXT, name.length()).add(name), BYTES, value.length).add(value);
    }

    private static Request head(Request request, int type, int argument) {
        if (argument < ONE_BYTE) {
            return request.addByte(type | argument);
        }
        if (argument < 1 << Byte.SIZE) {
            return request.addByte(type | ONE_BYTE).addByte(argument);
        }
        return argument < 1 << Short.SIZE
                ? request.addByte(type | TWO_BYTES).addByte(argument >> Byte.SIZE).addByte(argument)
                : request.addByte(type | FOUR_BYTES).addByte(argument >> 24).addByte(argument >> 16).addByte(argument >> 8).addByte(argument);
    }

    @Override
    public String text(Body answer, String name) {
        int at = answer.find(key(name), answer.from());
        if (at < 0) {
            return "";
        }
        int argument = answer.bytes()[at] & 0x1f;
        int more = argument < ONE_BYTE ? 0 : 1 << argument - ONE_BYTE;
        int length = more == 0 ? argument : 0;
        for (int i = 1; i <= more; i++) {
            length = length << Byte.SIZE | answer.bytes()[at + i] & 0xff;
        }
        return new String(answer.bytes(), at + 1 + more, length, StandardCharsets.US_ASCII);
    }

    @Override
    public int digit(Body answer, String name) {
        int at = answer.find(key(name), answer.from());
        return at < 0 ? 0 : answer.bytes()[at];
    }

    @Override
    public int count(Body answer, String name, int bytes) {
        byte[] key = key(name);
        int count = 0;
        for (int at = answer.find(key, answer.from()); at >= 0; at = answer.find(key, at + bytes)) {
            count++;
        }
        return count;
    }

    /** A member's name with its head, which tells it from the same letters in a longer name. */
    private static byte[] key(String name) {
        byte[] key = new byte[name.length() + 1];
        key[0] = (byte) (TEXT | name.length());
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, key, 1, name.length());
        return key;
    }
}
