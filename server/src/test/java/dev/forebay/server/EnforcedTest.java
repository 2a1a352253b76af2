package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.iam.RootKey;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A server that asks who calls: the root's first key, and what goes on within the process. */
class EnforcedTest {
    private static final Caller ROOT = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final Caller NOBODY = new Caller(AccountId.DEFAULT, Region.DEFAULT, Principal.anonymous(), ROOT.origin());

    @TempDir
    private Path data;

    private static SqsClient sqs(Forebay forebay, RootKey key) {
        return SqsClient.builder().endpointOverride(forebay.endpoint()).region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secret())))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    @Test
    void theFirstStartMakesTheRootsKeyAndLaterOnesDoNot() {
        ForebayConfig config = ForebayConfig.onDisk(data).with(AuthConfig.ENFORCED).overHttp();
        RootKey key;
        try (Forebay first = Forebay.start(config)) {
            key = first.newRoot().orElseThrow();
        }
        try (Forebay second = Forebay.start(config)) {
            assertThat(second.newRoot()).isEmpty();
            assertThat(sqs(second, key).listQueues().queueUrls()).isEmpty();
            assertThat(key.toString()).doesNotContain(key.secret());
        }
    }

    @Test
    void openModeMakesNoKey() {
        try (Forebay open = Forebay.start(ForebayConfig.inMemory())) {
            assertThat(open.newRoot()).isEmpty();
        }
    }

    @Test
    void theRootsKeyCanBeReplacedWhileTheServerIsStopped() {
        ForebayConfig config = ForebayConfig.onDisk(data).with(AuthConfig.ENFORCED).overHttp();
        RootKey old;
        try (Forebay first = Forebay.start(config)) {
            old = first.newRoot().orElseThrow();
        }
        java.io.ByteArrayOutputStream shown = new java.io.ByteArrayOutputStream();
        new CredentialsCommand(new java.io.PrintStream(shown), Map.of()).run(java.util.List.of("--reset-root", "--data-dir=" + data));
        try (Forebay second = Forebay.start(config)) {
            assertThatThrownBy(sqs(second, old)::listQueues).hasMessageContaining("security token included in the request is invalid");
            assertThat(sqs(second, key(shown.toString())).listQueues().queueUrls()).isEmpty();
        }
    }

    private static RootKey key(String shown) {
        java.util.regex.Matcher found = java.util.regex.Pattern.compile("KEY_ID=(\\S+)[\\s\\S]*SECRET_ACCESS_KEY=(\\S+)").matcher(shown);
        assertThat(found.find()).as(shown).isTrue();
        return new RootKey(found.group(1), found.group(2));
    }

    @Test
    void withinTheProcessOneMayAsMuchAsOverHttp() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED))) {
            String queue = forebay.sqs(ROOT).createQueue(request -> request.queueName("orders")).queueUrl();
            forebay.sqs(ROOT).sendMessage(request -> request.queueUrl(queue).messageBody("m"));
            assertThat(forebay.sqs(ROOT).listQueuesPaginator().stream().count()).isEqualTo(1);

            SqsClient stranger = forebay.sqs(Caller.root(new AccountId("123456789012"), Region.DEFAULT));
            assertThatThrownBy(() -> stranger.receiveMessage(request -> request.queueUrl(queue)))
                    .isInstanceOfSatisfying(SqsException.class, refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                    .hasMessageContaining("is not authorized to perform: sqs:receivemessage on resource: arn:aws:sqs:us-east-1:000000000000:orders");
            assertThatThrownBy(() -> forebay.sqs(NOBODY).receiveMessage(request -> request.queueUrl(queue)))
                    .hasMessageContaining("Request is missing Authentication Token");
        }
    }
}
