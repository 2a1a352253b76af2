"""IAM and STS through boto3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT."""

import datetime
import json
import uuid

from botocore.exceptions import ClientError
from clients import client
from tap import run_all, test

ACCOUNT = "000000000000"
ALLOW_SQS = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}],
}

iam = client("iam")
sts = client("sts")


def name(stem):
    return f"boto-{stem}-{uuid.uuid4().hex[:10]}"


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response["Error"]["Message"]
    raise AssertionError(f"not refused with {code}")


@test
def a_user_lives():
    user_name = name("user")
    made = iam.create_user(UserName=user_name, Path="/team/a/", Tags=[{"Key": "team", "Value": "größe=1"}])["User"]
    assert made["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/team/a/{user_name}"
    assert made["UserId"].startswith("AIDA") and len(made["UserId"]) == 21
    assert isinstance(made["CreateDate"], datetime.datetime) and made["CreateDate"].tzinfo is not None
    got = iam.get_user(UserName=user_name)["User"]
    assert got == made, (got, made)
    assert "PermissionsBoundary" not in got
    iam.update_user(UserName=user_name, NewUserName=user_name + "2", NewPath="/")
    assert iam.get_user(UserName=user_name + "2")["User"]["UserId"] == made["UserId"]
    assert refused("NoSuchEntity", iam.get_user, UserName=user_name) == f"The user with name {user_name} cannot be found."
    iam.delete_user(UserName=user_name + "2")


@test
def errors_are_botocores_own():
    user_name = name("twice")
    iam.create_user(UserName=user_name)
    try:
        iam.create_user(UserName=user_name)
        raise AssertionError("made twice")
    except iam.exceptions.EntityAlreadyExistsException as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 409
        assert error.response["Error"]["Type"] == "Sender"
        assert error.response["Error"]["Message"] == f"User with name {user_name} already exists."
    refused("ValidationError", iam.create_user, UserName="not a name")
    refused("InvalidInput", iam.tag_user, UserName=user_name, Tags=[{"Key": "a", "Value": "1"}, {"Key": "A", "Value": "2"}])
    iam.delete_user(UserName=user_name)


@test
def lists_are_lists_even_when_empty():
    user_name = name("bare")
    iam.create_user(UserName=user_name)
    assert iam.list_groups_for_user(UserName=user_name)["Groups"] == []
    assert iam.list_attached_user_policies(UserName=user_name)["AttachedPolicies"] == []
    assert iam.list_user_policies(UserName=user_name)["PolicyNames"] == []
    assert iam.list_access_keys(UserName=user_name)["AccessKeyMetadata"] == []
    assert iam.list_user_tags(UserName=user_name)["Tags"] == []
    assert iam.list_users(PathPrefix="/nowhere/")["Users"] == []
    assert iam.list_users(PathPrefix="/nowhere/")["IsTruncated"] is False
    assert iam.list_account_aliases()["AccountAliases"] == []
    iam.delete_user(UserName=user_name)


@test
def users_are_listed_in_pages():
    path = f"/{name('pages')}/"
    names = sorted(name("p") for _ in range(7))
    for one in names:
        iam.create_user(UserName=one, Path=path)
    pages = list(iam.get_paginator("list_users").paginate(PathPrefix=path, PaginationConfig={"PageSize": 3}))
    assert [len(page["Users"]) for page in pages] == [3, 3, 1]
    assert [user["UserName"] for page in pages for user in page["Users"]] == names
    for one in names:
        iam.delete_user(UserName=one)


@test
def access_keys_are_made_listed_and_deleted():
    user_name = name("keys")
    iam.create_user(UserName=user_name)
    key = iam.create_access_key(UserName=user_name)["AccessKey"]
    assert key["AccessKeyId"].startswith("AKIA") and len(key["SecretAccessKey"]) == 40 and key["Status"] == "Active"
    iam.update_access_key(UserName=user_name, AccessKeyId=key["AccessKeyId"], Status="Inactive")
    listed = iam.list_access_keys(UserName=user_name)["AccessKeyMetadata"]
    assert [(one["AccessKeyId"], one["Status"]) for one in listed] == [(key["AccessKeyId"], "Inactive")]
    assert "SecretAccessKey" not in listed[0]
    iam.create_access_key(UserName=user_name)
    assert refused("LimitExceeded", iam.create_access_key, UserName=user_name) == "Cannot exceed quota for AccessKeysPerUser: 2"
    assert iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["UserName"] == user_name
    assert sts.get_access_key_info(AccessKeyId=key["AccessKeyId"])["Account"] == ACCOUNT
    refused("DeleteConflict", iam.delete_user, UserName=user_name)


@test
def policy_documents_come_back_as_they_were_put():
    user_name, role_name, policy_name = name("docs"), name("role"), name("policy")
    iam.create_user(UserName=user_name)
    iam.put_user_policy(UserName=user_name, PolicyName="inline", PolicyDocument=json.dumps(ALLOW_SQS))
    assert iam.get_user_policy(UserName=user_name, PolicyName="inline")["PolicyDocument"] == ALLOW_SQS
    role = iam.create_role(RoleName=role_name, AssumeRolePolicyDocument=json.dumps(TRUST), MaxSessionDuration=7200)["Role"]
    assert role["AssumeRolePolicyDocument"] == TRUST
    assert iam.get_role(RoleName=role_name)["Role"]["MaxSessionDuration"] == 7200
    policy = iam.create_policy(PolicyName=policy_name, PolicyDocument=json.dumps(ALLOW_SQS), Description="d")["Policy"]
    version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId="v1")["PolicyVersion"]
    assert version["Document"] == ALLOW_SQS and version["IsDefaultVersion"] is True
    details = iam.get_account_authorization_details(Filter=["User"])
    mine = [one for one in details["UserDetailList"] if one["UserName"] == user_name][0]
    assert mine["UserPolicyList"] == [{"PolicyName": "inline", "PolicyDocument": ALLOW_SQS}]


