package dev.forebay.kms;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** What grant a request asks for. */
final class NewGrant {
    private static final Set<String> ALWAYS = Set.of("DescribeKey", "CreateGrant", "RetireGrant");
    private static final Set<String> SYMMETRIC = Set.of("Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext");
    private static final List<String> OPERATIONS = Stream.of(ALWAYS, SYMMETRIC, Set.of("GetPublicKey", "Sign", "Verify", "GenerateMac", "VerifyMac",
            "DeriveSharedSecret")).flatMap(Set::stream).sorted().toList();
    private static final Pattern PRINCIPAL = Pattern.compile("arn:aws[a-z-]*:(iam|sts)::\\d{12}:(root|user/.+|role/.+|assumed-role/.+|federated-user/.+)"
            + "|[a-z0-9.-]+\\.amazonaws\\.com");
    private static final int MOST_CONTEXT = 384;

    private NewGrant() {}

    static Grant.Terms terms(CreateGrantRequest request, Nature nature) {
        Set<String> operations = operations(request.operationsAsStrings(), nature);
        Grant.Constraint constraint = constraint(request.constraints());
        if (constraint.kind() != Grant.Constraint.Kind.NONE && nature.spec() != Spec.SYMMETRIC_DEFAULT) {
            throw KmsErrors.validation("Grant constraints are for symmetric encryption keys only.");
        }
        return new Grant.Terms(principal(Checks.required("granteePrincipal", request.granteePrincipal())),
                request.retiringPrincipal() == null ? "" : principal(request.retiringPrincipal()),
                operations, constraint, request.name() == null ? "" : request.name());
    }

    private static String principal(String given) {
        if (!PRINCIPAL.matcher(given).matches()) {
            throw KmsErrors.invalidArn("ARN does not refer to a valid principal: " + given);
        }
        return given;
    }

    private static Set<String> operations(List<String> given, Nature nature) {
        if (given.isEmpty()) {
            throw KmsErrors.validation("1 validation error detected: Value '[]' at 'operations' failed to satisfy constraint: "
                    + "Member must have length greater than or equal to 1");
        }
        Set<String> allowed = allowed(nature);
        return given.stream().map(one -> Checks.oneOf("operations", one, OPERATIONS)).peek(one -> {
            if (!allowed.contains(one)) {
                throw KmsErrors.validation("Grant operation " + one + " is not compatible with key usage " + nature.usage() + " and key spec "
                        + nature.spec() + ".");
            }
        }).collect(Collectors.toSet());
    }

    private static Set<String> allowed(Nature nature) {
        Set<String> own = switch (nature.usage()) {
            case ENCRYPT_DECRYPT -> nature.spec().isPair()
                    ? Set.of("Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GetPublicKey") : SYMMETRIC;
            case SIGN_VERIFY -> Set.of("Sign", "Verify", "GetPublicKey");
            case GENERATE_VERIFY_MAC -> Set.of("GenerateMac", "VerifyMac");
            case KEY_AGREEMENT -> Set.of("DeriveSharedSecret", "GetPublicKey");
        };
        return Stream.concat(own.stream(), ALWAYS.stream()).collect(Collectors.toSet());
    }

    private static Grant.Constraint constraint(GrantConstraints given) {
        if (given == null || !given.hasEncryptionContextEquals() && !given.hasEncryptionContextSubset()) {
            return Grant.Constraint.NONE;
        }
        if (given.hasEncryptionContextEquals() && given.hasEncryptionContextSubset()) {
            throw KmsErrors.validation("A grant has one constraint: EncryptionContextEquals or EncryptionContextSubset.");
        }
        Map<String, String> context = EncryptionContext.checked(
                given.hasEncryptionContextEquals() ? given.encryptionContextEquals() : given.encryptionContextSubset());
        if (context.entrySet().stream().mapToInt(entry -> entry.getKey().length() + entry.getValue().length()).sum() > MOST_CONTEXT) {
            throw KmsErrors.validation("A grant's constraint has at most " + MOST_CONTEXT + " characters.");
        }
        return new Grant.Constraint(given.hasEncryptionContextEquals() ? Grant.Constraint.Kind.EQUALS : Grant.Constraint.Kind.SUBSET, context);
    }
}
