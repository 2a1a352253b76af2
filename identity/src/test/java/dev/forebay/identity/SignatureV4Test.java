package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignatureV4Test {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:00Z");
    private static final String BODY = "{\"QueueName\":\"orders\"}";

    private Instant now = NOW;
    private final SignatureV4 verifier = new SignatureV4(
            KnownKeys.example().with("ASIASESSION", "session-secret", "the-token"), (InstantSource) () -> now);
    private Sent sent = new Sent();

    @BeforeEach
    void aSignedRequest() {
        sent = Signing.header(request(), NOW);
    }

    private static Sent request() {
        return new Sent().method("POST").header("Host", "localhost:4566").header("X-Amz-Target", "AmazonSQS.CreateQueue").body(BODY);
    }

    private void refuses(String code, int status, String message) {
        assertThatThrownBy(() -> verifier.verify(sent.request())).isInstanceOfSatisfying(AuthenticationRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.status()).isEqualTo(status);
        }).hasMessageContaining(message);
    }

    private void isTaken() {
        assertThat(verifier.verify(sent.request())).get().extracting(SignatureV4.Signer::account).isEqualTo(KnownKeys.ACCOUNT);
    }

    @Test
    void aRequestThatNobodySignedHasNoSigner() {
        assertThat(verifier.verify(request().request())).isEmpty();
    }

    @Test
    void aSignatureIsGoodForFifteenMinutes() {
        now = NOW.plus(Duration.ofMinutes(15));
        isTaken();

        now = now.plusSeconds(1);
        refuses("SignatureDoesNotMatch", 403,
                "Signature expired: 20261121T101500Z is now earlier than 20261121T101501Z (20261121T103001Z - 15 min.)");
    }

    @Test
    void aClockMayBeFifteenMinutesAhead() {
        now = NOW.minus(Duration.ofMinutes(15));
        isTaken();

        now = now.minusSeconds(1);
        refuses("SignatureDoesNotMatch", 403,
                "Signature not yet current: 20261121T101500Z is still later than 20261121T101459Z (20261121T095959Z + 15 min.)");
    }

    @Test
    void theSameRequestIsTakenAgainWhileItsSignatureIsCurrent() {
        isTaken();
        now = NOW.plusSeconds(600);
        isTaken();
    }

    @Test
    void anotherBodyIsRefusedAndWhatShouldHaveBeenSignedIsShown() {
        sent.body(BODY.replace("orders", "others"));

        refuses("SignatureDoesNotMatch", 403, "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                + "Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should "
                + "have been\n'POST\n/\n\nhost:localhost:4566\nx-amz-date:20261121T101500Z\n");
    }

    @Test
    void aKeyThatIsNotKnownIsRefused() {
        sent = Signing.header(request(), NOW, "AKIDOTHER", KnownKeys.EXAMPLE_SECRET);

        refuses("InvalidClientTokenId", 403, "The security token included in the request is invalid");
    }

    @Test
    void anotherSecretIsRefused() {
        sent = Signing.header(request(), NOW, KnownKeys.EXAMPLE_KEY, "guessed");

        refuses("SignatureDoesNotMatch", 403, "The request signature we calculated does not match");
    }

    @Test
    void aSecretThatChangedCountsAtOnce() {
        KnownKeys keys = KnownKeys.example();
        SignatureV4 own = new SignatureV4(keys, () -> NOW);
        own.verify(sent.request());

        keys.with(KnownKeys.EXAMPLE_KEY, "changed");

        assertThatThrownBy(() -> own.verify(sent.request())).hasMessageContaining("does not match");
    }

    @Test
    void aHeaderOfAwsThatWasNotSignedIsRefused() {
        sent.header("X-Amz-Security-Token", "the-token");

        refuses("SignatureDoesNotMatch", 403, "'X-Amz-Security-Token' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void theHostMustBeSigned() {
        sent = request().header("X-Amz-Date", "20261121T101500Z").header("Authorization", "AWS4-HMAC-SHA256 "
                + "Credential=AKIDEXAMPLE/20261121/us-east-1/sqs/aws4_request, SignedHeaders=x-amz-date;x-amz-target, Signature=00");

        refuses("SignatureDoesNotMatch", 403, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void theHostMayBeSignedUnderTheNameThatHttp2HasForIt() {
        sent = Signing.header(new Sent().header(":authority", "localhost:4566"), NOW);
        sent.without(":authority").header("Host", "elsewhere:4566");
        refuses("SignatureDoesNotMatch", 403, ":authority:elsewhere:4566");

        sent = Signing.header(new Sent().header(":authority", "localhost:4566").header("Host", "localhost:4566"), NOW);
        isTaken();
    }

    @Test
    void aSessionTokenIsPartOfWhatIsSigned() {
        sent = Signing.session(request(), NOW, "ASIASESSION", "session-secret", "the-token");
        isTaken();

        sent.without("X-Amz-Security-Token").header("X-Amz-Security-Token", "another");
        refuses("InvalidClientTokenId", 403, "invalid");
    }

    @Test
    void aSessionTokenIsNotShownWhenTheSignatureIsWrong() {
        sent = Signing.session(request(), NOW, "ASIASESSION", "guessed", "the-token");

        assertThatThrownBy(() -> verifier.verify(sent.request())).hasMessageNotContaining("the-token");
    }

    @Test
    void theDateMayStandInTheHeaderDate() {
        sent = request().without("X-Amz-Target").header("Date", "Sat, 21 Nov 2026 10:15:00 GMT").header("Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/us-east-1/sqs/aws4_request, SignedHeaders=date;host, Signature=00");

        refuses("SignatureDoesNotMatch", 403, "'AWS4-HMAC-SHA256\n20261121T101500Z\n20261121/us-east-1/sqs/aws4_request\n");
    }

    @Test
    void aSignatureWithoutADateIsIncomplete() {
        sent.without("X-Amz-Date");
        refuses("IncompleteSignature", 400, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");

        sent.header("X-Amz-Date", "yesterday");
        refuses("IncompleteSignature", 400, "Date must be in ISO-8601 'basic format'. Got 'yesterday'.");
    }

    @Test
    void theScopeMustBeOfTheDayOfTheDate() {
        String authorization = sent.headers.get("Authorization").getFirst();
        sent.without("Authorization").header("Authorization", authorization.replace("/20261121/", "/20261120/"));

        refuses("SignatureDoesNotMatch", 403, "'20261120' != '20261121', from '20261121T101500Z'.");
    }

    @Test
    void anotherSchemeIsNoSignatureAndNotNobodyEither() {
        sent = request().header("Authorization", "Bearer something");

        refuses("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    }

    @Test
    void aPresignedUrlIsGoodUntilItExpires() {
        sent = Signing.presigned(new Sent().target("/?Action=ListQueues").header("Host", "localhost:4566"), NOW, Duration.ofHours(2));
        now = NOW.plus(Duration.ofHours(2));
        isTaken();

        now = now.plusSeconds(1);
        refuses("SignatureDoesNotMatch", 403, "Signature expired: 20261121T101500Z is now earlier than 20261121T101501Z (20261121T121501Z - 120 min.)");
    }

    @Test
    void aPresignedUrlIsGoodForAWeekAtMost() {
        sent = Signing.presigned(new Sent().header("Host", "localhost:4566"), NOW, Duration.ofDays(7));
        isTaken();

        sent.query = sent.query.replace("604800", "604801");
        refuses("IncompleteSignature", 400, "X-Amz-Expires must be from 1 to 604800 seconds");
        sent.query = sent.query.replace("604801", "0");
        refuses("IncompleteSignature", 400, "X-Amz-Expires must be from 1");
        sent.query = sent.query.replace("X-Amz-Expires=0", "X-Amz-Expires=soon");
        refuses("IncompleteSignature", 400, "X-Amz-Expires should be a number");
    }

    @Test
    void aPresignedUrlCannotBeMadeToLastLonger() {
        sent = Signing.presigned(new Sent().header("Host", "localhost:4566"), NOW, Duration.ofMinutes(1));
        sent.query = sent.query.replace("X-Amz-Expires=60", "X-Amz-Expires=600");
        now = NOW.plusSeconds(120);

        refuses("SignatureDoesNotMatch", 403, "does not match");
    }

    @Test
    void halfASignatureInTheQueryIsNotNobody() {
        sent = new Sent().target("/?X-Amz-Credential=AKID").header("Host", "localhost");
        refuses("IncompleteSignature", 400, "AWS query-string parameters must include 'X-Amz-Algorithm'. "
                + "AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. "
                + "AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.");

        sent = new Sent().target("/?%58-Amz-Algorithm=x").header("Host", "localhost");
        refuses("IncompleteSignature", 400, "must include 'X-Amz-Credential'");
    }

    @Test
    void twoSignaturesAreOneTooMany() {
        sent.query = "X-Amz-Algorithm=AWS4-HMAC-SHA256";

        refuses("SignatureDoesNotMatch", 403, "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    }

    @Test
    void thePromisedHashMustBeThatOfTheBody() {
        sent = Signing.withHash(request(), NOW, "0".repeat(64));
        refuses("SignatureDoesNotMatch", 403, "The value passed in as x-amz-content-sha256 does not match the computed payload hash.");
    }

    @Test
    void aBodyMayBeUnsignedOverTlsOnly() {
        sent = Signing.withHash(request(), NOW, "UNSIGNED-PAYLOAD");
        refuses("SignatureDoesNotMatch", 403, "over TLS only");

        sent.overTls();
        isTaken();
    }

    @Test
    void aBodyInSignedChunksIsRefusedByName() {
        sent = Signing.withHash(request(), NOW, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        refuses("SignatureDoesNotMatch", 403, "'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' of x-amz-content-sha256 is not supported");
    }

    @Test
    void nobodyCanAddAnUnsignedPayloadToSomebodysRequest() {
        sent.overTls().header("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD").body("anything");

        refuses("SignatureDoesNotMatch", 403, "does not match");
    }
}
