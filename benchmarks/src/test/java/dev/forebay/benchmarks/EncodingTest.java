package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in an encoding, searched in the same encoding. */
class EncodingTest {

    static List<Encoding> encodings() {
        return List.of(new Json(), new Cbor());
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void textsOfAnyLengthAreFound(Encoding encoding) throws IOException {
        for (int length : List.of(0, 1, 23, 24, 255, 256, 300)) {
            Body body = written(encoding, request -> {
                encoding.number(request, "Limit", 10_000);
                encoding.text(request, "NextShardIterator", "i".repeat(length));
                encoding.text(request, "Other", "none");
            });

            assertThat(encoding.text(body, "NextShardIterator")).isEqualTo("i".repeat(length));
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void recordsAreCountedAndWhatTheyHoldIsNot(Encoding encoding) throws IOException {
        byte[] data = "a \"Data\":\"trap\" and dDataX another".getBytes(StandardCharsets.US_ASCII);
        Body body = written(encoding, request -> {
            encoding.beginList(request, "Records");
            for (int i = 0; i < 3; i++) {
                encoding.beginMap(request);
                encoding.data(request, "Data", data);
                encoding.text(request, "PartitionKey", "k" + i);
                encoding.endMap(request);
            }
            encoding.endList(request);
            encoding.number(request, "MillisBehindLatest", 0);
        });

        assertThat(encoding.count(body, "Data", data.length)).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void smallNumbersAreFound(Encoding encoding) throws IOException {
        Body body = written(encoding, request -> {
            encoding.number(request, "FailedRecordCount", 7);
            encoding.text(request, "EncryptionType", "NONE");
        });

        assertThat(encoding.digit(body, "FailedRecordCount")).isEqualTo(7);
        assertThat(encoding.digit(body, "Another")).isZero();
        assertThat(encoding.text(body, "Another")).isEmpty();
    }

    /** The body of a request, as if it were an answer. */
    private static Body written(Encoding encoding, Members members) throws IOException {
        Request request = Request.kinesis(encoding.contentType(), "GetRecords", 1 << 12);
        encoding.beginMap(request);
        members.write(request);
        encoding.endMap(request);
        int size = request.size();
        ByteBuffer whole = request.finish();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(whole.array(), whole.limit() - size, size);
        return new Body(bytes.toByteArray(), 0, size);
    }

    private interface Members {
        void write(Request request);
    }
}
