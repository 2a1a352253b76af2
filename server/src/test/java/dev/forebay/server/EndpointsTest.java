package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.gateway.Entrance;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.VpcEndpoint;
import dev.forebay.iam.RootKey;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** VPC endpoints in enforced mode, as AWS's client meets them. */
class EndpointsTest {

    private static final String TOPICS_ONLY = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:*\",\"Resource\":\"*\"}}";

    private static final String IDENTITIES = """
            {"Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "sts:GetCallerIdentity", "Resource": "*"},
              {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRoleWithWebIdentity", "Resource": "arn:aws:iam::000000000000:role/guest"}]}""";

    private Forebay forebay;

    @BeforeEach
    void start() {
        GatewayConfig http = GatewayConfig.DEFAULT.withPort(0)
                .withEntrance(endpoint("queues", Optional.of(TOPICS_ONLY.replace("sns", "sqs"))))
                .withEntrance(endpoint("topics", Optional.of(TOPICS_ONLY)))
                .withEntrance(endpoint("identities", Optional.of(IDENTITIES))).withEntrance(endpoint("anything", Optional.empty()));
        forebay = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED).overHttp(http));
    }

    private static Entrance endpoint(String name, Optional<String> policy) {
        return new Entrance(name, "127.0.0.1", 0, false, Optional.of(new VpcEndpoint("vpc-1", "vpce-" + name, policy)));
    }

    @AfterEach
    void stop() {
        forebay.close();
    }

    private SqsClient sqs(String entrance) {
        return through(entrance, SqsClient.builder()).httpClient(UrlConnectionHttpClient.create()).build();
    }

    private StsClient sts(String entrance) {
        return through(entrance, StsClient.builder()).httpClient(UrlConnectionHttpClient.create()).build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B through(String entrance, B builder) {
        RootKey key = forebay.newRoot().orElseThrow();
        return builder.endpointOverride(forebay.doors().orElseThrow().all().get(entrance)).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secret())))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    @Test
    void whatNeedsNoPermissionNeedsThatOfTheEndpoint() {
        try (StsClient usual = sts(Entrance.CLEARTEXT); StsClient wide = sts("anything"); StsClient identities = sts("identities");
                StsClient narrow = sts("topics")) {
            assertThat(usual.getCallerIdentity().arn()).isEqualTo(wide.getCallerIdentity().arn());
            assertThat(identities.getCallerIdentity().account()).isEqualTo("000000000000");
            String because = "because no VPC endpoint policy allows the sts:";
            assertThatThrownBy(identities::getSessionToken).hasMessageContaining(because + "GetSessionToken action");
            assertThatThrownBy(narrow::getCallerIdentity).isInstanceOfSatisfying(StsException.class, refused -> {
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                assertThat(refused).hasMessageContaining(because + "GetCallerIdentity action");
            });
        }
    }

    @Test
    void aWebIdentityPassesForTheRolesThatTheEndpointAllows() {
        try (StsClient identities = sts("identities")) {
            assertThatThrownBy(() -> assume(identities, "other")).hasMessageContaining("because no VPC endpoint policy allows the sts:AssumeRoleWithWebIdentity");
            assertThatThrownBy(() -> assume(identities, "guest")).isInstanceOf(StsException.class).hasMessageNotContaining("VPC endpoint");
        }
    }

    private static void assume(StsClient sts, String role) {
        sts.assumeRoleWithWebIdentity(r -> r.roleArn("arn:aws:iam::000000000000:role/" + role).roleSessionName("me").webIdentityToken("none"));
    }

    @Test
    void whatAnEndpointsPolicyDoesNotAllowNotEvenTheRootMayThroughIt() {
        try (SqsClient usual = sqs(Entrance.CLEARTEXT); SqsClient narrow = sqs("topics"); SqsClient wide = sqs("anything");
                SqsClient right = sqs("queues")) {
            assertThat(right.listQueues().queueUrls()).isEmpty();
            assertThat(usual.listQueues().queueUrls()).isEmpty();
            assertThat(wide.listQueues().queueUrls()).isEmpty();
            assertThatThrownBy(narrow::listQueues).hasMessageContaining("because no VPC endpoint policy allows the sqs:");
        }
    }

    @Test
    void theStartTellsOfThem() {
        assertThat(Ready.message(ForebayConfig.inMemory().overHttp(GatewayConfig.DEFAULT.withEntrance(endpoint("topics", Optional.of(TOPICS_ONLY)))),
                forebay.doors().orElseThrow(), Optional.empty())).containsPattern("Endpoint   http://127.0.0.1:\\d+  topics: vpce-topics in vpc-1, with a policy");
    }
}
