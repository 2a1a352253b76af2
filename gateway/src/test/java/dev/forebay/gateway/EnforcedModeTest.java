package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRules;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Credentials;
import dev.forebay.identity.Principal;
import dev.forebay.identity.SignatureV4;
import dev.forebay.wire.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListStreamsRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** AWS's own clients, which sign, against a gateway that looks. */
@Timeout(60)
class EnforcedModeTest implements Credentials {

    private static final AwsCredentials RIGHT = AwsBasicCredentials.create("AKIDRIGHT", "the/secret+key");
    private static final AccountId ACCOUNT = new AccountId("123456789012");
    private static final Principal USER = new Principal(Principal.Kind.USER, "arn:aws:iam::123456789012:user/ops", "AIDA", dev.forebay.identity.Session.NONE);

    private final AccessRules rules = (caller, operation, request) -> List.of(Access.of("sqs:" + operation, "arn:aws:sqs:::q", ACCOUNT));
    private Optional<AccessGate.Denial> denial = Optional.empty();
    private Gateway gateway;

    @Override
    public Credential find(String accessKeyId, Optional<String> sessionToken) {
        if (accessKeyId.equals("ASIAOLD")) {
            throw new AuthenticationRefused("ExpiredToken", 403, "The security token included in the request is expired");
        }
        if (!accessKeyId.equals("AKIDRIGHT")) {
            throw new AuthenticationRefused("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
        }
        return new Credential("the/secret+key", ACCOUNT, USER);
    }

    @BeforeEach
    void start() throws Exception {
        Function<Caller, SqsClient> sqs = caller -> new SqsClient() {
            @Override
            public ListQueuesResponse listQueues(ListQueuesRequest request) {
                return ListQueuesResponse.builder().queueUrls(caller.principal().arn(), caller.region().value(), caller.origin().sourceIp()).build();
            }

            @Override
            public String serviceName() {
                return "sqs";
            }

            @Override
            public void close() {}
        };
        Function<Caller, KinesisClient> kinesis = caller -> new KinesisClient() {
            @Override
            public ListStreamsResponse listStreams(ListStreamsRequest request) {
                return ListStreamsResponse.builder().streamNames(caller.principal().arn()).build();
            }

            @Override
            public String serviceName() {
                return "kinesis";
            }

            @Override
            public void close() {}
        };
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(0).withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO));
        Guard guard = Guard.enforced(new SignatureV4(this, InstantSource.system()), Map.of("sqs", rules, "kinesis", rules),
                (caller, access) -> denial);
        gateway = Gateway.start(config, Wire.of(List.of("sqs", "kinesis", "monitoring")),
                new Served(Map.of("sqs", sqs, "kinesis", kinesis, "monitoring", caller -> new Object()), Map.of()), guard, PublicFiles.NONE);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    private <B extends AwsClientBuilder<B, C>, C> B with(B builder, AwsCredentials credentials) {
        return builder.endpointOverride(endpoint()).region(Region.EU_WEST_1).credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private SqsClient sqs(AwsCredentials credentials) {
        return with(SqsClient.builder(), credentials).httpClient(UrlConnectionHttpClient.create()).build();
    }

    private KinesisClient kinesis(AwsCredentials credentials) {
        return with(KinesisClient.builder(), credentials).httpClient(UrlConnectionHttpClient.create()).build();
    }

    private static void refused(Runnable call, int status, String code, String message) {
        AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, call::run);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.awsErrorDetails().errorMessage()).contains(message);
    }

    private HttpResponse<String> plain(String target, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint().resolve(target)).POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theRightKeyTellsWhoCalls() {
        assertThat(sqs(RIGHT).listQueues().queueUrls()).containsExactly(USER.arn(), "eu-west-1", "127.0.0.1");
        assertThat(kinesis(RIGHT).listStreams().streamNames()).containsExactly(USER.arn());
    }

    @Test
    void theAuthorityOfHttp2IsTheHostThatWasSigned() {
        try (SqsAsyncClient sqs = with(SqsAsyncClient.builder(), RIGHT)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().eventLoopGroup(ClientThreads.ALL).protocol(Protocol.HTTP2)).build()) {
            assertThat(sqs.listQueues().join().queueUrls()).contains(USER.arn());
        }
    }

    @Test
    void eachServiceRefusesByItsOwnNames() {
        AwsCredentials wrong = AwsBasicCredentials.create("AKIDRIGHT", "another");
        refused(() -> sqs(wrong).listQueues(), 403, "SignatureDoesNotMatch", "The Canonical String for this request should have been");
        refused(() -> kinesis(wrong).listStreams(), 400, "InvalidSignatureException", "does not match the signature you provided");

        AwsCredentials unknown = AwsBasicCredentials.create("AKIDOTHER", "another");
        refused(() -> sqs(unknown).listQueues(), 403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        refused(() -> kinesis(unknown).listStreams(), 400, "UnrecognizedClientException", "invalid");

        AwsCredentials old = AwsSessionCredentials.create("ASIAOLD", "another", "token");
        refused(() -> sqs(old).listQueues(), 403, "ExpiredToken", "expired");
        refused(() -> kinesis(old).listStreams(), 400, "ExpiredTokenException", "expired");
    }

    @Test
    void aDenialIsToldInTheServicesWords() {
        denial = Optional.of(new AccessGate.Denial("User: ops is not authorized to perform: sqs:ListQueues on resource: q", "no policy allows it"));

        refused(() -> sqs(RIGHT).listQueues(), 403, "AccessDenied", "is not authorized to perform: sqs:ListQueues on resource: q");
        refused(() -> kinesis(RIGHT).listStreams(), 400, "AccessDeniedException", "is not authorized");
    }

    @Test
    void aServiceWithoutRulesLetsNobodyIn() {
        CloudWatchClient metrics = with(CloudWatchClient.builder(), RIGHT).httpClient(UrlConnectionHttpClient.create()).build();

        refused(metrics::listMetrics, 403, "AccessDenied", "has no rules for the service");
    }

    @Test
    void whoDoesNotSignMayWhatPoliciesOpenToAnybody() throws Exception {
        String[] listQueues = {"X-Amz-Target", "AmazonSQS.ListQueues"};
        assertThat(plain("/", listQueues).statusCode()).isEqualTo(200);

        denial = Optional.of(new AccessGate.Denial("no", "no"));
        assertThat(plain("/", listQueues).statusCode()).isEqualTo(403);
        assertThat(plain("/", listQueues).body()).contains("MissingAuthenticationToken");
    }

    @Test
    void whoDoesNotSignMayNothingElsewhere() throws Exception {
        HttpResponse<String> refused = plain("/", "X-Amz-Target", "Kinesis_20131202.ListStreams");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("MissingAuthenticationTokenException");
        assertThat(plain("/", "X-Amz-Target", "Unheard.Of").body()).contains("MissingAuthenticationToken");
    }

    @Test
    void aSignatureForOneServiceIsNoneForAnother() {
        ExecutionInterceptor otherwise = new ExecutionInterceptor() {
            @Override
            public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
                return context.httpRequest().copy(request -> request.putHeader("X-Amz-Target", "Kinesis_20131202.ListStreams"));
            }
        };
        try (SqsClient sqs = with(SqsClient.builder(), RIGHT).httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(otherwise)).build()) {
            assertThatThrownBy(sqs::listQueues).hasMessageContaining("scoped to correct service: 'kinesis'");
        }
    }

    @Test
    void healthNeedsNoSignature() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(HttpRequest.newBuilder(endpoint().resolve("/_forebay/health")).build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode()).isEqualTo(200);
        }
    }
}
