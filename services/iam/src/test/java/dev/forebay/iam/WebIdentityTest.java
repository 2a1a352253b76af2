package dev.forebay.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/** Whom the tokens of an OpenID Connect provider let in. */
class WebIdentityTest {
    private static final Caller NOBODY = new Caller(InProcess.ACCOUNT, Region.DEFAULT, Principal.anonymous(), Origin.IN_PROCESS);
    private static final String ROLE = "arn:aws:iam::" + InProcess.ACCOUNT + ":role/web";

    private final Issuer issuer = new Issuer();
    private final InProcess iam = new InProcess(issuer);

    @BeforeEach
    void aProviderAndARole() {
        String provider = iam.iam().createOpenIDConnectProvider(r -> r.url(Issuer.URL).clientIDList("app", "other")).openIDConnectProviderArn();
        iam.iam().createRole(r -> r.roleName("web").assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"%s"},"Action":"sts:AssumeRoleWithWebIdentity",
                "Condition":{"StringEquals":{"login.example.com/realm:aud":"app"},"StringLike":{"login.example.com/realm:sub":"al*"}}}]}"""
                .formatted(provider)));
    }

    private AssumeRoleWithWebIdentityResponse assume(String token) {
        return iam.sts(NOBODY).assumeRoleWithWebIdentity(r -> r.roleArn(ROLE).roleSessionName("me").webIdentityToken(token));
    }

    private Instant now() {
        return iam.now();
    }

    private void refused(String token, String code, String why) {
        assertThatThrownBy(() -> assume(token)).isInstanceOfSatisfying(AwsServiceException.class, no -> {
            assertThat(no.awsErrorDetails().errorCode()).as(no.getMessage()).isEqualTo(code);
            assertThat(no.awsErrorDetails().errorMessage()).contains(why);
        });
    }

    @Test
    void aTokenLetsItsSubjectIn() {
        AssumeRoleWithWebIdentityResponse in = assume(issuer.token(now(), _ -> {}));

        assertThat(in.subjectFromWebIdentityToken()).isEqualTo("alice");
        assertThat(in.audience()).isEqualTo("app");
        assertThat(in.provider()).isEqualTo("arn:aws:iam::" + InProcess.ACCOUNT + ":oidc-provider/login.example.com/realm");
        assertThat(in.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::" + InProcess.ACCOUNT + ":assumed-role/web/me");
        assertThat(iam.find(in.credentials()).principal().kind()).isEqualTo(Principal.Kind.ROLE);
        assertThat(issuer.asked).isEqualTo(1);
    }

    @Test
    void theTrustPolicyHasTheLastWord() {
        refused(issuer.token(now(), claims -> claims.subject("bob")), "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        refused(issuer.token(now(), claims -> claims.audience("other")), "AccessDenied", "Not authorized");
        iam.iam().createRole(r -> r.roleName("other").assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}"));
        assertThatThrownBy(() -> iam.sts(NOBODY).assumeRoleWithWebIdentity(r -> r.roleArn(ROLE.replace("web", "other")).roleSessionName("me")
                .webIdentityToken(issuer.token(now(), _ -> {})))).hasMessageContaining("Not authorized");
        assertThatThrownBy(() -> iam.sts(NOBODY).assumeRoleWithWebIdentity(r -> r.roleArn(ROLE + "-none").roleSessionName("me")
                .webIdentityToken(issuer.token(now(), _ -> {})))).hasMessageContaining("Not authorized");
    }

    @Test
    void aTokenIsOfNow() {
        refused(issuer.token(now(), claims -> claims.expirationTime(Date.from(now()))), "ExpiredTokenException", "Token expired: current date/time");
        refused(issuer.token(now(), claims -> claims.notBeforeTime(Date.from(now().plusSeconds(61)))), "InvalidIdentityToken", "not valid yet");
        assume(issuer.token(now(), claims -> claims.issueTime(Date.from(now().plusSeconds(30)))));
        refused(issuer.token(now(), claims -> claims.expirationTime(null)), "InvalidIdentityToken", "Missing a required claim");
    }

    @Test
    void aTokenIsForAClient() {
        refused(issuer.token(now(), claims -> claims.audience("stranger")), "InvalidIdentityToken", "Incorrect token audience");
        assume(issuer.token(now(), claims -> claims.audience(List.of("stranger", "app"))));
        refused(issuer.token(now(), claims -> claims.claim("azp", "stranger")), "InvalidIdentityToken", "Incorrect token audience");
        refused(issuer.token(now(), claims -> claims.issuer("https://evil.example.com")), "InvalidIdentityToken", "No OpenIDConnect provider found in your account");
    }

    @Test
    void onlyTheIssuersSignatureCounts() throws Exception {
        refused(issuer.forged(now()), "InvalidIdentityToken", "");
        refused(new PlainJWT(Issuer.claims(now()).build()).serialize(), "InvalidIdentityToken", "");
        SignedJWT shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), Issuer.claims(now()).build());
        shared.sign(new MACSigner(issuer.of(java.net.URI.create(Issuer.URL), false).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        refused(shared.serialize(), "InvalidIdentityToken", "HS256");
        refused("nonsense", "InvalidIdentityToken", "The ID Token provided is not a valid JWT.");
    }

    @Test
    void aNewKeyOfTheIssuerIsLookedFor() {
        assume(issuer.token(now(), _ -> {}));
        issuer.rotate();
        assume(issuer.token(now(), _ -> {}));

        assertThat(issuer.asked).isEqualTo(3);
    }

    @Test
    void anIssuerThatIsDownLetsNobodyIn() {
        issuer.goDown();

        refused(issuer.token(now(), _ -> {}), "IDPCommunicationError", "does not answer");
    }

    @Test
    void damagedTokensAreRefused() {
        String token = issuer.token(now(), _ -> {});
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            char[] text = token.toCharArray();
            text[random.nextInt(text.length - 2)] = "AZaz09-_.{\u0000ß".charAt(random.nextInt(12));
            String damaged = new String(text);
            if (!damaged.equals(token)) {
                assertThatThrownBy(() -> assume(damaged)).isInstanceOf(AwsServiceException.class);
            }
        }
    }
}
