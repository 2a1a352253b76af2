package dev.forebay.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** Puts records on a stream and remembers which. */
final class Feed {
    private static final int KEYS = 37;

    private final KinesisClient kinesis;
    private final String stream;
    private final Set<String> given = new LinkedHashSet<>();

    Feed(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    /** Puts records with 37 keys and data {@code name-number}; gives what they hold. */
    Set<String> put(String name, int count) {
        List<String> data = IntStream.range(0, count).mapToObj(number -> name + "-" + (given.size() + number)).toList();
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        data.forEach(text -> entries.add(PutRecordsRequestEntry.builder()
                .partitionKey("key-" + entries.size() % KEYS).data(SdkBytes.fromUtf8String(text)).build()));
        PutRecordsResponse response = kinesis.putRecords(request -> request.streamName(stream).records(entries));
        assertThat(response.failedRecordCount()).isZero();
        given.addAll(data);
        return Set.copyOf(data);
    }

    /** Everything put up to now. */
    Set<String> given() {
        return Set.copyOf(given);
    }
}
