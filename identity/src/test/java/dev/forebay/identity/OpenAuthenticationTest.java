package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAuthenticationTest {

    private static final String ENDPOINT = "http://127.0.0.1:4566";

    @Test
    void anAccessKeyOfTwelveDigitsIsTheAccount() {
        Caller caller = signed("123456789012/20261121/eu-central-1/sqs/aws4_request");
        assertThat(caller.account()).isEqualTo(new AccountId("123456789012"));
        assertThat(caller.region()).isEqualTo(new Region("eu-central-1"));
        assertThat(caller.principal().arn()).isEqualTo("arn:aws:iam::123456789012:root");
        assertThat(caller.origin().endpoint()).isEqualTo(ENDPOINT);
    }

    @Test
    void anyOtherAccessKeyMeansTheDefaultAccount() {
        assertThat(signed("AKIAIOSFODNN7EXAMPLE/20261121/us-west-2/sqs/aws4_request").account()).isEqualTo(AccountId.DEFAULT);
    }

    @Test
    void anAccessKeyMayHoldSlashes() {
        assertThat(signed("a/b/20261121/us-west-2/sqs/aws4_request").region()).isEqualTo(new Region("us-west-2"));
    }

    @Test
    void aRegionThatIsNoneFallsBackToTheDefault() {
        assertThat(signed("test/20261121/Not_A_Region/sqs/aws4_request").region()).isEqualTo(Region.DEFAULT);
    }

    @Test
    void withoutCredentialsTheDefaultsCall() {
        Caller caller = OpenAuthentication.authenticate(Optional.empty(), "Action=ListQueues", ENDPOINT);
        assertThat(caller).isEqualTo(Caller.root(AccountId.DEFAULT, Region.DEFAULT, ENDPOINT));
    }

    @Test
    void aPresignedQueryTellsTheCaller() {
        String query = "Action=ListQueues&X-Amz-Credential=123456789012%2F20261121%2Fap-south-1%2Fsqs%2Faws4_request&X-Amz-Signature=0";
        Caller caller = OpenAuthentication.authenticate(Optional.empty(), query, ENDPOINT);
        assertThat(caller.account().value()).isEqualTo("123456789012");
        assertThat(caller.region().value()).isEqualTo("ap-south-1");
    }

    @Test
    void aPresignedCredentialThatCannotBeReadIsRefused() {
        assertRefused(() -> OpenAuthentication.authenticate(Optional.empty(), "X-Amz-Credential=%zz", ENDPOINT), "'%zz'");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertRefused(() -> header("AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/sqs/aws4_request"),
                "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.");
        assertRefused(() -> header("AWS4-HMAC-SHA256"), "requires 'AWS4-HMAC-SHA256' as its algorithm");
        assertRefused(() -> header("AWS4-HMAC-SHA256 hello"), "'hello' not a valid key=value pair (missing equal-sign)");
        assertRefused(() -> header("AWS4-HMAC-SHA256 Credential=test/us-east-1/aws4_request, SignedHeaders=host, Signature=0"),
                "exactly 5 slash-delimited elements");
    }

    @Test
    void anotherSchemeIsRefusedWithoutQuotingItsSecret() {
        assertThatThrownBy(() -> header("Bearer s3cret")).hasMessageContaining("Authorization=Bearer")
                .message().doesNotContain("s3cret");
        assertThatThrownBy(() -> header("s3cret")).message().doesNotContain("s3cret");
    }

    private static Caller signed(String credential) {
        return header("AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host;x-amz-date,Signature=00");
    }

    private static Caller header(String authorization) {
        return OpenAuthentication.authenticate(Optional.of(authorization), "", ENDPOINT);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AuthenticationRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo("IncompleteSignature");
            assertThat(refused.status()).isEqualTo(400);
        }).hasMessageContaining(words);
    }
}
