// Encrypted queues, topics and streams through the JavaScript SDK v3: prints one TAP line a test. The endpoint is in FOREBAY_ENDPOINT.
// Keys are disabled before anything was sent under them: a data key that is in use works on for its reuse period.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  CreateStreamCommand, DeleteStreamCommand, GetRecordsCommand, GetShardIteratorCommand, KinesisClient,
  KMSDisabledException as StreamKeyDisabled, PutRecordCommand, StartStreamEncryptionCommand, waitUntilStreamExists,
} from "@aws-sdk/client-kinesis";
import { CreateAliasCommand, CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateTopicCommand, KMSDisabledException as TopicKeyDisabled, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand, DeleteMessageCommand, KmsDisabled as QueueKeyDisabled, ReceiveMessageCommand, SendMessageCommand, SQSClient,
} from "@aws-sdk/client-sqs";
import { runAll, test } from "./tap.js";

const settings = {
  endpoint: process.env.FOREBAY_ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
};
const [kms, sqs, sns, kinesis] = [new KMSClient(settings), new SQSClient(settings), new SNSClient(settings), new KinesisClient(settings)];
const newName = () => `js-${randomUUID()}`;
const bytes = (text) => new TextEncoder().encode(text);
const text = (some) => new TextDecoder().decode(some);

async function newKey() {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const alias = `alias/${newName()}`;
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: KeyMetadata.KeyId }));
  return { KeyId: KeyMetadata.KeyId, alias };
}

async function receive(QueueUrl) {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
  for (const { ReceiptHandle } of Messages) {
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return Messages.map((message) => message.Body);
}

test("a topic and a queue under a key stand still while it is disabled, and go on", async () => {
  const { KeyId, alias } = await newKey();
  const name = newName();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { KmsMasterKeyId: alias } }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name, Attributes: { KmsMasterKeyId: alias } }));
  await sns.send(new SubscribeCommand({
    TopicArn, Protocol: "sqs", Endpoint: `arn:aws:sqs:us-east-1:000000000000:${name}`, Attributes: { RawMessageDelivery: "true" },
  }));

  await kms.send(new DisableKeyCommand({ KeyId }));
  await assert.rejects(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "refused" })), QueueKeyDisabled);
  await assert.rejects(sns.send(new PublishCommand({ TopicArn, Message: "refused" })), TopicKeyDisabled);

  await kms.send(new EnableKeyCommand({ KeyId }));
  await sns.send(new PublishCommand({ TopicArn, Message: "one espresso" }));
  assert.deepEqual(await receive(QueueUrl), ["one espresso"]);
});

test("a stream is encrypted under a key that is enabled", async () => {
  const { KeyId, alias } = await newKey();
  const StreamName = newName();
  const exists = () => waitUntilStreamExists({ client: kinesis, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StreamName });
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  await exists();
  const encrypt = () => kinesis.send(new StartStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId: alias }));
  await kms.send(new DisableKeyCommand({ KeyId }));
  await assert.rejects(encrypt(), StreamKeyDisabled);
  await kms.send(new EnableKeyCommand({ KeyId }));
  await encrypt();
  await exists();
  const put = (data) => kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "p", Data: bytes(data) }));
  const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand({
    StreamName, ShardId: "shardId-000000000000", ShardIteratorType: "TRIM_HORIZON",
  }));
  assert.equal((await put("one espresso")).EncryptionType, "KMS");
  const { Records } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  assert.deepEqual(Records.map((record) => text(record.Data)), ["one espresso"]);
  await kinesis.send(new DeleteStreamCommand({ StreamName }));
});

await runAll();
[kms, sqs, sns, kinesis].forEach((client) => client.destroy());
