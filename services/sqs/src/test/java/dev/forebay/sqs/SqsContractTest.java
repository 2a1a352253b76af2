package dev.forebay.sqs;

import dev.forebay.testkit.SqsBatchesContract;
import dev.forebay.testkit.SqsDeadLettersContract;
import dev.forebay.testkit.SqsEncryptionContract;
import dev.forebay.testkit.SqsFifoContract;
import dev.forebay.testkit.SqsHarness;
import dev.forebay.testkit.SqsLongPollContract;
import dev.forebay.testkit.SqsQueuesContract;
import dev.forebay.testkit.SqsReceivingContract;
import dev.forebay.testkit.SqsSendingContract;
import dev.forebay.testkit.SqsTagsContract;
import org.junit.jupiter.api.Nested;

/** All contract suites, in process; some a second time with every body read from the store. */
class SqsContractTest {

    @Nested
    class Queues extends SqsQueuesContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Sending extends SqsSendingContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Receiving extends SqsReceivingContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class ReceivingFromTheStore extends SqsReceivingContract {
        @Override
        protected SqsHarness open() {
            return InProcess.withCache(InProcess.NO_CACHE);
        }
    }

    @Nested
    class Fifo extends SqsFifoContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class FifoFromTheStore extends SqsFifoContract {
        @Override
        protected SqsHarness open() {
            return InProcess.withCache(InProcess.NO_CACHE);
        }
    }

    @Nested
    class DeadLetters extends SqsDeadLettersContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Encryption extends SqsEncryptionContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class EncryptionFromTheStore extends SqsEncryptionContract {
        @Override
        protected SqsHarness open() {
            return InProcess.withCache(InProcess.NO_CACHE);
        }
    }

    @Nested
    class Batches extends SqsBatchesContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Tags extends SqsTagsContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class LongPoll extends SqsLongPollContract {
        @Override
        protected SqsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class LongPollFromTheStore extends SqsLongPollContract {
        @Override
        protected SqsHarness open() {
            return InProcess.withCache(InProcess.NO_CACHE);
        }
    }
}
