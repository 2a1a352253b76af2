// The JavaScript SDK v3 against a server that verifies signatures: prints one TAP line a test. FOREBAY_TEST_KEY and
// FOREBAY_TEST_SECRET are the root's.
import assert from "node:assert/strict";
import { KinesisClient, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { runAll, test } from "./tap.js";

const root = { accessKeyId: process.env.FOREBAY_TEST_KEY, secretAccessKey: process.env.FOREBAY_TEST_SECRET };

const client = (Client, credentials = root, more = {}) =>
  new Client({ endpoint: process.env.FOREBAY_ENDPOINT, region: "eu-west-1", credentials, maxAttempts: 1, ...more });

test("the root may use queues", async () => {
  const sqs = client(SQSClient);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "js" }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "größe 😀 <&>" }));
  assert.equal((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages[0].Body, "größe 😀 <&>");
});

test("the root may use topics and streams", async () => {
  assert.match((await client(SNSClient).send(new CreateTopicCommand({ Name: "js" }))).TopicArn, /:js$/);
  assert.ok((await client(KinesisClient).send(new ListStreamsCommand({}))).StreamNames);
});

test("a wrong secret is refused", async () => {
  const wrong = { ...root, secretAccessKey: "wrong" };
  await assert.rejects(client(SQSClient, wrong).send(new ListQueuesCommand({})), /request signature we calculated does not match/);
  await assert.rejects(client(KinesisClient, wrong).send(new ListStreamsCommand({})), { name: "InvalidSignatureException" });
});

test("an unknown key is refused", async () => {
  const stranger = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x" };
  await assert.rejects(client(SQSClient, stranger).send(new ListQueuesCommand({})), /security token included in the request is invalid/);
});

test("a clock that is an hour off is refused, and the SDK sets it right by the answer's date", async () => {
  const sqs = client(SQSClient, root, { systemClockOffset: 3_600_000 });
  await assert.rejects(sqs.send(new ListQueuesCommand({})), /Signature not yet current/);
  assert.ok(await sqs.send(new ListQueuesCommand({})));
});

await runAll();
