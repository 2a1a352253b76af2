package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.iam.RootKey;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Grants where policies are enforced: a user without any policy may do with a key what it was granted, until the grant ends. */
class EnforcedGrantsTest {
    private final EnforcedAccount account = new EnforcedAccount();
    private final KmsClient root = kms(account.root());
    private final String key = root.createKey().keyMetadata().arn();
    private final KmsClient reader = kms(account.user("reader"));

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void whoIsGrantedMayDecryptUntilTheGrantIsRevoked() {
        SdkBytes ciphertext = encrypted(Map.of());
        requireRefused(ciphertext);

        String grant = root.createGrant(request -> request.keyId(key).granteePrincipal(EnforcedAccount.arn("reader"))
                .operations(GrantOperation.DECRYPT)).grantId();
        assertThat(reader.decrypt(request -> request.ciphertextBlob(ciphertext)).plaintext().asUtf8String()).isEqualTo("one espresso");
        assertThatThrownBy(() -> reader.encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromUtf8String("m"))))
                .isInstanceOf(KmsException.class).hasMessageContaining("kms:Encrypt");

        root.revokeGrant(request -> request.keyId(key).grantId(grant));
        requireRefused(ciphertext);
    }

    @Test
    void whoIsNamedForItRetiresTheGrant() {
        SdkBytes ciphertext = encrypted(Map.of());
        KmsClient keeper = kms(account.user("keeper"));
        String token = root.createGrant(request -> request.keyId(key).granteePrincipal(EnforcedAccount.arn("reader"))
                .retiringPrincipal(EnforcedAccount.arn("keeper")).operations(GrantOperation.DECRYPT)).grantToken();
        assertThat(reader.decrypt(request -> request.ciphertextBlob(ciphertext)).plaintext().asUtf8String()).isEqualTo("one espresso");
        assertThatThrownBy(() -> reader.retireGrant(request -> request.grantToken(token))).isInstanceOf(KmsException.class);

        keeper.retireGrant(request -> request.grantToken(token));

        requireRefused(ciphertext);
    }

    @Test
    void aGrantForOneContextOpensNoOther() {
        SdkBytes ours = encrypted(Map.of("shop", "north"));
        SdkBytes others = encrypted(Map.of("shop", "south"));
        root.createGrant(request -> request.keyId(key).granteePrincipal(EnforcedAccount.arn("reader")).operations(GrantOperation.DECRYPT)
                .constraints(constraints -> constraints.encryptionContextSubset(Map.of("shop", "north"))));

        assertThat(reader.decrypt(request -> request.ciphertextBlob(ours).encryptionContext(Map.of("shop", "north"))).plaintext().asUtf8String())
                .isEqualTo("one espresso");
        assertThatThrownBy(() -> reader.decrypt(request -> request.ciphertextBlob(others).encryptionContext(Map.of("shop", "south"))))
                .isInstanceOf(KmsException.class);
    }

    private void requireRefused(SdkBytes ciphertext) {
        assertThatThrownBy(() -> reader.decrypt(request -> request.ciphertextBlob(ciphertext)))
                .isInstanceOfSatisfying(KmsException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(refused.statusCode()).isEqualTo(400);
                })
                .hasMessageContaining(EnforcedAccount.arn("reader")).hasMessageContaining("kms:Decrypt");
    }

    private SdkBytes encrypted(Map<String, String> context) {
        return root.encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromUtf8String("one espresso")).encryptionContext(context)).ciphertextBlob();
    }

    private KmsClient kms(RootKey user) {
        return account.client(KmsClient.builder(), user);
    }
}
