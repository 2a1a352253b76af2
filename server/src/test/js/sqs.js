// SQS through the JavaScript SDK v3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  CancelMessageMoveTaskCommand, ChangeMessageVisibilityCommand, CreateQueueCommand, DeleteMessageBatchCommand,
  DeleteMessageCommand, DeleteQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand, InvalidMessageContents,
  ListMessageMoveTasksCommand, ListQueueTagsCommand, PurgeQueueCommand, PurgeQueueInProgress, QueueDoesNotExist,
  QueueNameExists, ReceiptHandleIsInvalid, ReceiveMessageCommand, ResourceNotFoundException, SQSClient,
  SendMessageBatchCommand, SendMessageCommand, StartMessageMoveTaskCommand, TagQueueCommand, paginateListQueues,
} from "@aws-sdk/client-sqs";
import { runAll, test } from "./tap.js";

const sqs = new SQSClient({
  endpoint: process.env.FOREBAY_ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});

const call = (Command, input) => sqs.send(new Command(input));

async function newQueue(Attributes = {}, suffix = "") {
  return (await call(CreateQueueCommand, { QueueName: "js-" + randomUUID().slice(0, 13) + suffix, Attributes })).QueueUrl;
}

async function receive(QueueUrl, options = {}) {
  const answer = await call(ReceiveMessageCommand, { QueueUrl, WaitTimeSeconds: 2, MaxNumberOfMessages: 10, ...options });
  return answer.Messages ?? [];
}

async function arnOf(QueueUrl) {
  return (await call(GetQueueAttributesCommand, { QueueUrl, AttributeNames: ["QueueArn"] })).Attributes.QueueArn;
}

test("a message goes through a queue with its attributes", async () => {
  const QueueUrl = await newQueue();
  const sent = await call(SendMessageCommand, {
    QueueUrl,
    MessageBody: "größe 😀 <&>",
    MessageAttributes: {
      text: { DataType: "String", StringValue: "wert" },
      bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 1, 255]) },
    },
  });
  const [message] = await receive(QueueUrl, { MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] });
  assert.equal(message.MessageId, sent.MessageId);
  assert.equal(message.Body, "größe 😀 <&>");
  assert.equal(message.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
  assert.deepEqual([...message.MessageAttributes.bytes.BinaryValue], [0, 1, 255]);
  assert.equal(message.Attributes.ApproximateReceiveCount, "1");
  await call(DeleteMessageCommand, { QueueUrl, ReceiptHandle: message.ReceiptHandle });
  assert.deepEqual(await receive(QueueUrl, { WaitTimeSeconds: 0 }), []);
});

test("an empty queue answers without messages", async () => {
  const answer = await call(ReceiveMessageCommand, { QueueUrl: await newQueue() });
  assert.equal(answer.Messages, undefined);
});

test("a batch is done in parts", async () => {
  const QueueUrl = await newQueue();
  const answer = await call(SendMessageBatchCommand, {
    QueueUrl,
    Entries: [{ Id: "a", MessageBody: "1" }, { Id: "late", MessageBody: "2", DelaySeconds: 901 }],
  });
  assert.deepEqual(answer.Successful.map((entry) => entry.Id), ["a"]);
  assert.deepEqual(answer.Failed.map((entry) => [entry.Id, entry.Code, entry.SenderFault]), [["late", "InvalidParameterValue", true]]);
  const [message] = await receive(QueueUrl);
  const deleted = await call(DeleteMessageBatchCommand, {
    QueueUrl,
    Entries: [{ Id: "a", ReceiptHandle: message.ReceiptHandle }, { Id: "bad", ReceiptHandle: "no handle" }],
  });
  assert.deepEqual(deleted.Successful, [{ Id: "a" }]);
  assert.deepEqual(deleted.Failed.map((entry) => entry.Code), ["ReceiptHandleIsInvalid"]);
});

test("a long poll returns when a message arrives", async () => {
  const QueueUrl = await newQueue();
  const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
  setTimeout(() => call(SendMessageCommand, { QueueUrl, MessageBody: "m" }), 300);
  assert.equal((await waiting).length, 1);
});

test("a fifo queue keeps order and takes a duplicate once", async () => {
  const QueueUrl = await newQueue({ FifoQueue: "true", ContentBasedDeduplication: "true" }, ".fifo");
  for (const MessageBody of ["1", "2", "2", "3"]) {
    await call(SendMessageCommand, { QueueUrl, MessageBody, MessageGroupId: "g" });
  }
  const messages = await receive(QueueUrl);
  assert.deepEqual(messages.map((message) => message.Body), ["1", "2", "3"]);
});

