#!/bin/sh
# IAM and STS through the AWS command line: prints one TAP line a test. FOREBAY_ENDPOINT is the endpoint to test, FOREBAY_TEST_AWS
# the command.

. ./tap.sh
warm
service=iam
prefix=cli-$$
account=000000000000
allow='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}'
trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}'

iam() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text iam "$@" 2>&1
}

sts() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text sts "$@" 2>&1
}

expect "create-user answers with an ARN" "arn:aws:iam::$account:user/ops/$prefix" \
    "$(iam create-user --user-name "$prefix" --path /ops/ --query User.Arn)"
expect "get-user finds it" "AIDA*" "$(iam get-user --user-name "$prefix" --query User.UserId)"
expect "list-users lists it" "$prefix" "$(iam list-users --path-prefix /ops/ --query "Users[?UserName=='$prefix'].UserName")"
expect "create-access-key tells the secret" "AKIA*	*" \
    "$(iam create-access-key --user-name "$prefix" --query 'AccessKey.[AccessKeyId,SecretAccessKey]')"
key=$(iam list-access-keys --user-name "$prefix" --query 'AccessKeyMetadata[0].AccessKeyId')
succeeds "update-access-key is taken" update-access-key --user-name "$prefix" --access-key-id "$key" --status Inactive
succeeds "delete-access-key is taken" delete-access-key --user-name "$prefix" --access-key-id "$key"

expect "create-group answers with an ARN" "arn:aws:iam::$account:group/$prefix" \
    "$(iam create-group --group-name "$prefix" --query Group.Arn)"
succeeds "add-user-to-group is taken" add-user-to-group --group-name "$prefix" --user-name "$prefix"
expect "get-group shows its users" "$prefix" "$(iam get-group --group-name "$prefix" --query 'Users[0].UserName')"

expect "create-role answers with an ARN" "arn:aws:iam::$account:role/$prefix" \
    "$(iam create-role --role-name "$prefix" --assume-role-policy-document "$trust" --query Role.Arn)"
expect "get-role shows whom it trusts" "sts:AssumeRole" \
    "$(iam get-role --role-name "$prefix" --query 'Role.AssumeRolePolicyDocument.Statement[0].Action')"
policy=$(iam create-policy --policy-name "$prefix" --policy-document "$allow" --query Policy.Arn)
expect "create-policy answers with an ARN" "arn:aws:iam::$account:policy/$prefix" "$policy"
succeeds "attach-role-policy is taken" attach-role-policy --role-name "$prefix" --policy-arn "$policy"
succeeds "attach-group-policy takes one of AWS's" attach-group-policy --group-name "$prefix" \
    --policy-arn arn:aws:iam::aws:policy/AmazonSQSFullAccess
expect "list-attached-role-policies lists it" "$prefix" \
    "$(iam list-attached-role-policies --role-name "$prefix" --query 'AttachedPolicies[].PolicyName')"
succeeds "put-user-policy is taken" put-user-policy --user-name "$prefix" --policy-name inline --policy-document "$allow"
expect "get-user-policy shows the document" "sqs:\*" \
    "$(iam get-user-policy --user-name "$prefix" --policy-name inline --query 'PolicyDocument.Statement[0].Action')"
expect "get-policy-version shows the document" "sqs:\*" \
    "$(iam get-policy-version --policy-arn "$policy" --version-id v1 --query 'PolicyVersion.Document.Statement[0].Action')"
expect "deleting what is in use is a conflict" "*DeleteConflict*Cannot delete entity, must*" "$(iam delete-user --user-name "$prefix")"

expect "get-caller-identity tells who calls" "$account	arn:aws:iam::$account:root" \
    "$(sts get-caller-identity --query '[Account,Arn]')"
expect "assume-role lends credentials" "ASIA*	arn:aws:sts::$account:assumed-role/$prefix/me" \
    "$(sts assume-role --role-arn "arn:aws:iam::$account:role/$prefix" --role-session-name me \
        --query '[Credentials.AccessKeyId,AssumedRoleUser.Arn]')"
expect "get-session-token lends credentials" "ASIA*" "$(sts get-session-token --query Credentials.AccessKeyId)"
expect "what is not there is told" "*NoSuchEntity*The role with name none cannot be found.*" "$(iam get-role --role-name none)"

plan
