package dev.forebay.dynamodb;

import dev.forebay.testkit.DynamoBatchesContract;
import dev.forebay.testkit.DynamoHarness;
import dev.forebay.testkit.DynamoItemsContract;
import dev.forebay.testkit.DynamoLeasesContract;
import dev.forebay.testkit.DynamoQueriesContract;
import dev.forebay.testkit.DynamoTablesContract;
import dev.forebay.testkit.DynamoUpdatesContract;
import org.junit.jupiter.api.Nested;

/** All contract suites, in process; some a second time with every decision prepared from the store. */
class DynamoContractTest {

    @Nested
    class Tables extends DynamoTablesContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Items extends DynamoItemsContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class ItemsFromTheStore extends DynamoItemsContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess(0);
        }
    }

    @Nested
    class Queries extends DynamoQueriesContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Batches extends DynamoBatchesContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class BatchesFromTheStore extends DynamoBatchesContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess(0);
        }
    }

    @Nested
    class Leases extends DynamoLeasesContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Updates extends DynamoUpdatesContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class UpdatesFromTheStore extends DynamoUpdatesContract {
        @Override
        protected DynamoHarness open() {
            return new InProcess(0);
        }
    }
}
