package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.DynamoBatchesContract;
import dev.forebay.testkit.DynamoHarness;
import dev.forebay.testkit.DynamoItemsContract;
import dev.forebay.testkit.DynamoLeasesContract;
import dev.forebay.testkit.DynamoQueriesContract;
import dev.forebay.testkit.DynamoTablesContract;
import dev.forebay.testkit.DynamoUpdatesContract;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract suites through a socket: AWS's own client, the gateway and the wire before DynamoDB, at a time the test owns. */
class DynamoOverHttpTest {
    /** A server of its own, whose time stands still until it is told to pass. */
    private static final class OverHttp extends HarnessOverHttp implements DynamoHarness {

        @Override
        public DynamoDbClient client(Caller caller) {
            return client(DynamoDbClient.class, DynamoDbClient.builder(), caller);
        }
    }

    @Nested
    class Tables extends DynamoTablesContract {
        @Override
        protected DynamoHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Items extends DynamoItemsContract {
        @Override
        protected DynamoHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Updates extends DynamoUpdatesContract {
        @Override
        protected DynamoHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Queries extends DynamoQueriesContract {
        @Override
        protected DynamoHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Batches extends DynamoBatchesContract {
        @Override
        protected DynamoHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Leases extends DynamoLeasesContract {
        @Override
        protected DynamoHarness open() {
            return new OverHttp();
        }
    }
}
