package dev.forebay.compat;

import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** How a worker gets at records. */
enum Retrieval {

    /** GetRecords, four times a second and shard; AWS allows five. */
    POLLING {
        @Override
        RetrievalConfig of(ConfigsBuilder configs, String stream) {
            PollingConfig polling = new PollingConfig(stream, configs.kinesisClient());
            polling.idleTimeBetweenReadsInMillis(POLL_MILLIS);
            return configs.retrievalConfig().retrievalSpecificConfig(polling);
        }
    },

    /** SubscribeToShard, by a consumer named after the application. */
    FANOUT {
        @Override
        RetrievalConfig of(ConfigsBuilder configs, String stream) {
            return configs.retrievalConfig().retrievalSpecificConfig(new FanOutConfig(configs.kinesisClient())
                    .streamName(stream).applicationName(configs.applicationName()));
        }
    };

    private static final long POLL_MILLIS = 250;

    abstract RetrievalConfig of(ConfigsBuilder configs, String stream);
}
