package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;

/** What the contracts of IAM and STS share: two clients of one account, and documents. */
public abstract class IamContract extends ServiceContract<IamHarness> {
    protected static final String ACCOUNT = ALICE.account().value();
    protected static final String ALLOW = document("\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"");
    protected static final String TRUST = document("\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + ACCOUNT
            + ":root\"},\"Action\":\"sts:AssumeRole\"");

    protected IamClient iam;
    protected StsClient sts;

    @BeforeEach
    void connect() {
        iam = harness().iam(ALICE);
        sts = harness().sts(ALICE);
    }

    protected static String document(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{" + statement + "}]}";
    }

    protected String newUser(String stem) {
        return iam.createUser(r -> r.userName(newName(stem))).user().userName();
    }

    protected String newGroup(String stem) {
        return iam.createGroup(r -> r.groupName(newName(stem))).group().groupName();
    }

    protected String newRole(String stem) {
        return iam.createRole(r -> r.roleName(newName(stem)).assumeRolePolicyDocument(TRUST)).role().roleName();
    }

    /** Its ARN. */
    protected String newPolicy(String stem) {
        return iam.createPolicy(r -> r.policyName(newName(stem)).policyDocument(ALLOW)).policy().arn();
    }

    protected static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** AWS's no, with its code, and what its message contains. */
    protected static void refusalOf(ThrowingCallable call, String code, String why) {
        AwsServiceException refused = refused(call);
        assertThat(refused.awsErrorDetails().errorCode()).as(refused.getMessage()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).contains(why);
    }
}
