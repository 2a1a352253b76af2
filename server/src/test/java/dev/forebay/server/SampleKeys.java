package dev.forebay.server;

import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.Tag;

/** Two keys of KMS with tags and aliases, and a grant on the first; and how requests say them. */
record SampleKeys(Map<String, String> strings) {
    static final String ALIAS = "alias/sample";

    static SampleKeys in(KmsClient kms) {
        String key = made(kms);
        String other = made(kms);
        kms.createAlias(one -> one.aliasName(ALIAS).targetKeyId(key));
        kms.createAlias(one -> one.aliasName("alias/other").targetKeyId(other));
        String token = kms.createGrant(one -> one.keyId(key).granteePrincipal("arn:aws:iam::000000000000:user/reader")
                .operations(GrantOperation.DECRYPT)).grantToken();
        return new SampleKeys(Map.of("KeyId", key, "SourceKeyId", key, "DestinationKeyId", other, "TargetKeyId", other, "AliasName", ALIAS,
                "GrantToken", token, "KeySpec", "SYMMETRIC_DEFAULT", "KeyUsage", "ENCRYPT_DECRYPT", "Origin", "AWS_KMS"));
    }

    private static String made(KmsClient kms) {
        return kms.createKey(one -> one.tags(Tag.builder().tagKey("team").tagValue("blue").build())).keyMetadata().arn();
    }
}
