package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.forebay.wire.Member.TimeFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Damaged requests end in AWS's own errors, never in an accident or a hang. A failure names the seed that repeats it. */
class DecoderFuzzTest {

    private static final int CASES = 20_000;
    /** So many cases have the time that one may take: a thread and its end for each would cost more than the case. */
    private static final int BATCH = 100;

    private static final String[] SPLICES = {"{", "}", "[", "]", "\"", ":", ",", "null", "true", "-1", "1e999", "1e-999999999", "\\u0000", "\\ud800",
        "\u0000", "&", "=", "%", "%00", "%FF", ".1", ".2000000000", ".member", ".Name=", "NaN", "99999999999999999999999", "[[[[[[[[", "{\"a\":", "0x1p3"};

    private final Wire wire = Wire.of(List.of("sqs", "sns", "kinesis"));

    /** Random values break AWS's limits, which would refuse nearly all. */
    private final Wire limitless = Wire.ofModels(List.of(
            DifferentialTest.withoutConstraints("kinesis-2013-12-02"), DifferentialTest.withoutConstraints("monitoring-2010-08-01")));

    @Test
    void damagedJsonIsRefusedOrUnderstood() {
        List<WireRequest> valid = new ArrayList<>();
        Service service = wire.service("sqs");
        for (Operation operation : service.operations().values()) {
            Object request = new RandomShapes(operation.name.hashCode()).structure(operation.request());
            JsonOutput body = new JsonOutput(64);
            new JsonEncoder(Member.TimeFormat.SECONDS).structure(body, operation.request(), request);
            valid.add(Requests.json("AmazonSQS." + operation.name, body.toByteArray()));
        }
        fuzz(wire, valid);
    }

    @Test
    void damagedCborIsRefusedOrUnderstood() {
        List<WireRequest> valid = new ArrayList<>();
        for (Operation operation : limitless.service("kinesis").operations().values()) {
            valid.add(Requests.cbor("Kinesis_20131202." + operation.name, cbor(operation, TimeFormat.MILLIS)));
        }
        for (Operation operation : limitless.service("monitoring").operations().values()) {
            valid.add(Requests.rpc("GraniteServiceVersion20100801", operation.name, cbor(operation, TimeFormat.SECONDS)));
        }
        fuzz(limitless, valid);
    }

    private static byte[] cbor(Operation operation, TimeFormat time) {
        CborOutput body = new CborOutput(64);
        new CborEncoder(time).structure(body, operation.request(), new RandomShapes(operation.name.hashCode()).structure(operation.request()));
        return body.toByteArray();
    }

    @Test
    void floodsOfCborAreRefused() {
        byte[][] floods = {
            {(byte) 0x9F}, {(byte) 0xBF}, {(byte) 0x81}, {(byte) 0xC1}, {(byte) 0x7F}, {(byte) 0x5F, 0x40}, {(byte) 0xBF, 0x61, 'a'},
            {(byte) 0xBB, 0x7F, -1, -1, -1, -1, -1, -1, -1}, {(byte) 0xDB, 0, 0, 0, 0, 0, 0, 0, 1}};
        for (byte[] flood : floods) {
            byte[] records = new CborOutput(64).openMap().text("Records").toByteArray();
            for (byte[] start : List.of(new byte[0], records)) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                body.writeBytes(start);
                for (int i = 0; i < 50_000; i++) {
                    body.writeBytes(flood);
                }
                assertThat(outcome(wire, Requests.cbor("Kinesis_20131202.PutRecords", body.toByteArray()))).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sqs, botocore-1.29-requests.txt", "sns, botocore-1.29-sns-requests.txt"})
    void damagedFormsAreRefusedOrUnderstood(String service, String requests) throws IOException {
        List<WireRequest> valid = new ArrayList<>();
        try (InputStream in = getClass().getResourceAsStream(requests)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                valid.add(Requests.form(service, "/", line.split(" ", 3)[2]));
            }
        }
        fuzz(wire, valid);
    }

    private static void fuzz(Wire wire, List<WireRequest> valid) {
        int[] outcomes = new int[2];
        AtomicLong seed = new AtomicLong();
        while (seed.get() < CASES) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> fuzzBatch(wire, valid, seed, outcomes), () -> "seed " + seed);
        }
        // Both happen often, or the damage is of the wrong size.
        assertThat(outcomes[0]).isGreaterThan(CASES / 20);
        assertThat(outcomes[1]).isGreaterThan(CASES / 20);
    }

    private static void fuzzBatch(Wire wire, List<WireRequest> valid, AtomicLong seed, int[] outcomes) {
        for (int i = 0; i < BATCH; i++) {
            try {
                outcomes[outcome(wire, damaged(valid, new Random(seed.get())))]++;
            } catch (RuntimeException | Error accident) {
                throw new AssertionError("seed " + seed, accident);
            }
            seed.incrementAndGet();
        }
    }

    private static WireRequest damaged(List<WireRequest> valid, Random random) {
        WireRequest request = valid.get(random.nextInt(valid.size()));
        return new WireRequest(request.method(), request.path(), request.query(), request.headers(), damage(request.body(), random));
    }

    private static int outcome(Wire wire, WireRequest request) {
        Call call = wire.detect(request);
        try {
            call.decode();
            return 0;
        } catch (AwsServiceException refusal) {
            assertThat(call.encodeError(refusal, "r").status()).isBetween(400, 499);
            return 1;
        }
    }

    private static byte[] damage(byte[] body, Random random) {
        byte[] bytes = body.clone();
        for (int times = random.nextInt(3); times >= 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + random.nextInt(12));
            bytes = switch (random.nextInt(5)) {
                case 0 -> replaced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> replaced(bytes, at, end, new byte[0]);
                case 2 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
                case 3 -> Arrays.copyOf(bytes, at);
                default -> replaced(bytes, at, end, SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.UTF_8));
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
        byte[] result = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
        return result;
    }

    @Test
    void floodsOfOneKindAreRefused() {
        for (String flood : List.of("[", "{\"a\":", "{\"MessageAttributes\":", "\"", "9", "{\"QueueUrl\":\"", "{\"DelaySeconds\":1e")) {
            assertThat(outcome(wire, Requests.json("AmazonSQS.SendMessage", flood.repeat(50_000)))).isEqualTo(1);
        }
        assertThat(outcome(wire, Requests.form("sqs", "/", "Action=SendMessage&" + "a".repeat(100_000) + ".b".repeat(100_000)))).isEqualTo(1);
        String deep = "Action=Publish&Message=m&MessageAttributes.entry.1.Name=" + "n&MessageAttributes.entry.1.Value".repeat(50_000);
        assertThat(outcome(wire, Requests.form("sns", "/", deep))).isEqualTo(1);
    }
}
