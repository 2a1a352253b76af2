package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueUrlsTest {
    private static final AccountId ACCOUNT = new AccountId("123456789012");
    private static final Caller CALLER = Caller.root(ACCOUNT, new Region("eu-central-1"), "http://10.0.0.7:4566");
    private static final QueueId ORDERS = new QueueId(ACCOUNT, CALLER.region(), new QueueName("orders"));

    private final QueueUrls urls = new QueueUrls(Optional.empty());

    @Test
    void aUrlIsUnderTheAddressThatTheCallerUsed() {
        assertThat(urls.url(CALLER, ORDERS)).isEqualTo("http://10.0.0.7:4566/123456789012/orders");
    }

    @Test
    void aConfiguredBaseGoesBeforeTheCallersAddress() {
        assertThat(new QueueUrls(Optional.of("https://queues.example.org/sqs/")).url(CALLER, ORDERS))
                .isEqualTo("https://queues.example.org/sqs/123456789012/orders");
    }

    @Test
    void aCallerInProcessGetsAUrlOfThisHost() {
        assertThat(urls.url(Caller.root(ACCOUNT, CALLER.region()), ORDERS)).isEqualTo("http://localhost:4566/123456789012/orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://10.0.0.7:4566/123456789012/orders", "https://elsewhere/123456789012/orders", "/123456789012/orders",
        "123456789012/orders", "https://queues.example.org/sqs/123456789012/orders", "http://localhost:4566/123456789012/orders/",
        "http://localhost/queue/NOT+A+REGION/123456789012/orders", "https://sqs.example.org/123456789012/orders"
    })
    void theHostDoesNotMatter(String url) {
        assertThat(urls.parse(url, CALLER)).isEqualTo(ORDERS);
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.us-west-2.amazonaws.com/123456789012/orders, us-west-2",
        "https://sqs-fips.us-west-2.amazonaws.com/123456789012/orders, us-west-2",
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/orders, cn-north-1",
        "https://vpce-0a1b-2c.sqs.us-east-2.vpce.amazonaws.com/123456789012/orders, us-east-2",
        "https://us-west-2.queue.amazonaws.com/123456789012/orders, us-west-2",
        "https://queue.amazonaws.com/123456789012/orders, us-east-1",
        "http://localhost:4566/queue/ap-south-1/123456789012/orders, ap-south-1",
        "https://s3.us-west-2.amazonaws.com/123456789012/orders, eu-central-1",
    })
    void theRegionIsTakenFromAwsHostsAndRegionPaths(String url, String region) {
        assertThat(urls.parse(url, CALLER)).isEqualTo(new QueueId(ACCOUNT, new Region(region), new QueueName("orders")));
    }

    @Test
    void anotherAccountsQueueIsTheirs() {
        assertThat(urls.parse("http://localhost:4566/000000000000/orders", CALLER).account()).isEqualTo(AccountId.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "orders", "http://localhost:4566/", "http://localhost:4566/orders", "http://localhost:4566/12345/orders",
        "http://localhost:4566/12345678901x/orders", "http://localhost:4566/123456789012/", "arn:aws:sqs:eu-central-1:123456789012:orders", "/"
    })
    void whatNamesNoQueueIsNoAddress(String url) {
        assertRefused("InvalidAddress", () -> urls.parse(url, CALLER))
                .isEqualTo("The address " + url + " is not valid for this endpoint.");
    }

    @Test
    void aUrlOfAMegabyteIsRefusedUnread() {
        assertRefused("InvalidAddress", () -> urls.parse("http://" + "a.".repeat(500_000) + "amazonaws.com/123456789012/orders", CALLER));
    }

    @Test
    void aUrlMustBeGiven() {
        assertRefused("MissingParameter", () -> urls.parse("", CALLER)).isEqualTo("The request must contain the parameter QueueUrl.");
    }
}
