package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.iam.RootKey;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Caller NOT_ROOT = new Caller(AccountId.DEFAULT, Region.DEFAULT,
            new Principal(Principal.Kind.USER, "arn:aws:iam::000000000000:user/nobody", "AIDA", dev.forebay.identity.Session.NONE), ROOT.origin());

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
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        new CredentialsCommand(new PrintStream(shown), Map.of()).run(List.of("--reset-root", "--data-dir=" + data));
        try (Forebay second = Forebay.start(config)) {
            assertThatThrownBy(sqs(second, old)::listQueues).hasMessageContaining("security token included in the request is invalid");
            assertThat(sqs(second, key(shown.toString())).listQueues().queueUrls()).isEmpty();
        }
    }

    private static RootKey key(String shown) {
        Matcher found = Pattern.compile("KEY_ID=(\\S+)[\\s\\S]*SECRET_ACCESS_KEY=(\\S+)").matcher(shown);
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

    @Test
    void withinTheProcessOperationsHaveTheNamesThatPoliciesKnow() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED))) {
            assertThatThrownBy(() -> forebay.sns(NOT_ROOT).getSMSAttributes(request -> {}))
                    .hasMessageContaining("SNS:GetSMSAttributes on resource: arn:aws:sns:us-east-1:000000000000:*");
        }
    }

    @Test
    void aUserMayWhatItsPolicySays() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED).overHttp())) {
            String queue = sqs(forebay, forebay.newRoot().orElseThrow()).createQueue(request -> request.queueName("orders")).queueUrl();
            forebay.iam().createUser(request -> request.userName("sender"));
            forebay.iam().putUserPolicy(request -> request.userName("sender").policyName("send").policyDocument("""
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:us-east-1:000000000000:orders"}}"""));
            var key = forebay.iam().createAccessKey(request -> request.userName("sender")).accessKey();
            SqsClient sender = sqs(forebay, new RootKey(key.accessKeyId(), key.secretAccessKey()));

            assertThat(sender.sendMessage(request -> request.queueUrl(queue).messageBody("m")).messageId()).isNotEmpty();
            assertThatThrownBy(() -> sender.receiveMessage(request -> request.queueUrl(queue)))
                    .isInstanceOfSatisfying(SqsException.class, refused -> assertThat(refused.statusCode()).isEqualTo(403))
                    .hasMessageContaining("User: arn:aws:iam::000000000000:user/sender is not authorized to perform: sqs:receivemessage on resource: "
                            + "arn:aws:sqs:us-east-1:000000000000:orders because no identity-based policy allows the sqs:receivemessage action");
        }
    }

    @Test
    void aTopicReachesAQueueWhosePolicyNamesIt() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED))) {
            String topic = forebay.sns(ROOT).createTopic(request -> request.name("news")).topicArn();
            String closed = forebay.sqs(ROOT).createQueue(request -> request.queueName("closed")).queueUrl();
            String open = forebay.sqs(ROOT).createQueue(request -> request.queueName("open").attributesWithStrings(Map.of("Policy", """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",
                    "Resource":"arn:aws:sqs:us-east-1:000000000000:open","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}}""".formatted(topic)))).queueUrl();
            for (String queue : List.of("closed", "open")) {
                forebay.sns(ROOT).subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:" + queue));
            }

            forebay.sns(ROOT).publish(request -> request.topicArn(topic).message("hello"));

            assertThat(forebay.sqs(ROOT).receiveMessage(request -> request.queueUrl(open).waitTimeSeconds(20)).messages()).hasSize(1);
            assertThat(forebay.sqs(ROOT).receiveMessage(request -> request.queueUrl(closed).waitTimeSeconds(1)).messages()).isEmpty();
        }
    }

    @Test
    void aQueueOpenToAnybodyTakesWhatNobodySigned() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED).overHttp())) {
            forebay.sqs().createQueue(request -> request.queueName("box").attributesWithStrings(Map.of("Policy", """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}}""")));

            assertThat(unsigned(forebay, "SendMessage&MessageBody=hello")).isEqualTo(200);
            assertThat(unsigned(forebay, "ReceiveMessage")).isEqualTo(403);
        }
    }

    private static int unsigned(Forebay forebay, String action) throws Exception {
        URI there = URI.create(forebay.endpoint() + "/000000000000/box?Version=2012-11-05&Action=" + action);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
