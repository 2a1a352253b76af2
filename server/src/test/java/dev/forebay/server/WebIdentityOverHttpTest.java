package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** AWS's client, with no credentials but a token, against a server that asks the token's issuer over HTTP. */
class WebIdentityOverHttpTest {
    private static final Caller ROOT = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final String ROLE = "arn:aws:iam::000000000000:role/web";

    private final ManualServer server = new ManualServer();
    private final HttpIssuer issuer = new HttpIssuer();
    private final IamClient iam = server.connect(IamClient.builder(), ROOT);
    private final StsClient nobody = StsClient.builder().endpointOverride(server.endpoint()).region(software.amazon.awssdk.regions.Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create()).credentialsProvider(AnonymousCredentialsProvider.create()).build();

    @BeforeEach
    void aProviderAndARole() {
        String provider = iam.createOpenIDConnectProvider(r -> r.url(issuer.url()).clientIDList("app")).openIDConnectProviderArn();
        iam.createRole(r -> r.roleName("web").assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"%s"},"Action":"sts:AssumeRoleWithWebIdentity",
                "Condition":{"StringEquals":{"%s:sub":"alice"}}}]}""".formatted(provider, issuer.url().substring("http://".length()))));
    }

    @AfterEach
    void stop() {
        iam.close();
        nobody.close();
        issuer.close();
        server.close();
    }

    private String assume(String subject) {
        return nobody.assumeRoleWithWebIdentity(r -> r.roleArn(ROLE).roleSessionName("me").webIdentityToken(issuer.token(subject, server.now())))
                .assumedRoleUser().arn();
    }

    @Test
    void aTokenIsAllThatIsNeeded() {
        assertThat(assume("alice")).isEqualTo("arn:aws:sts::000000000000:assumed-role/web/me");
        assertThat(assume("alice")).isNotEmpty();
        assertThat(issuer.asked()).isEqualTo(2);
        assertThatThrownBy(() -> assume("bob")).isInstanceOf(StsException.class)
                .hasMessageContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }
}
