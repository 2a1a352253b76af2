package dev.forebay.server;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** A user, a group, a role, a policy and a provider, each called sample and with tags where it can have some; and how requests say them. */
record SampleIdentities(Map<String, String> strings) {
    private static final String ARN = "arn:aws:iam::000000000000:";
    private static final String ALLOWING = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private static final String TRUSTING = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["sts:AssumeRole","sts:TagSession"]}]}""";
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();

    static SampleIdentities in(IamClient iam) {
        String policy = iam.createPolicy(one -> one.policyName("sample").policyDocument(ALLOWING).tags(TAG)).policy().arn();
        iam.createUser(one -> one.userName("sample").permissionsBoundary(policy).tags(TAG));
        iam.createGroup(one -> one.groupName("sample"));
        iam.createRole(one -> one.roleName("sample").assumeRolePolicyDocument(TRUSTING).permissionsBoundary(policy).tags(TAG));
        Map<String, String> strings = new HashMap<>(Map.of("PolicyArn", policy, "PermissionsBoundary", policy, "PolicySourceArn", ARN + "user/sample",
                "RoleArn", ARN + "role/sample", "Path", "/", "NewPath", "/new/", "NewUserName", "renamed", "NewGroupName", "renamed"));
        strings.put("Url", "https://issuer.example.com/new");
        strings.put("OpenIDConnectProviderArn", iam.createOpenIDConnectProvider(
                one -> one.url("https://issuer.example.com").clientIDList("app").tags(TAG)).openIDConnectProviderArn());
        strings.put("AccessKeyId", iam.createAccessKey(one -> one.userName("sample")).accessKey().accessKeyId());
        return new SampleIdentities(Map.copyOf(strings));
    }
}
