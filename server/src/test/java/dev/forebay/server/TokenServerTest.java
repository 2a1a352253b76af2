package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A server process whose master key is in a token of SoftHSM 2: killed and started again, and refused when it cannot use the token. */
class TokenServerTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final String PIN = "123456";

    @TempDir
    private Path directory;

    private Path data;
    private Path tokens;

    @BeforeEach
    void sendUnderAKeyAndKill() throws Exception {
        if (!Files.exists(LIBRARY)) {
            Tool.missing("SoftHSM is not installed: apt install softhsm2");
        }
        data = directory.resolve("data");
        tokens = tokens("tokens");
        initialize(tokens);
        try (ServerProcess server = start(tokens, PIN)) {
            URI endpoint = server.endpoint();
            try (KmsClient kms = kms(endpoint); SqsClient sqs = sqs(endpoint)) {
                String key = kms.createKey().keyMetadata().keyId();
                String queue = sqs.createQueue(r -> r.queueName("orders").attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key))).queueUrl();
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody("one espresso"));
            }
        }
        assertThat(data.resolve("master.key")).doesNotExist();
    }

    @Test
    void whatWasSentUnderAKeyIsReadAfterAKill() throws IOException {
        assertTheMessageIsThere();
    }

    @Test
    void aWrongPinEndsTheStartAndChangesNothing() throws Exception {
        assertThat(refusal(tokens, "999999")).contains("cannot use the token in slot 0 of " + LIBRARY, "CKR_PIN_INCORRECT", "PIN of the token's user")
                .doesNotContain("999999");

        assertTheMessageIsThere();
    }

    @Test
    void aTokenThatIsNotThereEndsTheStartAndChangesNothing() throws Exception {
        assertThat(refusal(tokens("empty"), PIN)).contains("cannot use the token in slot 0 of " + LIBRARY, "Is it the token that is meant");

        assertTheMessageIsThere();
    }

    @Test
    void anotherTokenEndsTheStartAndChangesNothing() throws Exception {
        Path others = tokens("others");
        initialize(others);
        assertThat(refusal(others, PIN)).contains("there is no key 'forebay' in the token in slot 0 of " + LIBRARY, "Start with the token that has it");

        assertTheMessageIsThere();
    }

    private void assertTheMessageIsThere() throws IOException {
        try (ServerProcess server = start(tokens, PIN); SqsClient sqs = sqs(server.endpoint())) {
            String queue = sqs.getQueueUrl(r -> r.queueName("orders")).queueUrl();
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10)).messages()).singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("one espresso"));
        }
    }

    private String refusal(Path configuration, String pin) throws Exception {
        try (ServerProcess server = start(configuration, pin)) {
            assertThat(server.exitCode()).isEqualTo(Exit.COULD_NOT_START);
            return server.errors();
        }
    }

    private ServerProcess start(Path configuration, String pin) throws IOException {
        return new ServerProcess(Map.of("SOFTHSM2_CONF", configuration.toString(), "FOREBAY_VAULT_PKCS11_PIN", pin),
                "start", "--port=0", "--data-dir=" + data, "--vault-pkcs11-library=" + LIBRARY);
    }

    /** A configuration of SoftHSM with a folder of its own for tokens. */
    private Path tokens(String name) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        return Files.writeString(directory.resolve(name + ".conf"), "directories.tokendir = " + folder + "\nlog.level = ERROR\n");
    }

    private static void initialize(Path configuration) throws Exception {
        ProcessBuilder tool = new ProcessBuilder("softhsm2-util", "--init-token", "--free", "--label", "forebay", "--pin", PIN, "--so-pin", "654321")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        tool.environment().put("SOFTHSM2_CONF", configuration.toString());
        assertThat(tool.start().waitFor()).isZero();
    }

    private static KmsClient kms(URI endpoint) {
        return ManualServer.connect(KmsClient.builder().httpClient(UrlConnectionHttpClient.create()), CALLER, endpoint);
    }

    private static SqsClient sqs(URI endpoint) {
        return ManualServer.connect(SqsClient.builder().httpClient(UrlConnectionHttpClient.create()), CALLER, endpoint);
    }
}
