package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies made to hurt whoever reads them, against the whole server: each gets AWS's error soon, and others are served on. */
@Timeout(60)
class AbuseBodiesTest {

    private static final String JSON = "application/x-amz-json-1.0";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CBOR = "application/x-amz-cbor-1.1";
    private static final int DEEP = 100_000;

    private static Forebay forebay;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        forebay.close();
    }

    @AfterEach
    void othersAreServed() throws Exception {
        assertThat(json("AmazonSQS.ListQueues", "{}").statusCode()).isEqualTo(200);
    }

    private static HttpRequest.Builder request(String service, String type) {
        return HttpRequest.newBuilder(forebay.endpoint().resolve("/")).header("Content-Type", type).header("Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/" + service + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> json(String target, String body) throws IOException, InterruptedException {
        return send(request("sqs", JSON).header("X-Amz-Target", target).POST(BodyPublishers.ofString(body)).build());
    }

    private static HttpResponse<String> cbor(byte[] body) throws IOException, InterruptedException {
        return send(request("kinesis", CBOR).header("X-Amz-Target", "Kinesis_20131202.ListStreams").POST(BodyPublishers.ofByteArray(body)).build());
    }

    private static HttpResponse<String> form(String service, String body) throws IOException, InterruptedException {
        return send(request(service, FORM).POST(BodyPublishers.ofString(body)).build());
    }

    private static void assertRefused(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(code).hasSizeLessThan(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"QueueNamePrefix\":["})
    void deepJsonIsRefused(String level) throws Exception {
        assertRefused(json("AmazonSQS.ListQueues", "{\"x\":" + level.repeat(DEEP)), "Serialization");
        assertRefused(json("DynamoDB_20120810.PutItem", "{\"TableName\":\"t\",\"Item\":{\"a\":" + "{\"L\":[".repeat(DEEP)), "Serialization");
    }

    @Test
    void aMillionMembersAreRead() throws Exception {
        StringBuilder members = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 1_000_000; i++) {
            members.append(",\"k").append(i).append("\":1");
        }
        assertThat(json("AmazonSQS.ListQueues", members.append("}").toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void namesThatHashAlikeAreReadAsFastAsOthers() throws Exception {
        StringBuilder members = new StringBuilder("{\"QueueName\":\"alike\",\"tags\":{\"a\":\"b\"");
        for (int i = 0; i < 9_000; i++) {
            String name = Integer.toBinaryString(1 << 14 | i).replace("0", "Aa").replace("1", "BB"); // equal String.hashCode()
            members.append(",\"").append(name).append("\":\"x\"");
        }
        assertThat(json("AmazonSQS.CreateQueue", members.append("}}").toString()).statusCode()).isEqualTo(400);
        StringBuilder form = new StringBuilder("Action=ListQueues&Version=2012-11-05");
        for (int i = 0; i < 15_000; i++) {
            form.append('&').append(Integer.toBinaryString(1 << 14 | i).replace("0", "Aa").replace("1", "BB")).append("=x");
        }
        assertThat(form("sqs", form.toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void moreItemsThanAnyRequestHasAreRefused() throws Exception {
        assertRefused(json("AmazonSQS.TagQueue", "{\"QueueUrl\":\"u\",\"Tags\":{\"a\":\"b\"" + items(20_000) + "}}"), "Serialization");
    }

    private static String items(int number) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < number; i++) {
            items.append(",\"t").append(i).append("\":\"\"");
        }
        return items.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1E+2147483648"})
    void numbersThatWouldTakeForeverAreRefused(String number) throws Exception {
        assertRefused(json("AmazonSQS.ListQueues", "{\"MaxResults\":" + number + "}"), "Serialization");
        assertRefused(json("AmazonSQS.ListQueues", "{\"MaxResults\":" + "9".repeat(1_000_000) + "}"), "Serialization");
        assertThat(json("DynamoDB_20120810.PutItem", "{\"TableName\":\"t\",\"Item\":{\"id\":{\"N\":\"" + number + "\"}}}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsNotUtf8IsRefused() throws Exception {
        HttpRequest request = request("sqs", JSON).header("X-Amz-Target", "AmazonSQS.ListQueues")
                .POST(BodyPublishers.ofByteArray("{\"QueueNamePrefix\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1))).build();
        assertRefused(send(request), "Serialization");
    }

    @Test
    void deepCborIsRefused() throws Exception {
        byte[] arrays = new byte[DEEP];
        Arrays.fill(arrays, (byte) 0x9f);
        System.arraycopy(HexFormat.of().parseHex("bf6161"), 0, arrays, 0, 3);
        assertRefused(cbor(arrays), "Serialization");
        byte[] tags = new byte[DEEP];
        Arrays.fill(tags, (byte) 0xc1);
        assertRefused(cbor(tags), "Serialization");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "bf69" + "4c696d69744c696d69" + "7b7fffffffffffffff61ff",   // a text of 2^63 bytes
        "bf61615b7fffffffffffffffff",                               // bytes
        "bf61619bffffffffffffffffff",                               // an array
        "bf6161bb00000000ffffffff",                                 // a map
        "bf61615f5affffffff",                                       // a piece
        "1bffffffffffffffff", "bf", "", "ff", "bf61", "7f", "5f",
    })
    void cborThatSaysMoreThanItHasIsRefused(String hex) throws Exception {
        assertThat(cbor(HexFormat.of().parseHex(hex)).statusCode()).isIn(400, 200); // an empty body is an empty request
    }

    @Test
    void formBombsAreRefused() throws Exception {
        assertRefused(form("sns", "Action=ListTopics&Version=2010-03-31" + parameters(30_000)), "MalformedQueryString");
        assertRefused(form("sns", "Action=ListTopics&" + "a.".repeat(1000) + "=1"), "MalformedQueryString");
        assertRefused(form("sns", "Action=ListTopics&a=1&a=2"), "MalformedQueryString");
        assertRefused(form("sns", "Action=ListTopics&a=%zz"), "MalformedQueryString");
        assertThat(form("sns", "Action=ListTopics&Version=2010-03-31" + "&".repeat(1_000_000)).statusCode()).isEqualTo(200);
    }

    private static String parameters(int number) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < number; i++) {
            all.append("&p").append(i).append('=');
        }
        return all.toString();
    }

    @Test
    void aHugeIndexCostsNothing() throws Exception {
        String url = forebay.sqs().createQueue(r -> r.queueName("indexes")).queueUrl();

        assertThat(form("sqs", "Action=GetQueueAttributes&Version=2012-11-05&AttributeName.999999999=All&QueueUrl=" + url).statusCode()).isEqualTo(200);
        assertThat(form("sqs", "Action=GetQueueAttributes&Version=2012-11-05&AttributeName.99999999999=All&QueueUrl=" + url).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"monitoring, Action=PutMetricData&Namespace=", "sqs, Action=SendMessage&MessageBody=", "sns, Action=Publish&Message="})
    void gzipBombsAreNotRead(String service, String begin) throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(begin.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        }
        HttpRequest request = request(service, FORM).header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(bomb.toByteArray())).build();
        assertThat(send(request).statusCode()).isEqualTo(400);
    }

    @Test
    void noXmlIsParsed() throws Exception {
        String laughs = """
                <?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
                <l>&b;&x;</l>""";
        for (String service : new String[] {"sqs", "sns", "monitoring"}) {
            HttpResponse<String> response = send(request(service, "text/xml").POST(BodyPublishers.ofString(laughs)).build());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("MissingAction").doesNotContain("root:");
        }
    }

    @Test
    void deepPoliciesAreRefused() throws Exception {
        String url = forebay.sqs().createQueue(r -> r.queueName("policies")).queueUrl();
        String topic = forebay.sns().createTopic(r -> r.name("policies")).topicArn();
        String deep = "{\\\"a\\\":".repeat(5_000);

        for (String attribute : new String[] {"Policy", "RedrivePolicy", "RedriveAllowPolicy"}) {
            assertThat(json("AmazonSQS.SetQueueAttributes",
                    "{\"QueueUrl\":\"" + url + "\",\"Attributes\":{\"" + attribute + "\":\"" + deep + "\"}}").statusCode()).isEqualTo(400);
        }
        for (String attribute : new String[] {"FilterPolicy", "DeliveryPolicy", "RedrivePolicy"}) {
            String text = "%7B%22a%22:".repeat(5_000);
            assertThat(form("sns", "Action=Subscribe&Version=2010-03-31&Protocol=sqs&Endpoint=arn:aws:sqs:us-east-1:000000000000:policies&TopicArn="
                    + topic + "&Attributes.entry.1.key=" + attribute + "&Attributes.entry.1.value=" + text).statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/_forebay/%2e%2e/%2e%2e/etc/passwd", "/SimpleNotificationService-%2e%2e%2fkey.pem", "/SimpleNotificationService-../tls/key.pem",
        "/_forebay/outbox/../../tls/key.pem", "/_forebay/outbox%00.txt", "/tls/key.pem", "//etc/passwd",
    })
    void noPathLeadsToAFile(String path) throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(forebay.endpoint() + path)).build());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).doesNotContain("PRIVATE", "root:");
    }

    @Test
    void namesThatWouldForgeLinesAreRefused() throws Exception {
        HttpResponse<String> response = json("AmazonSQS.CreateQueue", "{\"QueueName\":\"a\\r\\nX-Evil: 1\\u0000\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-evil")).isEmpty();
    }
}
