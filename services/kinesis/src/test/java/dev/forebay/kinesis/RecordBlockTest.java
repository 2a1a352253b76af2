package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records as rows. */
class RecordBlockTest {
    private final Random random = new Random(1);

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int i = 0; i < 100; i++) {
            List<NewRecord> records = records(1 + random.nextInt(100), random.nextInt(10_000));
            long at = random.nextLong(1L << 45);
            List<NewRecord> read = new ArrayList<>();
            for (RecordBlock block : RecordBlock.of(records)) {
                RecordBlock.Reader reader = RecordBlock.read(block.placed(9, at));
                assertThat(reader.cameAt()).isEqualTo(at);
                assertThat(reader.isEncrypted()).isFalse();
                assertThat(reader.count()).isEqualTo(block.count());
                for (int n = 0; n < block.count(); n++) {
                    int bytes = reader.nextBytes();
                    read.add(NewRecord.of(reader.key(), reader.data(), HashKey.MIN));
                    assertThat(read.getLast().bytes()).isEqualTo(bytes);
                }
            }
            assertThat(read).hasSameSizeAs(records);
            for (int n = 0; n < read.size(); n++) {
                assertThat(read.get(n).key()).isEqualTo(records.get(n).key());
                assertThat(read.get(n).data()).isEqualTo(records.get(n).data());
            }
        }
    }

    @Test
    void recordsCanBeSkipped() {
        List<NewRecord> records = records(50, 100);
        for (int from = 0; from < 50; from++) {
            RecordBlock.Reader reader = RecordBlock.read(RecordBlock.of(records).getFirst().placed(9, 1));
            for (int i = 0; i < from; i++) {
                reader.skip();
            }
            assertThat(reader.key()).isEqualTo(new String(records.get(from).key(), StandardCharsets.UTF_8));
            assertThat(reader.data()).isEqualTo(records.get(from).data());
        }
    }

    @Test
    void aBlockThatIsLargeEnoughTakesNoFurtherRecord() {
        List<NewRecord> records = IntStream.range(0, 30).mapToObj(_ -> NewRecord.of("k", new byte[100_000], HashKey.MIN)).toList();
        List<RecordBlock> blocks = RecordBlock.of(records);

        assertThat(blocks).hasSize(10).allSatisfy(block -> assertThat(block.count()).isEqualTo(3));
        assertThat(RecordBlock.of(List.of(NewRecord.of("k", new byte[10 << 20], HashKey.MIN)))).hasSize(1);
    }

    @Test
    void keysMayHaveAnyCharacters() {
        for (String key : List.of("é", "鍵", "🔑".repeat(256), "\u0000")) {
            RecordBlock.Reader reader = RecordBlock.read(RecordBlock.of(List.of(NewRecord.of(key, new byte[0], HashKey.MIN))).getFirst().placed(9, 1));
            assertThat(reader.key()).isEqualTo(key);
            assertThat(reader.data()).isEmpty();
        }
    }

    @Test
    void aRowOfAnotherVersionIsRefused() {
        byte[] row = RecordBlock.of(records(1, 10)).getFirst().placed(9, 1);
        row[0] = 9;

        assertThatIllegalStateException().isThrownBy(() -> RecordBlock.read(row)).withMessageContaining("9");
    }

    /** The store's checksums keep damage away; what comes through is not read as if it were whole. */
    @Test
    void aRowThatIsCutOffIsNotReadAsOneThatIsWhole() {
        byte[] row = RecordBlock.of(records(5, 100)).getFirst().placed(9, 1);
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> {
                RecordBlock.Reader reader = RecordBlock.read(cut);
                for (int i = 0; i < 5; i++) {
                    reader.key();
                    reader.data();
                }
            }).isInstanceOf(RuntimeException.class);
        }
    }

    private List<NewRecord> records(int count, int most) {
        List<NewRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[most == 0 ? 0 : random.nextInt(most)];
            random.nextBytes(data);
            records.add(NewRecord.of("key-" + random.nextInt(), data, HashKey.MIN));
        }
        return records;
    }
}
