package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cloudtrail.CloudTrailConfig;
import dev.forebay.cloudtrail.CloudTrailConfig.Log;
import dev.forebay.cloudtrail.TrailCheck;
import dev.forebay.cloudtrail.TrailFiles;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The trail of a durable server: its files, as other people's programs read them, and what a kill leaves of it. */
class CloudTrailOnDiskTest {

    private static final Path SCRIPTS = Path.of("src", "test").toAbsolutePath();
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);

    /** So many files make a digest before an hour is over. */
    private static final int FILES_OF_A_DIGEST = 100;

    @TempDir
    private Path data;

    @TestFactory
    Stream<DynamicTest> botoAndTheValidatorOfTheCommandLine() throws Exception {
        String python = Tool.PYTHON.required();
        try (Forebay forebay = start()) {
            fillADigest(forebay.endpoint());
            return new TapScript(SCRIPTS.resolve("python"), List.of(python, "cloudtrail_boto3.py"))
                    .run(forebay.endpoint(), Map.of("PYTHONDONTWRITEBYTECODE", "1", "FOREBAY_TRAIL", trail().toString()));
        }
    }

    /** A digest by each of two keys: the command and the AWS command line's own validator take both. */
    @TestFactory
    Stream<DynamicTest> botoAndTheValidatorOfTheCommandLineAfterARotation() throws Exception {
        String python = Tool.PYTHON.required();
        try (Forebay forebay = start()) {
            fillADigest(forebay.endpoint());
        }
        assertThat(verify()).contains("Nothing is wrong.");
        assertThat(new SigningKeyCommand(System.out, Map.of()).run(List.of("rotate", "trail", "--data-dir", data.toString()))).isZero();
        int before = files("/CloudTrail-Digest/").size();
        try (Forebay forebay = start()) {
            fillADigest(forebay.endpoint());
            Eventually.passes(() -> assertThat(files("/CloudTrail-Digest/")).hasSizeGreaterThan(before));
            assertThat(verify()).contains("Nothing is wrong.");
            TrailCheck check = TrailCheck.of(trail(), List.of());
            assertThat(check.keys()).hasSize(2);
            assertThat(TrailCheck.of(trail(), keyFiles()).isGood()).isTrue();
            assertThat(TrailCheck.of(trail(), keyFiles().subList(0, 1)).isGood()).isFalse();
            return new TapScript(SCRIPTS.resolve("python"), List.of(python, "cloudtrail_boto3.py"))
                    .run(forebay.endpoint(), Map.of("PYTHONDONTWRITEBYTECODE", "1", "FOREBAY_TRAIL", trail().toString()));
        }
    }

    private List<Path> keyFiles() throws IOException {
        try (Stream<Path> files = Files.list(trail().resolve("keys"))) {
            return files.toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> awsCommandLine() throws Exception {
        String aws = Tool.AWS.required();
        try (Forebay forebay = start()) {
            return new TapScript(SCRIPTS.resolve("sh"), List.of("sh", "cloudtrail-cli.sh")).run(forebay.endpoint(), Map.of("FOREBAY_TEST_AWS", aws));
        }
    }

    @Test
    void theCommandChecksFilesAndTellsOfThoseThatWereChanged() throws IOException {
        try (Forebay forebay = start()) {
            fillADigest(forebay.endpoint());
        }
        assertThat(verify()).contains("Nothing is wrong.", "signed with key ");

        Path log = files("/CloudTrail/").getFirst();
        Files.write(log, new byte[] {0});
        assertThat(verify()).contains("WRONG  altered log file: AWSLogs/", log.getFileName().toString(), "Something is wrong.");
    }

    @Test
    void dataEventsAreInFilesAndBodiesAreNot() throws IOException {
        try (Forebay forebay = start(); SqsClient sqs = connect(SqsClient.builder(), forebay.endpoint())) {
            String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
            Eventually.passes(() -> {
                // A data event is durable a moment later, and in a file with the next one.
                sqs.sendMessage(r -> r.queueUrl(url).messageBody("the body"));
                assertThat(text("/CloudTrail/")).contains("\"eventName\":\"SendMessage\"");
            });
            assertThat(text("/CloudTrail/")).contains("\"eventCategory\":\"Data\"", "HIDDEN_DUE_TO_SECURITY_REASONS", "aws-sdk-java")
                    .doesNotContain("the body");
        }
    }

    /** Every call that was answered is in the history, and in one file, after kill -9 at any moment. */
    @Test
    void whatWasAnsweredIsRecordedOnceAfterAKill() throws Exception {
        int answered = 0;
        for (int life = 0; life < 3; life++) {
            try (ServerProcess server = new ServerProcess("start", "--port=0", "--data-dir=" + data, "--cloudtrail-file-bytes=2000");
                    SnsClient sns = connect(SnsClient.builder(), server.endpoint())) {
                for (int i = 0; i < 40; i++) {
                    String name = "t" + answered;
                    sns.createTopic(r -> r.name(name));
                    answered++;
                }
            }
        }
        try (Forebay forebay = start(); CloudTrailClient cloudtrail = connect(CloudTrailClient.builder(), forebay.endpoint())) {
            List<String> found = cloudtrail.lookupEventsPaginator(r -> r.lookupAttributes(
                            LookupAttribute.builder().attributeKey(LookupAttributeKey.EVENT_NAME).attributeValue("CreateTopic").build()))
                    .events().stream().map(event -> event.resources().getFirst().resourceName()).toList();
            assertThat(found).hasSize(answered).doesNotHaveDuplicates();
            int expected = answered;
            Eventually.passes(() -> assertThat(occurrences(text("/CloudTrail/"), "\"eventName\":\"CreateTopic\"")).isGreaterThanOrEqualTo(expected));
            assertThat(occurrences(text("/CloudTrail/"), "\"eventName\":\"CreateTopic\"")).isEqualTo(expected);
        }
        assertThat(TrailCheck.of(trail(), List.of()).isGood()).isTrue();
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** Each event is a file of its own. */
    private Forebay start() {
        return Forebay.start(ForebayConfig.onDisk(data).overHttp()
                .with(CloudTrailConfig.defaults().with(Log.ALL).withFiles(Duration.ofMinutes(5), 1, 0)));
    }

    /** A topic comes to a queue as the service, and the queue's events say so. */
    @Test
    void whatATopicDeliversIsADataEventOfTheQueue() {
        try (Forebay forebay = start()) {
            String queue = forebay.sqs().createQueue(r -> r.queueName("fed")).queueUrl();
            String topic = forebay.sns().createTopic(r -> r.name("news")).topicArn();
            forebay.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:fed"));
            forebay.sns().publish(r -> r.topicArn(topic).message("the body"));
            Eventually.passes(() -> {
                forebay.sqs().getQueueUrl(r -> r.queueName("fed"));
                assertThat(text("/CloudTrail/")).containsPattern("\"invokedBy\":\"sns.amazonaws.com\"},\"eventTime\":\"[^\"]*\",\"eventSource\":\"sqs.amazonaws.com\",\"eventName\":\"SendMessage")
                        .contains(queue).doesNotContain("the body");
            });
        }
    }

    private void fillADigest(URI endpoint) {
        try (SnsClient sns = connect(SnsClient.builder(), endpoint)) {
            for (int i = 0; i < FILES_OF_A_DIGEST; i++) {
                sns.listTopics();
            }
        }
        Eventually.passes(() -> assertThat(files("/CloudTrail-Digest/")).isNotEmpty());
    }

    private static <B extends AwsClientBuilder<B, C>
            & AwsSyncClientBuilder<B, C>, C> C connect(B builder, URI endpoint) {
        return ManualServer.connect(builder.httpClient(UrlConnectionHttpClient.create()), CALLER, endpoint);
    }

    private String verify() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new TrailCommand().run(List.of("verify", data.toString()));
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Path trail() {
        return data.resolve("cloudtrail");
    }

    private String text(String kind) {
        StringBuilder text = new StringBuilder();
        for (Path file : files(kind)) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    private List<Path> files(String kind) {
        List<Path> found = new ArrayList<>();
        try {
            TrailFiles.each(trail(), file -> {
                if (file.toString().contains(kind) && file.toString().endsWith(".gz")) {
                    found.add(file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }
}
