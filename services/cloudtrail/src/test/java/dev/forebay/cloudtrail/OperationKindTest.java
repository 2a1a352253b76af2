package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/** The tables name operations that are there, and sort every operation. */
class OperationKindTest {

    /** Names of services as in credential scopes, and as the SDK's packages have them. */
    private static final Map<String, String> SERVICES = Map.of("sqs", "sqs", "sns", "sns", "kinesis", "kinesis", "dynamodb", "dynamodb",
            "monitoring", "cloudwatch", "iam", "iam", "sts", "sts", "kms", "kms", "cloudtrail", "cloudtrail");

    /** Verbs of operations that change something. A new verb makes somebody think. */
    private static final Set<String> CHANGING = Set.of("Add", "Associate", "Accept", "Attach", "Cancel", "Change", "Confirm", "Connect", "Create", "Deactivate",
            "Decrease", "Delete", "Deregister", "Detach", "Disable", "Disconnect", "Enable", "Export", "Import", "Increase", "Merge", "Opt", "Purge", "Put", "Register",
            "Reject", "Remove", "Replicate", "Reset", "Restore", "Resync", "Retire", "Revoke", "Rotate", "Schedule", "Send", "Set", "Split", "Start", "Stop", "Subscribe",
            "Tag", "Unsubscribe", "Untag", "Update", "Upload", "Publish", "Transact", "Batch", "Execute", "Generate", "Search");

    @Test
    void everyOperationOfATableIsThere() {
        SERVICES.forEach((service, sdk) -> {
            // Without case: the SDK respells acronyms, such as SAML.
            List<String> there = operations(sdk).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            assertThat(OperationKind.tabled(service)).allMatch(name -> there.contains(name.toLowerCase(Locale.ROOT)));
        });
    }

    @Test
    void everyOperationIsEitherOfAKnownVerbThatChangesOrReadsOnly() {
        SERVICES.forEach((service, sdk) -> assertThat(operations(sdk)).as(service)
                .allMatch(name -> OperationKind.of(service, name).readOnly() || CHANGING.stream().anyMatch(name::startsWith)
                        || name.matches("Verify.*SandboxPhoneNumber|AssumeRoleWithSaml|AssumeRoot|Finalize.*|SendDelegationToken")));
    }

    @Test
    void messagesAndRecordsAreDataAndKeysAreNot() {
        assertThat(OperationKind.of("sqs", "SendMessage")).isEqualTo(new OperationKind(true, false));
        assertThat(OperationKind.of("sqs", "ReceiveMessage")).isEqualTo(new OperationKind(true, true));
        assertThat(OperationKind.of("kms", "Decrypt")).isEqualTo(new OperationKind(false, true));
        assertThat(OperationKind.of("iam", "GenerateCredentialReport")).isEqualTo(new OperationKind(false, false));
        assertThat(OperationKind.of("sqs", "PurgeQueue")).isEqualTo(new OperationKind(false, false));
    }

    private static List<String> operations(String sdk) {
        return Shapes.of(sdk).stream().filter(SdkRequest.class::isAssignableFrom).map(Class<? extends SdkPojo>::getSimpleName)
                .map(name -> name.substring(0, name.length() - "Request".length())).toList();
    }
}