@test
def policies_are_attached_versioned_and_deleted():
    role_name, policy_name = name("role"), name("policy")
    iam.create_role(RoleName=role_name, AssumeRolePolicyDocument=json.dumps(TRUST))
    arn = iam.create_policy(PolicyName=policy_name, PolicyDocument=json.dumps(ALLOW_SQS))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=role_name, PolicyArn=arn)
    iam.attach_role_policy(RoleName=role_name, PolicyArn="arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess")
    attached = iam.list_attached_role_policies(RoleName=role_name)["AttachedPolicies"]
    assert {one["PolicyName"] for one in attached} == {policy_name, "AmazonSQSReadOnlyAccess"}
    assert iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 1
    entities = iam.list_entities_for_policy(PolicyArn=arn)
    assert [one["RoleName"] for one in entities["PolicyRoles"]] == [role_name] and entities["PolicyUsers"] == []
    for number in range(2, 6):
        made = iam.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps(ALLOW_SQS), SetAsDefault=number == 5)
        assert made["PolicyVersion"]["VersionId"] == f"v{number}"
    refused("LimitExceeded", iam.create_policy_version, PolicyArn=arn, PolicyDocument=json.dumps(ALLOW_SQS))
    assert [one["VersionId"] for one in iam.list_policy_versions(PolicyArn=arn)["Versions"]] == ["v5", "v4", "v3", "v2", "v1"]
    refused("DeleteConflict", iam.delete_policy_version, PolicyArn=arn, VersionId="v5")
    refused("DeleteConflict", iam.delete_policy, PolicyArn=arn)
    iam.detach_role_policy(RoleName=role_name, PolicyArn=arn)
    refused("NoSuchEntity", iam.detach_role_policy, RoleName=role_name, PolicyArn=arn)
    for number in range(1, 5):
        iam.delete_policy_version(PolicyArn=arn, VersionId=f"v{number}")
    iam.delete_policy(PolicyArn=arn)
    assert refused("NoSuchEntity", iam.get_policy, PolicyArn=arn) == f"Policy {arn} was not found."


