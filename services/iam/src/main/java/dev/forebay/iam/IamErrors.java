package dev.forebay.iam;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyNotAttachableException;

/** Every error of IAM, with AWS's code and words. They carry no stack trace: the caller's fault has none worth having. */
final class IamErrors {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private IamErrors() {}

    static AwsServiceException noSuchEntity(String message) {
        return error(NoSuchEntityException.builder(), "NoSuchEntity", NOT_FOUND, message);
    }

    /** {@code what}: user, group, role, user policy … */
    static AwsServiceException notFound(String what, String name) {
        return noSuchEntity("The " + what + " with name " + name + " cannot be found.");
    }

    static AwsServiceException noKey(String id) {
        return noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }

    static AwsServiceException noPolicy(String arn) {
        return noSuchEntity("Policy " + arn + " was not found.");
    }

    static AwsServiceException notAttachable(String arn) {
        return noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }

    static AwsServiceException policyNotAttachable(String message) {
        return error(PolicyNotAttachableException.builder(), "PolicyNotAttachable", BAD_REQUEST, message);
    }

    static AwsServiceException noProvider(String arn) {
        return noSuchEntity("OpenIDConnect Provider not found for arn " + arn);
    }

    static AwsServiceException exists(String message) {
        return error(EntityAlreadyExistsException.builder(), "EntityAlreadyExists", CONFLICT, message);
    }

    static AwsServiceException deleteConflict(String message) {
        return error(DeleteConflictException.builder(), "DeleteConflict", CONFLICT, message);
    }

    static AwsServiceException limitExceeded(String message) {
        return error(LimitExceededException.builder(), "LimitExceeded", CONFLICT, message);
    }

    /** {@code quota} as AWS names it, such as AccessKeysPerUser. */
    static AwsServiceException quota(String quota, int most) {
        return limitExceeded("Cannot exceed quota for " + quota + ": " + most);
    }

    static AwsServiceException malformedPolicy(String message) {
        return error(MalformedPolicyDocumentException.builder(), "MalformedPolicyDocument", BAD_REQUEST, message);
    }

    static AwsServiceException invalidInput(String message) {
        return error(InvalidInputException.builder(), "InvalidInput", BAD_REQUEST, message);
    }

    static AwsServiceException validation(String message) {
        return error(IamException.builder(), "ValidationError", BAD_REQUEST, message);
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, String code, int status, String message) {
        builder.writableStackTrace(false);
        return builder.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("Iam").errorCode(code).errorMessage(message).build())
                .build();
    }
}
