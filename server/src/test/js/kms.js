// KMS through the JavaScript SDK v3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT.
import assert from "node:assert/strict";
import { createPublicKey, randomUUID, verify } from "node:crypto";
import {
  CreateAliasCommand, CreateKeyCommand, DecryptCommand, DescribeKeyCommand, DisabledException, DisableKeyCommand, EncryptCommand,
  GenerateDataKeyCommand, GenerateMacCommand, GetPublicKeyCommand, InvalidCiphertextException, KMSClient, KMSInvalidMacException,
  NotFoundException, SignCommand, VerifyMacCommand, paginateListKeys,
} from "@aws-sdk/client-kms";
import { runAll, test } from "./tap.js";

const kms = new KMSClient({
  endpoint: process.env.FOREBAY_ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
const call = (Command, input) => kms.send(new Command(input));
const newKey = async (KeySpec = "SYMMETRIC_DEFAULT", KeyUsage = "ENCRYPT_DECRYPT") =>
  (await call(CreateKeyCommand, { KeySpec, KeyUsage })).KeyMetadata;
const bytes = (text) => new TextEncoder().encode(text);
const text = (some) => new TextDecoder().decode(some);

test("what was encrypted is decrypted in its context", async () => {
  const { KeyId, Arn } = await newKey();
  const EncryptionContext = { queue: "orders" };
  const { CiphertextBlob } = await call(EncryptCommand, { KeyId, Plaintext: bytes("text"), EncryptionContext });
  const opened = await call(DecryptCommand, { CiphertextBlob, EncryptionContext });
  assert.equal(text(opened.Plaintext), "text");
  assert.equal(opened.KeyId, Arn);
  await assert.rejects(call(DecryptCommand, { CiphertextBlob }), InvalidCiphertextException);
});

test("a data key is opened by its key", async () => {
  const { KeyId } = await newKey();
  const AliasName = `alias/js-${randomUUID()}`;
  await call(CreateAliasCommand, { AliasName, TargetKeyId: KeyId });
  const made = await call(GenerateDataKeyCommand, { KeyId: AliasName, KeySpec: "AES_256" });
  assert.equal(made.Plaintext.length, 32);
  assert.deepEqual((await call(DecryptCommand, { CiphertextBlob: made.CiphertextBlob })).Plaintext, made.Plaintext);
});

test("Node.js verifies what is signed", async () => {
  for (const [spec, algorithm] of [["RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256"], ["ECC_NIST_P256", "ECDSA_SHA_256"], ["ECC_NIST_EDWARDS25519", "ED25519_SHA_512"]]) {
    const { KeyId } = await newKey(spec, "SIGN_VERIFY");
    const { Signature } = await call(SignCommand, { KeyId, Message: bytes("message"), SigningAlgorithm: algorithm });
    const { PublicKey } = await call(GetPublicKeyCommand, { KeyId });
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
    assert.ok(verify(spec.endsWith("25519") ? null : "sha256", bytes("message"), key, Signature), spec);
  }
});

test("a MAC is verified", async () => {
  const { KeyId } = await newKey("HMAC_256", "GENERATE_VERIFY_MAC");
  const MacAlgorithm = "HMAC_SHA_256";
  const { Mac } = await call(GenerateMacCommand, { KeyId, Message: bytes("message"), MacAlgorithm });
  assert.ok((await call(VerifyMacCommand, { KeyId, Message: bytes("message"), Mac, MacAlgorithm })).MacValid);
  await assert.rejects(call(VerifyMacCommand, { KeyId, Message: bytes("other"), Mac, MacAlgorithm }), KMSInvalidMacException);
});

test("errors have their classes and words", async () => {
  const { KeyId, Arn } = await newKey();
  await call(DisableKeyCommand, { KeyId });
  await assert.rejects(call(EncryptCommand, { KeyId, Plaintext: bytes("x") }), (error) => {
    assert.ok(error instanceof DisabledException);
    assert.equal(error.message, `${Arn} is disabled.`);
    return true;
  });
  await assert.rejects(call(DescribeKeyCommand, { KeyId: "alias/nobody" }), NotFoundException);
});

test("keys are listed in pages", async () => {
  const { KeyId } = await newKey();
  const listed = [];
  for await (const page of paginateListKeys({ client: kms, pageSize: 5 }, {})) {
    listed.push(...page.Keys.map((key) => key.KeyId));
  }
  assert.ok(listed.includes(KeyId));
});

await runAll();
kms.destroy();
