package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** An answer that is written while its list is read, beside the same one written as a whole. */
class PageWriterTest {

    private final Wire wire = Wire.of(List.of("kinesis", "sns"));
    private final Call json = wire.detect(Requests.json("Kinesis_20131202.GetRecords", "{}"));
    private final Call cbor = wire.detect(Requests.cbor("Kinesis_20131202.GetRecords", new byte[0]));
    private final GetRecordsResponse rest = GetRecordsResponse.builder().millisBehindLatest(7L).nextShardIterator("next").build();

    private static List<Record> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> Record.builder().partitionKey("k\"" + i).sequenceNumber("" + i)
                .data(SdkBytes.fromByteArray(new byte[i])).approximateArrivalTimestamp(Instant.ofEpochMilli(1_000L * i)).build()).toList();
    }

    private PageSource source(List<Record> records) {
        Iterator<Record> iterator = records.iterator();
        return new PageSource() {
            @Override
            public Optional<? extends SdkPojo> next() {
                return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
            }

            @Override
            public SdkResponse rest() {
                return rest;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 300})
    void inPiecesItIsTheSameInJson(int count) throws IOException {
        List<Record> records = records(count);
        String whole = new String(json.encode(GetRecordsResponse.builder().records(records).build(), "id").body());
        String paged = new String(pieces(json.pages("Records", source(records), "id"), 100));

        // The list comes first, whatever its place in AWS's model.
        assertThat(paged).isEqualTo("{" + whole.substring(1, whole.length() - 1) + ",\"NextShardIterator\":\"next\",\"MillisBehindLatest\":7}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300})
    void inPiecesItIsTheSameInCbor(int count) throws IOException {
        Shape shape = new Shape.Linker(WireModel.load("kinesis"), Overlay.of("kinesis")).shape(GetRecordsResponse::builder, ModelShape.FREE);
        Object read = new CborDecoder(Member.TimeFormat.MILLIS).decode(shape, pieces(cbor.pages("Records", source(records(count)), "id"), 1_000));

        assertThat(read).isEqualTo(rest.toBuilder().records(records(count)).build());
    }

    @Test
    void aShortOneIsAWholeAnswer() {
        PageWriter writer = json.pages("Records", source(records(3)), "the id");

        assertThat(writer.write(64 << 10)).isTrue();
        WireResponse answer = writer.whole();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/x-amz-json-1.1");
        assertThat(answer.headers()).containsExactly("x-amzn-RequestId", "the id");
        assertThat(new String(answer.body())).endsWith("\"MillisBehindLatest\":7}");
    }

    private static byte[] pieces(PageWriter writer, int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (!writer.write(bytes)) {
            writer.moveTo(out);
        }
        writer.moveTo(out);
        return out.toByteArray();
    }
}