test("visibility can be given up", async () => {
  const QueueUrl = await newQueue();
  await call(SendMessageCommand, { QueueUrl, MessageBody: "m" });
  const [message] = await receive(QueueUrl);
  await call(ChangeMessageVisibilityCommand, { QueueUrl, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 0 });
  assert.equal((await receive(QueueUrl)).length, 1);
});

test("a move task brings dead letters back", async () => {
  const dead = await newQueue();
  const deadArn = await arnOf(dead);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: "1" });
  const source = await newQueue({ VisibilityTimeout: "0", RedrivePolicy });
  await call(SendMessageCommand, { QueueUrl: source, MessageBody: "poison" });
  assert.equal((await receive(source)).length, 1);
  assert.equal((await receive(source, { WaitTimeSeconds: 1 })).length, 0);
  const { TaskHandle } = await call(StartMessageMoveTaskCommand, { SourceArn: deadArn, MaxNumberOfMessagesPerSecond: 10 });
  assert.ok(TaskHandle);
  assert.equal((await receive(source, { WaitTimeSeconds: 10, VisibilityTimeout: 30 })).length, 1);
  // A message that has arrived is counted a moment later.
  let task;
  for (let look = 0; look < 100 && task?.ApproximateNumberOfMessagesMoved !== 1; look++) {
    task = (await call(ListMessageMoveTasksCommand, { SourceArn: deadArn })).Results[0];
  }
  assert.equal(task.SourceArn, deadArn);
  assert.equal(task.ApproximateNumberOfMessagesMoved, 1);
  await assert.rejects(call(CancelMessageMoveTaskCommand, { TaskHandle: "bm8=" }), (error) => error.$metadata.httpStatusCode >= 400);
});

test("a move task needs a dead-letter queue", async () => {
  await assert.rejects(
    call(StartMessageMoveTaskCommand, { SourceArn: "arn:aws:sqs:us-east-1:000000000000:js-never-made" }),
    ResourceNotFoundException);
});

test("tags are kept", async () => {
  const QueueUrl = await newQueue();
  await call(TagQueueCommand, { QueueUrl, Tags: { team: "orders" } });
  assert.deepEqual((await call(ListQueueTagsCommand, { QueueUrl })).Tags, { team: "orders" });
});

test("queues are listed in pages", async () => {
  const prefix = "js-page-" + randomUUID().slice(0, 8);
  for (let i = 0; i < 5; i++) {
    await call(CreateQueueCommand, { QueueName: `${prefix}-${i}` });
  }
  const found = [];
  for await (const page of paginateListQueues({ client: sqs, pageSize: 2 }, { QueueNamePrefix: prefix })) {
    assert.ok((page.QueueUrls ?? []).length <= 2);
    found.push(...(page.QueueUrls ?? []));
  }
  assert.equal(found.length, 5);
});

test("mistakes arrive as the classes that AWS models", async () => {
  await assert.rejects(call(GetQueueUrlCommand, { QueueName: "js-never-made" }), QueueDoesNotExist);
  const QueueUrl = await newQueue();
  const QueueName = QueueUrl.split("/").pop();
  await assert.rejects(call(CreateQueueCommand, { QueueName, Attributes: { DelaySeconds: "9" } }), QueueNameExists);
  await assert.rejects(call(DeleteMessageCommand, { QueueUrl, ReceiptHandle: "no handle" }), ReceiptHandleIsInvalid);
  await assert.rejects(call(SendMessageCommand, { QueueUrl, MessageBody: "\u0001" }), InvalidMessageContents);
  await call(PurgeQueueCommand, { QueueUrl });
  await assert.rejects(call(PurgeQueueCommand, { QueueUrl }), PurgeQueueInProgress);
  await call(DeleteQueueCommand, { QueueUrl });
  await assert.rejects(call(SendMessageCommand, { QueueUrl, MessageBody: "m" }), QueueDoesNotExist);
});

test("the code of the older protocol travels along", async () => {
  await assert.rejects(call(GetQueueUrlCommand, { QueueName: "js-never-made" }), (error) => {
    assert.equal(error.Error?.Code ?? error.Code, "AWS.SimpleQueueService.NonExistentQueue");
    return true;
  });
});

await runAll();
sqs.destroy();
