package dev.forebay.wire;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The names of a service's errors. AWS calls one error by up to three names: the shape in its model
 * ({@code QueueDoesNotExist}), the code of its Query protocol ({@code AWS.SimpleQueueService.NonExistentQueue}) and the
 * SDK's class ({@code QueueDoesNotExistException}). A service may throw any of them; the protocol picks the one to tell.
 */
final class ErrorNames {

    /** Errors of every service: code in Query, then name in JSON. */
    private static final String[][] COMMON = {
        {"AccessDenied", "AccessDeniedException"},
        {"ExpiredToken", "ExpiredTokenException"},
        {"IncompleteSignature", "IncompleteSignatureException"},
        {"InternalFailure", "InternalFailure"},
        {"InvalidAction", "UnknownOperationException"},
        {"InvalidClientTokenId", "UnrecognizedClientException"},
        {"InvalidParameterValue", "InvalidParameterValueException"},
        {"MalformedInput", "SerializationException"},
        {"MissingAuthenticationToken", "MissingAuthenticationTokenException"},
        {"MissingParameter", "MissingRequiredParameterException"},
        {"RequestExpired", "RequestExpired"},
        {"ServiceUnavailable", "ServiceUnavailableException"},
        {"SignatureDoesNotMatch", "InvalidSignatureException"},
        {"Throttling", "ThrottlingException"},
        {"ValidationError", "ValidationException"},
    };

    /**
     * Refusals of who calls. AWS: services whose protocol has always been JSON answer them with 400, the others with 403, SQS
     * among them although it speaks JSON today.
     */
    private static final Set<String> OF_CALLERS = Set.of(
            "AccessDenied", "ExpiredToken", "InvalidClientTokenId", "MissingAuthenticationToken", "SignatureDoesNotMatch");

    private static final String COMMON_NAMESPACE = "com.amazon.coral.service#";

    /** Without case, since the SDK respells acronyms: AWS's {@code KMSDisabledException} is its {@code KmsDisabledException}. */
    private final Map<String, Name> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Of no service in particular. */
    ErrorNames() {
        common("", 0);
    }

    ErrorNames(WireModel model, Overlay overlay) {
        boolean jsonOnly = model.protocols().contains("json") && !model.protocols().contains("query") && overlay.namespace().isEmpty();
        common(overlay.errorNamespace().isEmpty() ? "" : COMMON_NAMESPACE, jsonOnly ? 400 : 403);
        Map<String, Name> codes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        model.errors().values().forEach(error -> {
            String code = overlay.codes().getOrDefault(error.name(), error.code().orElse(error.name()));
            int status = overlay.statuses().getOrDefault(error.name(), error.status().orElse(error.fault() ? 500 : 0));
            Name name = new Name(overlay.errorNamespace() + error.name(), code, status);
            names.put(error.name(), name);
            codes.put(code, name);
            names.putIfAbsent(error.name() + "Exception", name);
        });
        // CloudWatch has an error whose code is the name of another: names go first.
        codes.forEach((code, name) -> {
            if (!model.errors().containsKey(code)) {
                names.put(code, name);
            }
        });
    }

    private void common(String namespace, int statusOfCallers) {
        for (String[] common : COMMON) {
            Name name = new Name(namespace + common[1], common[0], OF_CALLERS.contains(common[0]) ? statusOfCallers : 0);
            names.put(common[0], name);
            names.put(common[1], name);
        }
    }

    /** What an exception is called, whichever of its names it carries. */
    Fault fault(Throwable error) {
        if (!(error instanceof AwsServiceException refusal)) {
            return new Fault("InternalFailure", "InternalFailure", 500, "The request processing has failed because of an unknown error.", error);
        }
        AwsErrorDetails details = refusal.awsErrorDetails();
        boolean unsaid = details == null || details.errorCode() == null;
        String code = unsaid ? refusal.getClass().getSimpleName() : details.errorCode();
        String message = details == null || details.errorMessage() == null ? refusal.getMessage() : details.errorMessage();
        Name name = names.getOrDefault(code, new Name(code, code, 0));
        int said = refusal.statusCode() >= 400 ? refusal.statusCode() : 400;
        return new Fault(name.json, name.query, name.status == 0 ? said : name.status, message == null ? "" : message, error);
    }

    /** The name in JSON, the code in Query, and the status that the model insists on or 0. */
    private record Name(String json, String query, int status) {}
}
