package dev.forebay.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

/** What users see only after a restart, or not at all. */
class KmsServiceTest {
    private static final Caller USER = Caller.root(new AccountId("111111111111"), Region.DEFAULT);
    private static final Caller SQS = Caller.service("sqs", USER.account(), USER.region());
    private static final Map<String, String> CONTEXT = Map.of("a", "b");

    private final InProcess kms = new InProcess();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void whatWasEncryptedBeforeARestartIsDecryptedAfterIt() {
        String key = user().createKey(r -> r.description("d").tags(Tag.builder().tagKey("k").tagValue("v").build())).keyMetadata().keyId();
        user().createAlias(r -> r.aliasName("alias/kept").targetKeyId(key));
        SdkBytes ciphertext = user().encrypt(r -> r.keyId("alias/kept").plaintext(SdkBytes.fromUtf8String("text")).encryptionContext(CONTEXT)).ciphertextBlob();
        var described = user().describeKey(r -> r.keyId(key));
        kms.reopen();

        assertThat(user().decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)).plaintext().asUtf8String()).isEqualTo("text");
        assertThat(user().describeKey(r -> r.keyId("alias/kept"))).isEqualTo(described);
    }

    @Test
    void whatBecameDueWhileNobodyRanIsDoneAtTheStart() {
        String key = user().createKey().keyMetadata().keyId();
        user().scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        kms.clock.advance(Duration.ofDays(8));
        kms.reopen();

        assertThatThrownBy(() -> user().describeKey(r -> r.keyId(key))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aServiceHasAKeyOfItsOwnThatNobodyElseKnows() {
        KmsClient sqs = kms.client(SQS);
        var made = sqs.generateDataKey(r -> r.keyId("alias/aws-owned/sqs").numberOfBytes(32).encryptionContext(CONTEXT));
        String id = made.keyId().replaceFirst(".*/", "");

        assertThat(sqs.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(CONTEXT)).plaintext()).isEqualTo(made.plaintext());
        assertThat(user().listKeys().keys()).isEmpty();
        assertThat(user().listAliases().aliases()).isEmpty();
        assertThatThrownBy(() -> user().describeKey(r -> r.keyId(id))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> user().describeKey(r -> r.keyId("alias/aws-owned/sqs"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> user().decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(CONTEXT)))
                .isInstanceOf(KmsException.class).hasMessageContaining("or you are not allowed to access");
        kms.reopen();
        assertThat(kms.client(SQS).describeKey(r -> r.keyId("alias/aws-owned/sqs")).keyMetadata().keyId()).isEqualTo(id);
    }

    private KmsClient user() {
        return kms.client(USER);
    }
}
