package dev.forebay.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Reads one of RocksDB's logs to its end and says how it ends.
 *
 * <pre>
 *   file     blocks of 32 KiB; fewer than 7 bytes at the end of a block are padding
 *   record   4 bytes masked CRC-32C of type and payload · 2 bytes length · 1 byte type · payload     (little endian)
 *   type     1 a whole commit · 2 the first, 3 a middle, 4 the last piece of one that crosses blocks
 * </pre>
 *
 * <p>Why RocksDB's own check is not enough: a flipped bit in a length, in the last block, makes a record seem to reach
 * beyond the end of the file. RocksDB takes that for a write that was cut short and forgets it, with everything behind
 * it. But a commit is begun only once the one before is synced: if another commit follows, the record was complete once.
 */
final class WalFile implements AutoCloseable {
    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int WHOLE = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;
    private static final long NONE = -1;

    private final FileChannel file;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private long blockStart;
    private int position;
    /** Where the commit began whose pieces are being read. */
    private long commitStart = NONE;

    WalFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Reads everything. Once only. */
    End end() throws IOException {
        while (readBlock(blockStart)) {
            for (position = 0; position < block.limit(); ) {
                if (block.limit() - position < HEADER) {
                    break;
                }
                End bad = readRecord();
                if (bad != null) {
                    return bad;
                }
            }
            if (block.limit() < BLOCK) {
                return endOfFile();
            }
            blockStart += BLOCK;
        }
        position = 0;
        return endOfFile();
    }

    private End endOfFile() {
        boolean headerCut = position < block.limit();
        if (commitStart == NONE && !headerCut) {
            return new End.Clean();
        }
        return new End.CutShort(commitStart == NONE ? blockStart + position : commitStart);
    }

    /** Moves past the record at the position, or says what is wrong with it; null when nothing is. */
    private End readRecord() throws IOException {
        long at = blockStart + position;
        int length = length(position);
        int type = block.get(position + 6);
        if (type == 0 && length == 0) {
            return unfinished(at, "zeros in place of a record");
        }
        if (position + HEADER + length > block.limit()) {
            return block.limit() < BLOCK
                    ? unfinished(at, "a record that reaches beyond the end of the file")
                    : new End.Damaged(at, "a record that reaches beyond its block");
        }
        if (!isSound(position)) {
            return new End.Damaged(at, "a wrong checksum");
        }
        boolean begins = type == WHOLE || type == FIRST;
        boolean continues = type == MIDDLE || type == LAST;
        if (!begins && !continues) {
            return new End.Damaged(at, "a record of unknown type " + type);
        }
        if (begins != (commitStart == NONE)) {
            return new End.Damaged(at, "a commit with a piece missing");
        }
        commitStart = switch (type) {
            case FIRST -> at;
            case MIDDLE -> commitStart;
            default -> NONE;
        };
        position += HEADER + length;
        return null;
    }

    /** Cut short if nothing was written behind it, else damaged. */
    private End unfinished(long at, String what) throws IOException {
        long start = commitStart == NONE ? at : commitStart;
        return anotherCommitFollows() ? new End.Damaged(at, what) : new End.CutShort(start);
    }

    private boolean anotherCommitFollows() throws IOException {
        int from = position + 1;
        do {
            for (int p = from; p + HEADER <= block.limit(); p++) {
                int type = block.get(p + 6);
                int length = length(p);
                boolean plausible = (type == WHOLE || type == FIRST) && length > 0 && p + HEADER + length <= block.limit();
                if (plausible && isSound(p)) {
                    return true;
                }
            }
            from = 0;
            blockStart += BLOCK;
        } while (readBlock(blockStart));
        return false;
    }

    private int length(int at) {
        return Short.toUnsignedInt(block.getShort(at + 4));
    }

    private boolean isSound(int at) {
        crc.reset();
        crc.update(block.array(), at + 6, 1 + length(at));
        return block.getInt(at) == masked((int) crc.getValue());
    }

    /** RocksDB masks checksums, because a checksum of data that contains checksums is weak. */
    private static int masked(int value) {
        return Integer.rotateRight(value, 15) + 0xa282ead8;
    }

    private boolean readBlock(long from) throws IOException {
        block.clear();
        while (block.hasRemaining() && file.read(block, from + block.position()) >= 0) {
            // a read may bring less than was asked for
        }
        block.flip();
        return block.hasRemaining();
    }

    /** How a log ends. */
    sealed interface End {
        /** After a complete commit. */
        record Clean() implements End {}

        /** In the middle of a commit that began at this offset and was never acknowledged. */
        record CutShort(long at) implements End {}

        /** Not at all: here lies something that was not written so. */
        record Damaged(long at, String what) implements End {}
    }
}
