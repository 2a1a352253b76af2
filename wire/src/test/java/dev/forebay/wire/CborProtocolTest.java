package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** CBOR byte by byte: what clients other than the SDK for Java may write, and what ours answers. */
class CborProtocolTest {

    private static final HexFormat HEX = HexFormat.of();

    private final Wire wire = Wire.of(List.of("kinesis", "monitoring"));

    private PutRecordRequest putRecord(String hex) {
        return (PutRecordRequest) wire.detect(Requests.cbor("Kinesis_20131202.PutRecord", HEX.parseHex(hex))).decode();
    }

    private static String text(String text) {
        return HEX.formatHex(new CborOutput(16).text(text).toByteArray());
    }

    @Test
    void textsAndBytesMayComeInPieces() {
        PutRecordRequest request = putRecord("bf" + text("StreamName") + "7f61" + "73" + "6174ff"
                + "7f" + text("Da") + text("ta") + "ff" + "5f4101" + "420203ff" + text("PartitionKey") + "6170" + "ff");

        assertThat(request.streamName()).isEqualTo("st");
        assertThat(request.data().asByteArray()).containsExactly(1, 2, 3);
        assertThat(request.partitionKey()).isEqualTo("p");
    }

    @Test
    void unknownMembersOfAnyKindAndNullsArePassedOver() {
        String unknown = text("x") + "9f0120f6c482" + "0102fb3ff00000000000004101" + text("a") + "a1" + "6161" + "f5ff";
        PutRecordRequest request = putRecord("a4" + unknown + text("StreamARN") + "f6" + text("Data") + "40" + text("PartitionKey") + "6170");

        assertThat(request.partitionKey()).isEqualTo("p");
        assertThat(request.data().asByteArray()).isEmpty();
        assertThat(request.streamARN()).isNull();
    }

    @Test
    void timesOfKinesisAreMillisecondsWhateverTheirTag() {
        String start = "bf" + text("ShardId") + "6173" + text("ShardIteratorType") + text("LATEST") + text("Timestamp");
        for (String time : List.of("c11b0000018bcfe56800", "1b0000018bcfe56800", "c1fb4278bcfe56800000")) {
            GetShardIteratorRequest request = (GetShardIteratorRequest) wire.detect(Requests.cbor(
                    "Kinesis_20131202.GetShardIterator", HEX.parseHex(start + time + "ff"))).decode();
            assertThat(request.timestamp()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
        }
    }

    @Test
    void whatIsOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> putRecord("a1" + text("Data") + "6161")).hasMessageContaining("TEXT_VALUE can not be converted to a Blob");
        assertThatThrownBy(() -> putRecord("a1" + text("PartitionKey") + "01")).hasMessageContaining("INTEGER_VALUE can not be converted to a String");
        assertThatThrownBy(() -> putRecord("80")).hasMessageContaining("not a CBOR map");
        assertThatThrownBy(() -> putRecord("a0a0")).hasMessageContaining("more than one");
        assertThatThrownBy(() -> putRecord("a1" + text("PartitionKey") + "61ff")).hasMessageContaining("not UTF-8");
    }

    @Test
    void theValidatorSpeaksAfterTheDecoder() {
        assertThatThrownBy(() -> putRecord("a0")).hasMessageContaining("Value null at 'data' failed to satisfy constraint");
    }

    @Test
    void answersAndErrorsAreCborAsWell() {
        Call call = wire.detect(Requests.cbor("Kinesis_20131202.PutRecord", new byte[0]));

        WireResponse answer = call.encode(PutRecordResponse.builder().shardId("s").build(), "r");
        WireResponse error = call.encodeError(WireException.of(400, "ResourceInUseException", "no"), "r");

        assertThat(answer.contentType()).isEqualTo("application/x-amz-cbor-1.1");
        assertThat(HEX.formatHex(answer.body())).isEqualTo("bf" + text("ShardId") + "6173ff");
        assertThat(error.status()).isEqualTo(400);
        assertThat(HEX.formatHex(error.body())).isEqualTo("bf" + text("__type") + text("ResourceInUseException") + text("message") + text("no") + "ff");
        Call unknown = wire.detect(Requests.cbor("Kinesis_20131202.Nothing", new byte[0]));
        assertThat(unknown.encodeError(WireException.of(400, "UnknownOperationException", ""), "r").contentType()).contains("cbor");
    }

    @Test
    void rpcAnswersCarryTheProtocolAndTheLegacyCode() {
        Call put = wire.detect(Requests.rpc("GraniteServiceVersion20100801", "PutMetricData", new byte[0]));
        Call list = wire.detect(Requests.rpc("GraniteServiceVersion20100801", "ListMetrics", new byte[0]));

        WireResponse empty = put.encode(PutMetricDataResponse.builder().build(), "r");
        WireResponse listed = list.encode(ListMetricsResponse.builder().nextToken("t").build(), "r");
        WireResponse error = put.encodeError(WireException.of(400, "InvalidParameterValue", "no"), "r");

        assertThat(empty.body()).isEmpty();
        assertThat(empty.contentType()).isEmpty();
        assertThat(listed.headers()).containsSequence("smithy-protocol", "rpc-v2-cbor");
        assertThat(listed.contentType()).isEqualTo("application/cbor");
        assertThat(error.headers()).containsSequence("smithy-protocol", "rpc-v2-cbor")
                .containsSequence("x-amzn-query-error", "InvalidParameterValue;Sender");
        assertThat(HEX.formatHex(error.body())).contains(text("InvalidParameterValueException"));
    }

    @Test
    void rpcOfWhatIsNotServedFailsInDecode() {
        for (Call call : List.of(
                wire.detect(Requests.rpc("Elsewhere", "PutMetricData", new byte[0])),
                wire.detect(Requests.rpc("GraniteServiceVersion20100801", "Nothing", new byte[0])),
                wire.detect(new WireRequest("POST", "/", "", Requests.headers(Map.of("smithy-protocol", "rpc-v2-cbor")), new byte[0])))) {
            assertThatThrownBy(call::decode).isInstanceOfSatisfying(WireException.class,
                    e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
            assertThat(call.encodeError(WireException.of(400, "X", "x"), "r").contentType()).isEqualTo("application/cbor");
        }
    }

    @Test
    void aCompressedFormIsInflatedFirst() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("Action=PutMetricData&Namespace=n&MetricData.member.1.MetricName=m".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Map<String, String> headers = Map.of("Content-Encoding", "gzip", "Content-Type", "application/x-www-form-urlencoded",
                "Authorization", Requests.authorization("monitoring"));
        WireRequest request = new WireRequest("POST", "/", "", Requests.headers(headers), compressed.toByteArray());

        assertThat(((PutMetricDataRequest) wire.detect(request).decode()).metricData().getFirst().metricName()).isEqualTo("m");
        WireRequest damaged = new WireRequest("POST", "/", "", Requests.headers(headers), new byte[] {31, -117, 8, 0});
        assertThatThrownBy(() -> wire.detect(damaged).decode()).isInstanceOf(WireException.class);
    }

    @Test
    void onlyCloudWatchsBodiesAreInflated() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Map<String, String> headers = Map.of("Content-Encoding", "gzip", "X-Amz-Target", "Kinesis_20131202.ListStreams",
                "Content-Type", "application/x-amz-json-1.1", "Authorization", Requests.authorization("monitoring"));
        WireRequest request = new WireRequest("POST", "/", "", Requests.headers(headers), compressed.toByteArray());

        assertThatThrownBy(() -> wire.detect(request).decode()).isInstanceOf(WireException.class);
    }
}
