package dev.forebay.compat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Reads one shard for one worker. Checkpoints after each batch, but for batches with a record whose data begin with
 * {@code unchecked}: those are what a worker had done and not yet checkpointed when it died.
 */
final class Reader implements ShardRecordProcessor {
    private final Journal journal;
    private String shard = "";

    Reader(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void initialize(InitializationInput input) {
        shard = input.shardId();
        journal.write("BEGUN", shard, input.extendedSequenceNumber().sequenceNumber());
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        List<String> data = input.records().stream().map(Reader::data).toList();
        for (int i = 0; i < data.size(); i++) {
            KinesisClientRecord record = input.records().get(i);
            journal.write("RECORD", shard, record.sequenceNumber(), Long.toString(record.subSequenceNumber()), data.get(i));
        }
        if (!data.isEmpty() && data.stream().noneMatch(text -> text.startsWith("unchecked"))) {
            checkpoint(input.checkpointer(), "CHECKPOINT", shard, input.records().getLast().sequenceNumber());
        }
    }

    private static String data(KinesisClientRecord record) {
        return StandardCharsets.UTF_8.decode(record.data().duplicate()).toString();
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        journal.write("LOST", shard);
    }

    @Override
    public void shardEnded(ShardEndedInput input) {
        journal.write("ENDING", shard);
        checkpoint(input.checkpointer(), "ENDED", shard);
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        checkpoint(input.checkpointer(), "HANDED_OVER", shard);
    }

    /** Writes the event once the checkpoint is made. */
    private void checkpoint(RecordProcessorCheckpointer checkpointer, String event, String... details) {
        try {
            checkpointer.checkpoint();
            journal.write(event, details);
        } catch (ShutdownException | InvalidStateException e) {
            journal.write("REFUSED", shard, e.getClass().getSimpleName());
        }
    }
}
