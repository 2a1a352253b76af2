// IAM and STS through the JavaScript SDK v3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  AttachUserPolicyCommand, CreateAccessKeyCommand, CreatePolicyCommand, CreateRoleCommand, CreateUserCommand, DeleteConflictException,
  DeleteUserCommand, EntityAlreadyExistsException, GetRoleCommand, GetUserCommand, GetUserPolicyCommand, IAMClient,
  ListAttachedUserPoliciesCommand, ListGroupsForUserCommand, MalformedPolicyDocumentException, NoSuchEntityException, PutUserPolicyCommand,
  paginateListUsers,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { runAll, test } from "./tap.js";

const options = {
  endpoint: process.env.FOREBAY_ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
};
const iam = new IAMClient(options);
const sts = new STSClient(options);
const ACCOUNT = "000000000000";
const ALLOW = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }] });
const TRUST = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }] });

const call = (Command, input) => iam.send(new Command(input));
const newName = (stem) => `js-${stem}-${randomUUID().slice(0, 13)}`;

async function newUser(more = {}) {
  const UserName = newName("user");
  await call(CreateUserCommand, { UserName, ...more });
  return UserName;
}

test("a user is shown as it was made", async () => {
  const UserName = newName("user");
  const made = (await call(CreateUserCommand, { UserName, Path: "/a/", Tags: [{ Key: "team", Value: "größe=1" }] })).User;
  assert.equal(made.Arn, `arn:aws:iam::${ACCOUNT}:user/a/${UserName}`);
  assert.ok(made.CreateDate instanceof Date);
  assert.deepEqual((await call(GetUserCommand, { UserName })).User, made);
});

test("errors have their classes", async () => {
  const UserName = await newUser();
  await assert.rejects(call(CreateUserCommand, { UserName }), EntityAlreadyExistsException);
  await assert.rejects(call(GetUserCommand, { UserName: "nobody" }), NoSuchEntityException);
  await assert.rejects(call(PutUserPolicyCommand, { UserName, PolicyName: "p", PolicyDocument: "{" }), MalformedPolicyDocumentException);
  await call(CreateAccessKeyCommand, { UserName });
  await assert.rejects(call(DeleteUserCommand, { UserName }), DeleteConflictException);
});

test("documents are percent-encoded", async () => {
  const UserName = await newUser();
  await call(PutUserPolicyCommand, { UserName, PolicyName: "p", PolicyDocument: ALLOW });
  const { PolicyDocument } = await call(GetUserPolicyCommand, { UserName, PolicyName: "p" });
  assert.equal(decodeURIComponent(PolicyDocument), ALLOW);
});

test("policies are attached", async () => {
  const UserName = await newUser();
  const { Policy } = await call(CreatePolicyCommand, { PolicyName: newName("policy"), PolicyDocument: ALLOW });
  await call(AttachUserPolicyCommand, { UserName, PolicyArn: Policy.Arn });
  const { AttachedPolicies, IsTruncated } = await call(ListAttachedUserPoliciesCommand, { UserName });
  assert.deepEqual(AttachedPolicies, [{ PolicyName: Policy.PolicyName, PolicyArn: Policy.Arn }]);
  assert.equal(IsTruncated, false);
  assert.deepEqual((await call(ListGroupsForUserCommand, { UserName })).Groups, []);
});

test("users are listed in pages", async () => {
  const Path = `/${newName("pages")}/`;
  for (let i = 0; i < 5; i++) {
    await newUser({ Path });
  }
  const sizes = [];
  for await (const page of paginateListUsers({ client: iam, pageSize: 2 }, { PathPrefix: Path })) {
    sizes.push(page.Users.length);
  }
  assert.deepEqual(sizes, [2, 2, 1]);
});

test("roles are assumed", async () => {
  const RoleName = newName("role");
  const { Role } = await call(CreateRoleCommand, { RoleName, AssumeRolePolicyDocument: TRUST });
  assert.equal(decodeURIComponent((await call(GetRoleCommand, { RoleName })).Role.AssumeRolePolicyDocument), TRUST);
  const { Credentials, AssumedRoleUser } = await sts.send(new AssumeRoleCommand({ RoleArn: Role.Arn, RoleSessionName: "me" }));
  assert.match(Credentials.AccessKeyId, /^ASIA/);
  assert.ok(Credentials.Expiration > new Date());
  assert.equal(AssumedRoleUser.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/${RoleName}/me`);
});

test("callers are told who they are", async () => {
  assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Arn, `arn:aws:iam::${ACCOUNT}:root`);
  assert.ok((await sts.send(new GetSessionTokenCommand({}))).Credentials.SessionToken);
});

await runAll();
iam.destroy();
sts.destroy();
