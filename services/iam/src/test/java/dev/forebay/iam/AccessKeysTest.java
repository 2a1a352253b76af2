package dev.forebay.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Credentials.Credential;
import dev.forebay.identity.Principal;
import dev.forebay.runtime.Bytes;
import dev.forebay.store.Scan;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.SealBroken;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.model.Credentials;

class AccessKeysTest {
    private final InProcess iam = new InProcess();

    @ParameterizedTest
    @ValueSource(strings = {"000000000000", "111122223333", "999999999999", "000000000001"})
    void aKeyIdTellsItsAccount(String account) {
        String id = AccessKeyId.of(AccessKeyId.LONG_LIVED, new AccountId(account), new Random(1));

        assertThat(id).matches("AKIA[A-Z2-7]{16}");
        assertThat(AccessKeyId.account(id)).contains(new AccountId(account));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AKIA", "AKIAIOSFODNN7EXAMPLE", "AKIA7777777777777777", "AKIAaaaaaaaaaaaaaaaa", "test", "000000000000", "AKIA11111111111111111"})
    void otherTextsTellNone(String text) {
        assertThat(AccessKeyId.account(text)).isEmpty();
    }

    @Test
    void aUsersKeyStandsForTheUser() {
        AccessKey key = keyOf("ops");
        Credential found = iam.find(key.accessKeyId());

        assertThat(found.secret()).isEqualTo(key.secretAccessKey()).hasSize(40);
        assertThat(found.account()).isEqualTo(InProcess.ACCOUNT);
        assertThat(found.principal().kind()).isEqualTo(Principal.Kind.USER);
        assertThat(found.principal().arn()).isEqualTo("arn:aws:iam::111122223333:user/ops");
        assertThat(found.principal().id()).startsWith("AIDA").hasSize(21);
        assertThat(found.principal().session().accessKeyId()).isEqualTo(key.accessKeyId());
    }

    @Test
    void keysSurviveARestart() {
        AccessKey key = keyOf("ops");
        iam.reopen();

        assertThat(iam.find(key.accessKeyId()).secret()).isEqualTo(key.secretAccessKey());
    }

    @Test
    void secretsAreNotReadableInTheStore() {
        String secret = keyOf("ops").secretAccessKey();
        StringBuilder everything = new StringBuilder();
        try (Scan scan = iam.store.scan(new byte[] {0}, new byte[] {(byte) 0xff, 0, 0})) {
            while (scan.next()) {
                everything.append(new String(scan.value(), StandardCharsets.ISO_8859_1));
            }
        }

        assertThat(everything.toString()).contains("ops").doesNotContain(secret);
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        keyOf("ops");

        assertThatThrownBy(() -> IamService.open(dev.forebay.runtime.Partitions.open(iam.store), AesVault.inMemory(), iam.clock, new Random(1), IssuerKeys.NONE))
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void inactiveDeletedAndUnknownKeysAreRefused() {
        AccessKey key = keyOf("ops");
        iam.iam().updateAccessKey(r -> r.userName("ops").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
        refused(key.accessKeyId());
        iam.iam().updateAccessKey(r -> r.userName("ops").accessKeyId(key.accessKeyId()).status(StatusType.ACTIVE));
        assertThat(iam.find(key.accessKeyId()).secret()).isEqualTo(key.secretAccessKey());
        assertThatThrownBy(() -> iam.service.credentials().find(key.accessKeyId(), Optional.of("token"))).isInstanceOf(AuthenticationRefused.class);
        iam.iam().deleteAccessKey(r -> r.userName("ops").accessKeyId(key.accessKeyId()));
        refused(key.accessKeyId());
        refused("AKIAIOSFODNN7EXAMPLE");
        refused("test");
    }

    private void refused(String key) {
        assertThatThrownBy(() -> iam.find(key)).isInstanceOfSatisfying(AuthenticationRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo("InvalidClientTokenId");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused).hasMessage("The security token included in the request is invalid.");
        });
    }

    @Test
    void aRootGetsItsFirstKeyOnce() {
        RootKey first = iam.service.createRootIfNone(InProcess.ACCOUNT).orElseThrow();
        iam.reopen();

        assertThat(iam.service.createRootIfNone(InProcess.ACCOUNT)).isEmpty();
        assertThat(iam.find(first.accessKeyId()).principal().kind()).isEqualTo(Principal.Kind.ROOT);
        assertThat(first.toString()).doesNotContain(first.secret());
    }

    @Test
    void resettingARootLeavesOnlyTheNewKey() {
        RootKey first = iam.service.createRootIfNone(InProcess.ACCOUNT).orElseThrow();
        RootKey second = iam.service.resetRoot(InProcess.ACCOUNT);

        refused(first.accessKeyId());
        assertThat(iam.find(second.accessKeyId()).secret()).isEqualTo(second.secret());
    }

    @Test
    void whatTheRootGotEndsWithItsReset() {
        Caller root = InProcess.caller(iam.find(iam.service.createRootIfNone(InProcess.ACCOUNT).orElseThrow().accessKeyId()));
        Credentials session = iam.sts(root).getSessionToken().credentials();
        Credentials federated = iam.sts(root).getFederationToken(r -> r.name("guest")).credentials();
        assertThat(iam.find(session).principal().kind()).isEqualTo(Principal.Kind.ROOT);
        assertThat(iam.find(federated).principal().kind()).isEqualTo(Principal.Kind.FEDERATED);

        RootKey second = iam.service.resetRoot(InProcess.ACCOUNT);
        refused(session);
        refused(federated);
        iam.reopen();
        refused(session);

        Caller again = InProcess.caller(iam.find(second.accessKeyId()));
        Credentials later = iam.sts(again).getSessionToken().credentials();
        iam.iam().createAccountAlias(r -> r.accountAlias("shop"));
        iam.reopen();
        assertThat(iam.find(later).principal().kind()).isEqualTo(Principal.Kind.ROOT);
    }

    @Test
    void sessionsOutliveTheKeyThatGotThemAndTheResetOfARoot() {
        AccessKey key = keyOf("ops");
        Credentials session = iam.sts(InProcess.caller(iam.find(key.accessKeyId()))).getSessionToken().credentials();

        iam.iam().deleteAccessKey(r -> r.userName("ops").accessKeyId(key.accessKeyId()));
        iam.service.resetRoot(InProcess.ACCOUNT);

        assertThat(iam.find(session).principal().arn()).endsWith(":user/ops");
    }

    private void refused(Credentials lent) {
        assertThatThrownBy(() -> iam.find(lent)).isInstanceOfSatisfying(AuthenticationRefused.class,
                refused -> assertThat(refused.code()).isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void anAccountThatWasKeptBeforeResetsWereCountedHasNone() {
        byte[] earlier = Bytes.write(1, out -> Bytes.text(out, "shop"));
        assertThat(AccountFacts.read(earlier)).isEqualTo(new AccountFacts("shop", 0));
        AccountFacts now = new AccountFacts("shop", 3);
        assertThat(AccountFacts.read(now.write())).isEqualTo(now);
    }

    private AccessKey keyOf(String user) {
        iam.iam().createUser(r -> r.userName(user));
        return iam.iam().createAccessKey(r -> r.userName(user)).accessKey();
    }
}
