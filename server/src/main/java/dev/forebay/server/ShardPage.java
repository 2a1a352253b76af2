package dev.forebay.server;

import dev.forebay.kinesis.RecordsAnswer;
import dev.forebay.wire.PageSource;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/** Records of a shard as the gateway wants to have them: neither of the two knows of the other. */
record ShardPage(RecordsAnswer answer) implements PageSource {

    @Override
    public Optional<? extends SdkPojo> next() {
        return answer.next();
    }

    @Override
    public SdkResponse rest() {
        return answer.rest();
    }
}
