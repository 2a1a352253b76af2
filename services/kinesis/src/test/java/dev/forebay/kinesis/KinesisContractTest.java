package dev.forebay.kinesis;

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
import org.junit.jupiter.api.Nested;

/** All contract suites, in process; what AWS's model forbids is refused by the wire, before Kinesis. */
class KinesisContractTest {

    @Nested
    class Streams extends KinesisStreamsContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Listing extends KinesisListingContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Putting extends KinesisPuttingContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Encryption extends KinesisEncryptionContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Reading extends KinesisReadingContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Iterators extends KinesisIteratorsContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Shards extends KinesisShardsContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Resharding extends KinesisReshardingContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Retention extends KinesisRetentionContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Settings extends KinesisSettingsContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Tags extends KinesisTagsContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Consumers extends KinesisConsumersContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class FanOut extends KinesisFanOutContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess());
        }
    }

    @Nested
    class Throttling extends KinesisThrottlingContract {
        @Override
        protected KinesisHarness open() {
            return new ContractHarness(new InProcess(KinesisConfig.defaults().withThrottle(1)));
        }
    }
}
