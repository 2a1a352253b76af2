package dev.forebay.server;

import static dev.forebay.server.EnforcedAccount.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.iam.RootKey;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** IAM, KMS and CloudTrail by AWS's own clients where policies are enforced: what docs/access-rules.md states opens an operation, and nothing less does. */
class EnforcedRulesTest {
    private static final String ALIAS = "arn:aws:kms:us-east-1:000000000000:alias/orders";
    private static final SdkBytes COFFEE = SdkBytes.fromUtf8String("one espresso");

    private final EnforcedAccount account = new EnforcedAccount();
    private int users;

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void aUserIsReadByWhoMayReadJustThatUser() {
        account.user("ann");
        requireExactly("iam:GetUser", EnforcedAccount.arn("ann"), key -> iam(key).getUser(request -> request.userName("ann")));
    }

    @Test
    void whoMayReadOneselfNeedsNoName() {
        IamClient ann = iam(account.user("ann", allow("iam:GetUser", EnforcedAccount.arn("ann"))));

        assertThat(ann.getUser().user().userName()).isEqualTo("ann");
        assertThatThrownBy(ann::listAccessKeys).satisfies(refused -> requireRefusal(refused, 403, "iam:ListAccessKeys", EnforcedAccount.arn("ann")));
    }

    @Test
    void aGroupTakesUsersFromWhoMayAddToIt() {
        account.user("ann");
        iam(account.root()).createGroup(request -> request.groupName("baristas"));
        requireExactly("iam:AddUserToGroup", "arn:aws:iam::000000000000:group/baristas",
                key -> iam(key).addUserToGroup(request -> request.groupName("baristas").userName("ann")));
    }

    @Test
    void whoRenamesAUserNeedsBothNames() {
        account.user("ann");
        String both = EnforcedAccount.arn("ann") + " " + EnforcedAccount.arn("anna");
        IamClient half = iam(account.user("half", allow("iam:UpdateUser", EnforcedAccount.arn("ann"))));
        IamClient whole = iam(account.user("whole", allow("iam:UpdateUser", both)));

        assertThatThrownBy(() -> half.updateUser(request -> request.userName("ann").newUserName("anna")))
                .satisfies(refused -> requireRefusal(refused, 403, "iam:UpdateUser", EnforcedAccount.arn("anna")));
        whole.updateUser(request -> request.userName("ann").newUserName("anna"));
    }

    @Test
    void aListIsForWhoMayListEverything() {
        requireExactly("iam:ListUsers", "*", key -> iam(key).listUsers());
    }

    @Test
    void aKeyEncryptsForWhoMayEncryptWithIt() {
        String key = newKey();
        requireExactly("kms:Encrypt", key, user -> kms(user).encrypt(request -> request.keyId(key).plaintext(COFFEE)));
        requireExactly("kms:DescribeKey", key, user -> kms(user).describeKey(request -> request.keyId(key)));
    }

    @Test
    void anAliasIsMadeByWhoMayOnTheAliasAndOnTheKey() {
        String key = newKey();
        requireNeeded("kms:CreateAlias", ALIAS, key, user -> kms(user).createAlias(request -> request.aliasName("alias/orders").targetKeyId(key)));
    }

    @Test
    void anAliasIsMovedByWhoMayOnTheAliasAndOnBothKeys() {
        String before = newKey();
        String after = newKey();
        kms(account.root()).createAlias(request -> request.aliasName("alias/orders").targetKeyId(before));
        Consumer<RootKey> move = user -> kms(user).updateAlias(request -> request.aliasName("alias/orders").targetKeyId(after));
        RootKey half = account.user("half", allow("kms:UpdateAlias", ALIAS + " " + after));

        assertThatThrownBy(() -> move.accept(half)).satisfies(refused -> requireRefusal(refused, 400, "kms:UpdateAlias", before));
        move.accept(account.user("whole", allow("kms:UpdateAlias", ALIAS + " " + before + " " + after)));
    }

    @Test
    void anAliasIsDeletedByWhoMayOnTheAliasAndOnItsKey() {
        String key = newKey();
        kms(account.root()).createAlias(request -> request.aliasName("alias/orders").targetKeyId(key));
        requireNeeded("kms:DeleteAlias", ALIAS, key, user -> kms(user).deleteAlias(request -> request.aliasName("alias/orders")));
    }

    @Test
    void theTrailIsReadByWhoMay() {
        requireExactly("cloudtrail:LookupEvents", "*", key -> trail(key).lookupEvents());
        requireExactly("cloudtrail:ListPublicKeys", "*", key -> trail(key).listPublicKeys());
    }

    /** One action on one resource: without either the refusal names both, with both the call is answered. */
    private void requireExactly(String action, String resource, Consumer<RootKey> call) {
        int status = action.startsWith("iam:") ? 403 : 400;
        String service = action.substring(0, action.indexOf(':'));
        requireRefused(() -> call.accept(newUser()), status, action, resource);
        requireRefused(() -> call.accept(newUser(allow(service + ":Other", resource))), status, action, resource);
        if (!resource.equals("*")) {
            requireRefused(() -> call.accept(newUser(allow(action, resource + "-other"))), status, action, resource);
        }
        call.accept(newUser(allow(action, resource)));
    }

    /** One action on two resources: the refusal names the one that is missing. */
    private void requireNeeded(String action, String first, String second, Consumer<RootKey> call) {
        requireRefused(() -> call.accept(newUser(allow(action, second))), 400, action, first);
        requireRefused(() -> call.accept(newUser(allow(action, first))), 400, action, second);
        call.accept(newUser(allow(action, first + " " + second)));
    }

    private static void requireRefused(ThrowingCallable call, int status, String action, String resource) {
        assertThatThrownBy(call).satisfies(refused -> requireRefusal(refused, status, action, resource));
    }

    private static void requireRefusal(Throwable refused, int status, String action, String resource) {
        assertThat(refused).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(status == 403 ? "AccessDenied" : "AccessDeniedException");
            assertThat(error.awsErrorDetails().errorMessage())
                    .contains(" is not authorized to perform: " + action + " on resource: " + resource + " because no identity-based policy allows");
        });
    }

    private RootKey newUser(String... statements) {
        return account.user("user" + ++users, statements);
    }

    private String newKey() {
        return kms(account.root()).createKey().keyMetadata().arn();
    }

    private IamClient iam(RootKey user) {
        return account.client(IamClient.builder(), user);
    }

    private KmsClient kms(RootKey user) {
        return account.client(KmsClient.builder(), user);
    }

    private CloudTrailClient trail(RootKey user) {
        return account.client(CloudTrailClient.builder(), user);
    }
}
