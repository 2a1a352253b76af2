package dev.forebay.server;

import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.testkit.KinesisConsumersContract;
import dev.forebay.testkit.KinesisEncryptionContract;
import dev.forebay.testkit.KinesisFanOutContract;
import dev.forebay.testkit.KinesisHarness;
import dev.forebay.testkit.KinesisIteratorsContract;
import dev.forebay.testkit.KinesisListingContract;
import dev.forebay.testkit.KinesisPuttingContract;
import dev.forebay.testkit.KinesisReadingContract;
import dev.forebay.testkit.KinesisReshardingContract;
import dev.forebay.testkit.KinesisRetentionContract;
import dev.forebay.testkit.KinesisSettingsContract;
import dev.forebay.testkit.KinesisShardsContract;
import dev.forebay.testkit.KinesisStreamsContract;
import dev.forebay.testkit.KinesisTagsContract;
import dev.forebay.testkit.KinesisThrottlingContract;
import dev.forebay.testkit.KinesisValidationContract;
import org.junit.jupiter.api.Nested;

/** The contract suites through a socket: AWS's own clients, which speak CBOR and frames of events, the gateway and the wire before Kinesis. */
class KinesisOverHttpTest {

    @Nested
    class Streams extends KinesisStreamsContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Listing extends KinesisListingContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Putting extends KinesisPuttingContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Encryption extends KinesisEncryptionContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Reading extends KinesisReadingContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Iterators extends KinesisIteratorsContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Shards extends KinesisShardsContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Resharding extends KinesisReshardingContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Retention extends KinesisRetentionContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Settings extends KinesisSettingsContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Tags extends KinesisTagsContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Consumers extends KinesisConsumersContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class FanOut extends KinesisFanOutContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class FanOutOverTls extends KinesisFanOutContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.tls(KinesisConfig.defaults());
        }
    }

    @Nested
    class Validation extends KinesisValidationContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults());
        }
    }

    @Nested
    class Throttling extends KinesisThrottlingContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.plain(KinesisConfig.defaults().withThrottle(1));
        }
    }
}
