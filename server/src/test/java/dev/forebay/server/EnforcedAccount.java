package dev.forebay.server;

import dev.forebay.iam.RootKey;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** A server over HTTP that enforces policies, with the root of its account and users whom a test adds; each signs with keys of its own. */
final class EnforcedAccount implements AutoCloseable {
    private static final String ARN = "arn:aws:iam::000000000000:user/";

    private final Forebay forebay = Forebay.start(ForebayConfig.inMemory().with(AuthConfig.ENFORCED).overHttp());
    private final RootKey root = forebay.newRoot().orElseThrow();

    RootKey root() {
        return root;
    }

    /** A user's ARN, by its name. */
    static String arn(String user) {
        return ARN + user;
    }

    /** A statement that allows these actions on these resources, with blanks between them. */
    static String allow(String actions, String resources) {
        return "{\"Effect\":\"Allow\",\"Action\":" + strings(actions) + ",\"Resource\":" + strings(resources) + "}";
    }

    private static String strings(String words) {
        return "[\"" + words.replace(" ", "\",\"") + "\"]";
    }

    /** A new user, with a policy of these statements, or with none. */
    RootKey user(String name, String... statements) {
        IamClient iam = client(IamClient.builder(), root);
        iam.createUser(request -> request.userName(name));
        if (statements.length > 0) {
            iam.putUserPolicy(request -> request.userName(name).policyName("p").policyDocument(
                    "{\"Version\":\"2012-10-17\",\"Statement\":" + List.of(statements) + "}"));
        }
        var made = iam.createAccessKey(request -> request.userName(name)).accessKey();
        return new RootKey(made.accessKeyId(), made.secretAccessKey());
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, RootKey user) {
        return builder.endpointOverride(forebay.endpoint()).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(user.accessKeyId(), user.secret())))
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    @Override
    public void close() {
        forebay.close();
    }
}
