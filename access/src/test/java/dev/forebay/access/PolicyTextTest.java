package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's messages, as it was seen to give them. Policies are written with single quotes; {@code @} is an allowed list of a bucket. */
class PolicyTextTest {
    private static final String STATEMENT = "'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::b'";

    @ParameterizedTest
    @ValueSource(strings = {
        "This is not a json document", "{'Version':'2013-10-17','Statement':{@}}", "{'Version':'2012-10-17'}",
        "{'Version':'2012-10-17','Statement':['afd']}", "{'Version':'2012-10-17','Statement':[]}",
        "{'Version':'2012-10-17','Statement':{@},'Extra':'x'}", "{'Version':'2012-10-17','Statement':{@,'Extra':'x'}}",
        "{'Version':'2012-10-17','Id':['x'],'Statement':{@}}", "{'Version':'2012-10-17','Statement':{@,'Sid':{}}}",
        "{'Version':'2012-10-17','Statement':{'Effect':'invalid','Action':'s3:L','Resource':'*'}}",
        "{'Version':'2012-10-17','Statement':{'Action':'s3:L','Resource':'*'}}",
        "{'Version':'2012-10-17','Statement':{@,'NotResource':[]}}", "{'Version':'2012-10-17','Statement':{@,'NotAction':'x'}}",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':[[]],'Resource':'*'}}",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':{},'Resource':'*'}}",
        "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:L','Resource':['adfdf',{}]}}",
        "{'Version':'2012-10-17','Statement':{@,'Condition':[]}}", "{'Version':'2012-10-17','Statement':{@,'Condition':{'a':'b'}}}",
        "{'Version':'2012-10-17','Statement':{@,'Condition':{'DateGreaterThan':[]}}}",
        "{'Version':'2012-10-17','Statement':{@,'Condition':{'DateGreaterThan':{'a':{}}}}}",
        "{'Version':'2012-10-17','Statement':{@,'Condition':{'x':{'a':'1'}}}}",
        "{'Version':'2012-10-17','Statement':{@,'Condition':{'ForAnyValue::StringEqualsIfExists':{'a':'asf'}}}}",
        "{'Version':'2012-10-17','Statement':{@,'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0'}}}}"})
    void whatIsNoPolicyHasSyntaxErrors(String policy) {
        assertThat(identity(policy)).isEqualTo("Syntax errors in policy.");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'Effect':'Allow','Action':'s3:L','Resource':'arn:aws:s3::b'", "'Effect':'Allow','Resource':'arn:aws:s3::b'",
        "'Effect':'Allow','Action':'s3:L','NotResource':'arn:aws:s3::b'", "'Effect':'denY','Action':'s3:L','Resource':'*'",
        "'Effect':'allow','Resource':'arn:aws:s3:us-east-1::b'", "'Effect':'Allow','Action':'s3:L','Resource':'arn:aws::::b'",
        "'Effect':'Allow','Action':'s3:L','Resource':'arn:aws::fdsasf'", "@,'Condition':{'DateGreaterThan':{'a':'sdfdsf'}}",
        "'Effect':'Allow','Condition':{'DateGreaterThan':{'a':'sdfdsf'}}", "@,'Condition':{'DateLessThanEquals':{'a':'234-13'}}",
        "@,'Condition':{'DateLessThanEquals':{'a':'2016-12-13t2:00:00.593194+1'}}", "@,'Condition':{'DateLessThan':{'a':'9223372036854775808'}}",
        "@,'Condition':{'DateLessThanEquals':{'a':'2016-12-13t2:00:00.1999999999+10:59'}}",
        "'Effect':'Allow','Action':'s3:L','Resource':'arn:error:s3:::b','Condition':{'DateGreaterThan':{'a':'sdfdsf'}}"})
    void whatTheOlderParserDoesNotTake(String statement) {
        assertThat(identity("{'Version':'2012-10-17','Statement':{" + statement + "}}")).isEqualTo("The policy failed legacy parsing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'Action':'invalid','Resource':'arn:aws:s3:::b' | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "'Action':'invalid' | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "'NotAction':'','Resource':'arn:aws:s3:::b' | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "'Action':'a a:L','Resource':'*' | Vendor a a is not valid",
        "'Action':'s3:List:Bucket','Resource':'*' | Actions/Condition can contain only one colon.",
        "'Action':'s3:L','Resource':'invalid resource' | Resource invalid resource must be in ARN format or \"*\".",
        "'Action':'s3:L','Resource':'' | Resource  must be in ARN format or \"*\".",
        "'Action':'s:3:L','Resource':'sdfsadf' | Resource sdfsadf must be in ARN format or \"*\".",
        "'Action':'s3:L','Resource':'a:bsdfdsafsad' | Partition \"bsdfdsafsad\" is not valid for resource \"arn:bsdfdsafsad:*:*:*:*\".",
        "'Action':'s3:L','Resource':'a:b:cadfsdf' | Partition \"b\" is not valid for resource \"arn:b:cadfsdf:*:*:*\".",
        "'Action':'s3:L','Resource':'a:b:c:d:e:f:g:h' | Partition \"b\" is not valid for resource \"arn:b:c:d:e:f:g:h\".",
        "'Action':'s3:L','Resource':'aws:s3:::b' | Partition \"s3\" is not valid for resource \"arn:s3:::b:*\".",
        "'Action':'s3:L','Resource':['arn:error:s3:::b','arn:error:s3::b'] | Partition \"error\" is not valid for resource \"arn:error:s3:::b\".",
        "'Action':'s3:L' | Policy statement must contain resources.", "'Action':'s3:L','Resource':[] | Policy statement must contain resources.",
        "'Resource':'arn:aws:s3:::b' | Policy statement must contain actions.", "'Action':[],'Resource':'*' | Policy statement must contain actions.",
        "'Action':'s3:L','Resource':'arn:aws' | Resource vendor must be fully qualified and cannot contain regexes.",
        "'Action':'s3:L','Resource':'arn:aws:iam:us-east-1::b' | IAM resource arn:aws:iam:us-east-1::b cannot contain region information.",
        "'Action':'s3:L','Resource':'arn:aws:s3:us-east-1::b' | Resource arn:aws:s3:us-east-1::b can not contain region information.",
        "'Action':'s3:L','Resource':'*','Principal':'*' | Policy document should not specify a principal."})
    void whatMakesNoSenseIsNamed(String statement, String message) {
        assertThat(identity("{'Version':'2012-10-17','Statement':{'Effect':'Allow'," + statement + "}}")).isEqualTo(message);
    }

    @Test
    void ofSeveralProblemsAwsTellsTheFirst() {
        assertThat(identity("{'Statement':[{'Sid':'a',@},{'Sid':'a','Effect':'Allow'}]}")).isEqualTo("Policy document must be version 2012-10-17 or greater.");
        assertThat(identity("{'Version':'2012-10-17','Statement':[{'Sid':'a',@},{'Sid':'a','Effect':'Allow'}]}"))
                .isEqualTo("Statement IDs (SID) in a single policy must be unique.");
        assertThat(identity("{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:L','Resource':'arn:aws:iam:::b'}}"))
                .startsWith("IAM resource path must either be \"*\" or start with user/, federated-user/, role/,");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "@", "'Effect':'Allow','Action':'iam: asdf safdsf af ','Resource':'*'", "'Effect':'Allow','Action':'*','Resource':['*','arn:aws:s3:::b']",
        "'Effect':'Allow','Action':'s3:L','Resource':'arn:aws:iam:::user/b'", "'Effect':'Allow','Action':'s3:L','Resource':'arn:aws:fdsasf'",
        "@,'Condition':{}", "@,'Condition':{'ForAllValues:StringEquals':{'aws:TagKeys':'Department'}}", "@,'Condition':{'DateGreaterThan':{}}",
        "'Effect':'Allow','Action':'s3:L','Resource':'arn:aws:cloudwatch:us-east-1::b'", "@,'Condition':{'DateGreaterThan':{'a':[]}}",
        "@,'Condition':{'a':{}}", "@,'Condition':{'x':{},'y':{}}", "@,'Sid':'x'", "'Effect':'Allow','NotAction':'s3:L','NotResource':'*'",
        "'Effect':'Allow','Action':'s3-s:L','Resource':'*'", "'Effect':'Allow','Action':'s3.s:L','Resource':'*'",
        "@,'Condition':{'DateGreaterThan':{'a':'01T'}}", "@,'Condition':{'ForAnyValue:StringEqualsIfExists':{'a':'asf'}}",
        "@,'Condition':{'DateLessThanEquals':{'a':'2016-12-13T21:20:37.593194+00:00'}}",
        "@,'Condition':{'DateLessThanEquals':{'a':'2016-12-13t2:00:00.593194+23'}}", "@,'Condition':{'DateLessThan':{'a':'-292275054'}}",
        "'Effect':'Allow','Action':'iam:GetUser','Resource':'arn:aws:iam::*:user/${aws:username}'",
        "'Effect':'Deny','NotAction':['iam:GetUser'],'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}",
        "@,'Condition':{'Bool':{'aws:SecureTransport':false}}"})
    void whatAwsTakes(String statement) {
        assertThat(identity("{'Version':'2012-10-17','Statement':{" + statement + "}}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'Principal':{'AWS':'*'},'Action':'sts:AssumeRole' | ",
        "'Principal':{'Service':'sns.amazonaws.com'},'Action':['sts:AssumeRole','sts:TagSession'] | ",
        "'Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Resource':'*' | Has prohibited field Resource",
        "'Principal':{'AWS':'*'},'Action':'sts:AssumeRole','NotResource':'*' | AssumeRole policy must not contain resources.",
        "'Principal':{'AWS':'*'},'Action':'sqs:SendMessage' | AssumeRole policy may only specify STS AssumeRole actions.",
        "'Principal':{'AWS':'*'} | Missing required field Action", "'Action':'sts:AssumeRole' | Missing required field Principal",
        "'Principal':'*','Action':'sts:AssumeRole' | Principal must be a JSON object.",
        "'NotPrincipal':{'AWS':'*'},'Action':'sts:AssumeRole' | Allow with NotPrincipal is not allowed.",
        "'Principal':{'AWS':'arn:aws:iam::111111111111:user/*'},'Action':'sts:AssumeRole' | Invalid principal in policy: \"AWS\":\"arn:aws:iam::111111111111:user/*\""})
    void theTrustOfARole(String statement, String message) {
        String policy = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow'," + statement + "}]}";

        assertThat(PolicyText.check(PolicyKind.TRUST, policy.replace('\'', '"')).orElse("")).isEqualTo(message == null ? "" : message);
    }

    @Test
    void aPolicyOfAResourceMustNamePrincipalsAndMayBeOld() {
        assertThat(PolicyText.check(PolicyKind.RESOURCE, "{'Statement':{@,'Principal':{'AWS':'*'}}}".replace("@", STATEMENT).replace('\'', '"'))).isEmpty();
        assertThat(PolicyText.check(PolicyKind.RESOURCE, "{'Statement':{@}}".replace("@", STATEMENT).replace('\'', '"')))
                .contains("Missing required field Principal");
    }

    private static String identity(String policy) {
        return PolicyText.check(PolicyKind.IDENTITY, policy.replace("@", STATEMENT).replace('\'', '"')).orElse("");
    }

    @Test
    void aMemberThatStandsTwiceIsRefusedAndDenies() {
        String twins = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

        assertThat(PolicyText.check(PolicyKind.IDENTITY, twins)).contains("Syntax errors in policy.");
        assertThat(Policy.of(PolicyKind.IDENTITY, twins).problem()).as("one that was kept before").isPresent();
    }
}
