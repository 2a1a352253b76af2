#!/bin/sh
# KMS through the AWS command line: prints one TAP line a test. FOREBAY_ENDPOINT is the endpoint to test, FOREBAY_TEST_AWS
# the command.

. ./tap.sh
warm
service=kms
alias=alias/cli-$$
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

kms() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text kms "$@" 2>&1
}

key=$(kms create-key --description "for the command line" --query KeyMetadata.KeyId)
expect "create-key answers with an id" "????????-????-4???-????-????????????" "$key"
arn=arn:aws:kms:us-east-1:000000000000:key/$key
expect "describe-key tells the ARN" "$arn" "$(kms describe-key --key-id "$key" --query KeyMetadata.Arn)"
succeeds "create-alias is taken" create-alias --alias-name "$alias" --target-key-id "$key"
expect "list-aliases lists it" "$alias" "$(kms list-aliases --key-id "$key" --query 'Aliases[0].AliasName')"

printf 'to be kept' > "$files/plain"
kms encrypt --key-id "$alias" --plaintext "fileb://$files/plain" --encryption-context a=b --query CiphertextBlob | base64 -d > "$files/sealed"
expect "decrypt gives back what was encrypted" "to be kept" \
    "$(kms decrypt --ciphertext-blob "fileb://$files/sealed" --encryption-context a=b --query Plaintext | base64 -d)"
expect "decrypt in another context is refused" "*InvalidCiphertextException*" \
    "$(kms decrypt --ciphertext-blob "fileb://$files/sealed" --encryption-context a=c)"
kms generate-data-key --key-id "$key" --key-spec AES_256 --query CiphertextBlob | base64 -d > "$files/data-key"
expect "a data key is 32 bytes" "32" "$(kms decrypt --ciphertext-blob "fileb://$files/data-key" --query Plaintext | base64 -d | wc -c | tr -d ' ')"

signing=$(kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY --query KeyMetadata.KeyId)
kms sign --key-id "$signing" --message "fileb://$files/plain" --signing-algorithm ECDSA_SHA_256 --query Signature | base64 -d > "$files/signature"
kms get-public-key --key-id "$signing" --query PublicKey | base64 -d > "$files/public"
expect "verify takes the signature" "True" "$(kms verify --key-id "$signing" --message "fileb://$files/plain" \
    --signature "fileb://$files/signature" --signing-algorithm ECDSA_SHA_256 --query SignatureValid)"
expect "openssl takes it too" "Verified OK" "$(openssl dgst -sha256 -keyform DER -verify "$files/public" -signature "$files/signature" "$files/plain" 2>&1)"

succeeds "enable-key-rotation is taken" enable-key-rotation --key-id "$key"
expect "get-key-rotation-status tells of it" "True" "$(kms get-key-rotation-status --key-id "$key" --query KeyRotationEnabled)"
grant=$(kms create-grant --key-id "$key" --grantee-principal arn:aws:iam::000000000000:root --operations Encrypt --query GrantId)
expect "list-grants lists the grant" "$grant" "$(kms list-grants --key-id "$key" --query 'Grants[0].GrantId')"
succeeds "revoke-grant is taken" revoke-grant --key-id "$key" --grant-id "$grant"
expect "get-key-policy shows the usual policy" "*Enable IAM User Permissions*" "$(kms get-key-policy --key-id "$key" --policy-name default --query Policy)"

succeeds "disable-key is taken" disable-key --key-id "$key"
expect "a disabled key is refused" "*DisabledException*$arn is disabled.*" "$(kms encrypt --key-id "$key" --plaintext "fileb://$files/plain")"
expect "schedule-key-deletion tells the state" "PendingDeletion" \
    "$(kms schedule-key-deletion --key-id "$key" --pending-window-in-days 7 --query KeyState)"
succeeds "delete-alias is taken" delete-alias --alias-name "$alias"
expect "an alias that is gone is not found" "*NotFoundException*$alias is not found*" "$(kms describe-key --key-id "$alias")"

plan