@test
def what_is_malformed_is_refused():
    assert refused("MalformedPolicyDocument", iam.create_policy, PolicyName=name("bad"), PolicyDocument="{") != ""
    refused("MalformedPolicyDocument", iam.create_role, RoleName=name("bad"), AssumeRolePolicyDocument=json.dumps(ALLOW_SQS))


@test
def a_role_is_assumed():
    role_name = name("assumed")
    role = iam.create_role(RoleName=role_name, Path="/x/", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
    answer = sts.assume_role(
        RoleArn=role["Arn"], RoleSessionName="me@example.com", Policy=json.dumps(ALLOW_SQS), Tags=[{"Key": "team", "Value": "a"}]
    )
    assert answer["AssumedRoleUser"] == {
        "AssumedRoleId": role["RoleId"] + ":me@example.com",
        "Arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role_name}/me@example.com",
    }
    credentials = answer["Credentials"]
    assert credentials["AccessKeyId"].startswith("ASIA") and len(credentials["SecretAccessKey"]) == 40
    assert credentials["Expiration"] > datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=58)
    assert 0 < answer["PackedPolicySize"] < 100
    refused("ValidationError", sts.assume_role, RoleArn=role["Arn"], RoleSessionName="me", DurationSeconds=7200)
    refused("AccessDenied", sts.assume_role, RoleArn=role["Arn"] + "x", RoleSessionName="me")


@test
def sts_tells_who_calls_and_lends_credentials():
    who = sts.get_caller_identity()
    assert (who["Account"], who["Arn"], who["UserId"]) == (ACCOUNT, f"arn:aws:iam::{ACCOUNT}:root", ACCOUNT)
    assert sts.get_session_token()["Credentials"]["SessionToken"]
    federated = sts.get_federation_token(Name="guest", Policy=json.dumps(ALLOW_SQS))
    assert federated["FederatedUser"]["Arn"] == f"arn:aws:sts::{ACCOUNT}:federated-user/guest"
    refused("InvalidIdentityToken", sts.assume_role_with_web_identity,
            RoleArn=f"arn:aws:iam::{ACCOUNT}:role/none", RoleSessionName="me", WebIdentityToken="no-token")


@test
def providers_are_kept():
    url = f"https://{name('issuer')}.example.com/realm"
    arn = iam.create_open_id_connect_provider(Url=url, ClientIDList=["app"], ThumbprintList=["a" * 40])["OpenIDConnectProviderArn"]
    assert arn == f"arn:aws:iam::{ACCOUNT}:oidc-provider/{url[len('https://'):]}"
    iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID="other")
    got = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    assert (got["Url"], got["ClientIDList"], got["ThumbprintList"]) == (url[len("https://"):], ["app", "other"], ["a" * 40])
    assert arn in [one["Arn"] for one in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]]
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    refused("NoSuchEntity", iam.get_open_id_connect_provider, OpenIDConnectProviderArn=arn)


@test
def the_account_is_summed_up():
    summary = iam.get_account_summary()["SummaryMap"]
    assert summary["AccessKeysPerUserQuota"] == 2 and summary["UsersQuota"] == 5000
    alias = name("alias")
    iam.create_account_alias(AccountAlias=alias)
    assert iam.list_account_aliases()["AccountAliases"] == [alias]
    iam.delete_account_alias(AccountAlias=alias)


@test
def what_is_not_served_is_refused_by_name():
    try:
        iam.create_instance_profile(InstanceProfileName="p")
        raise AssertionError("served")
    except ClientError as error:
        assert "CreateInstanceProfile" in str(error), error


if __name__ == "__main__":
    run_all()
