// SNS through the JavaScript SDK v3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import http from "node:http";
import https from "node:https";
import {
  BatchEntryIdsNotDistinctException, ConfirmSubscriptionCommand, CreateTopicCommand, DeleteTopicCommand,
  EmptyBatchRequestException, GetSubscriptionAttributesCommand, GetTopicAttributesCommand, InvalidParameterException,
  InvalidParameterValueException, ListSubscriptionsByTopicCommand, ListTagsForResourceCommand, NotFoundException,
  PublishBatchCommand, PublishCommand, ResourceNotFoundException, SNSClient, SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand, SubscribeCommand, TagResourceCommand, UnsubscribeCommand, paginateListTopics,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand, DeleteMessageCommand, DeleteQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient,
} from "@aws-sdk/client-sqs";
import MessageValidator from "sns-validator";
import { runAll, test } from "./tap.js";

const PATIENCE_SECONDS = 10;
const connect = (Client, accessKeyId = "test") => new Client({
  endpoint: process.env.FOREBAY_ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId, secretAccessKey: "test" },
  maxAttempts: 1,
});
const sns = connect(SNSClient);
const sqs = connect(SQSClient);

const call = (Command, input) => sns.send(new Command(input));
const newName = () => "js-" + randomUUID().slice(0, 13);

async function newTopic(Attributes = {}, suffix = "") {
  return (await call(CreateTopicCommand, { Name: newName() + suffix, Attributes })).TopicArn;
}

async function newQueue(owner = sqs, Attributes = {}, suffix = "") {
  const { QueueUrl } = await owner.send(new CreateQueueCommand({ QueueName: newName() + suffix, Attributes }));
  const answer = await owner.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  return { url: QueueUrl, arn: answer.Attributes.QueueArn };
}

async function subscribe(TopicArn, Endpoint, Attributes = {}) {
  return (await call(SubscribeCommand, { TopicArn, Protocol: "sqs", Endpoint, Attributes })).SubscriptionArn;
}

/** A new queue that gets raw messages; its URL. */
async function subscribedRaw(topic, Attributes = {}) {
  const fifo = topic.endsWith(".fifo");
  const queue = fifo ? await newQueue(sqs, { FifoQueue: "true" }, ".fifo") : await newQueue();
  await subscribe(topic, queue.arn, { RawMessageDelivery: "true", ...Attributes });
  return queue.url;
}

/** Waits for so many messages and deletes them. */
async function receive(QueueUrl, count, owner = sqs) {
  const all = [];
  while (all.length < count) {
    const { Messages } = await owner.send(new ReceiveMessageCommand({
      QueueUrl, WaitTimeSeconds: PATIENCE_SECONDS, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"],
    }));
    assert.ok(Messages, `waited for ${count} messages, got ${all.length}`);
    for (const { ReceiptHandle } of Messages) {
      await owner.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    all.push(...Messages);
  }
  assert.equal(all.length, count);
  return all;
}

const bodies = async (url, count) => (await receive(url, count)).map((message) => message.Body);

/** A small HTTP server, whose posts are waited for one by one. */
async function withEndpoint(body) {
  const posts = [];
  const waiting = [];
  const server = http.createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) {
      text += chunk;
    }
    response.end();
    const post = { headers: request.headers, text };
    waiting.length > 0 ? waiting.shift()(post) : posts.push(post);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const next = () => new Promise((resolve, reject) => {
    if (posts.length > 0) {
      return resolve(posts.shift());
    }
    const timer = setTimeout(() => reject(new Error("nothing was posted")), PATIENCE_SECONDS * 1000);
    waiting.push((post) => { clearTimeout(timer); resolve(post); });
  });
  try {
    await body(`http://127.0.0.1:${server.address().port}/hook`, next);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

// AWS's validator fetches certificates over HTTPS only, and this endpoint is served without. Where the certificate is is no
// part of what is signed; so the address is told to the validator as it wants it, and the fetch goes where we really are.
https.get = (url, ...rest) => http.get(url.replace("https:", "http:"), ...rest);
const validator = new MessageValidator(/^127\.0\.0\.1:\d+$/);
const validated = (message) => new Promise((resolve, reject) => {
  const told = { ...message, SigningCertURL: message.SigningCertURL.replace("http:", "https:") };
  validator.validate(told, (error, good) => (error ? reject(error) : resolve(good)));
});

test("a topic is created once and deleted twice", async () => {
  const TopicArn = await newTopic({ DisplayName: "Orders" });
  const Name = TopicArn.split(":").pop();
  assert.equal((await call(CreateTopicCommand, { Name })).TopicArn, TopicArn);
  await assert.rejects(call(CreateTopicCommand, { Name, Attributes: { DisplayName: "Bills" } }), InvalidParameterException);
  await call(DeleteTopicCommand, { TopicArn });
  await call(DeleteTopicCommand, { TopicArn });
  await assert.rejects(call(GetTopicAttributesCommand, { TopicArn }), NotFoundException);
});

test("topics are listed in pages", async () => {
  const client = connect(SNSClient, "444444444444");
  for (let i = 0; i < 101; i++) {
    await client.send(new CreateTopicCommand({ Name: `page-${i}` }));
  }
  const pages = [];
  for await (const page of paginateListTopics({ client }, {})) {
    pages.push(page.Topics.length);
  }
  assert.deepEqual(pages, [100, 1]);
});

test("attributes and tags are kept", async () => {
  const TopicArn = await newTopic();
  await call(SetTopicAttributesCommand, { TopicArn, AttributeName: "DisplayName", AttributeValue: "größe" });
  await call(TagResourceCommand, { ResourceArn: TopicArn, Tags: [{ Key: "team", Value: "blue" }] });
  assert.equal((await call(GetTopicAttributesCommand, { TopicArn })).Attributes.DisplayName, "größe");
  assert.deepEqual((await call(ListTagsForResourceCommand, { ResourceArn: TopicArn })).Tags, [{ Key: "team", Value: "blue" }]);
});

test("a message reaches a queue in its envelope", async () => {
  const TopicArn = await newTopic();
  const { url, arn } = await newQueue();
  const SubscriptionArn = await subscribe(TopicArn, arn);
  const { MessageId } = await call(PublishCommand, {
    TopicArn,
    Message: "größe 😀 <&>",
    Subject: "hello",
    MessageAttributes: { bytes: { DataType: "Binary", BinaryValue: new Uint8Array([2, 3, 4]) } },
  });
  const [message] = await receive(url, 1);
  const envelope = JSON.parse(message.Body);
  assert.equal(envelope.Type, "Notification");
  assert.equal(envelope.MessageId, MessageId);
  assert.equal(envelope.TopicArn, TopicArn);
  assert.equal(envelope.Subject, "hello");
  assert.equal(envelope.Message, "größe 😀 <&>");
  assert.deepEqual(envelope.MessageAttributes, { bytes: { Type: "Binary", Value: "AgME" } });
  assert.ok(envelope.UnsubscribeURL.endsWith("SubscriptionArn=" + SubscriptionArn));
  await validated(envelope);
});

test("a raw message keeps its attributes", async () => {
  const TopicArn = await newTopic();
  const url = await subscribedRaw(TopicArn);
  await call(PublishCommand, { TopicArn, Message: "m", MessageAttributes: { size: { DataType: "Number", StringValue: "5" } } });
  const [message] = await receive(url, 1);
  assert.equal(message.Body, "m");
  assert.deepEqual(message.MessageAttributes.size, { DataType: "Number", StringValue: "5" });
});

test("filters choose by attributes and by the message", async () => {
  const TopicArn = await newTopic();
  const blue = await subscribedRaw(TopicArn, { FilterPolicy: '{"colour":["blue"]}' });
  const paid = await subscribedRaw(TopicArn, { FilterPolicyScope: "MessageBody", FilterPolicy: '{"state":[{"prefix":"pa"}]}' });
  await call(PublishCommand, { TopicArn, Message: '{"state":"open"}' });
  await call(PublishCommand, { TopicArn, Message: '{"state":"paid"}' });
  await call(PublishCommand, { TopicArn, Message: "m", MessageAttributes: { colour: { DataType: "String", StringValue: "blue" } } });
  assert.deepEqual(await bodies(blue, 1), ["m"]);
  assert.deepEqual(await bodies(paid, 1), ['{"state":"paid"}']);
});

test("each protocol can have a message of its own", async () => {
  const TopicArn = await newTopic();
  const url = await subscribedRaw(TopicArn);
  await call(PublishCommand, { TopicArn, MessageStructure: "json", Message: '{"default":"for all","sqs":"for queues"}' });
  assert.deepEqual(await bodies(url, 1), ["for queues"]);
});

test("a batch is published or refused as a whole", async () => {
  const TopicArn = await newTopic();
  const url = await subscribedRaw(TopicArn);
  const entries = [{ Id: "a", Message: "1" }, { Id: "b", Message: "2" }];
  const answer = await call(PublishBatchCommand, { TopicArn, PublishBatchRequestEntries: entries });
  assert.deepEqual(answer.Successful.map((entry) => entry.Id), ["a", "b"]);
  assert.deepEqual(answer.Failed ?? [], []);
  assert.deepEqual((await bodies(url, 2)).sort(), ["1", "2"]);
  const refused = (PublishBatchRequestEntries, kind) =>
    assert.rejects(call(PublishBatchCommand, { TopicArn, PublishBatchRequestEntries }), kind);
  await refused([], EmptyBatchRequestException);
  await refused([entries[0], entries[0]], BatchEntryIdsNotDistinctException);
  await refused([entries[0], { Id: "json", Message: "{}", MessageStructure: "json" }], InvalidParameterException);
  await call(PublishCommand, { TopicArn, Message: "last" });
  assert.deepEqual(await bodies(url, 1), ["last"]);
});

test("a fifo topic keeps order and takes a duplicate once", async () => {
  const TopicArn = await newTopic({ FifoTopic: "true", ContentBasedDeduplication: "true" }, ".fifo");
  const url = await subscribedRaw(TopicArn);
  const answers = [];
  for (const Message of ["1", "2", "2", "3"]) {
    answers.push(await call(PublishCommand, { TopicArn, Message, MessageGroupId: "g" }));
  }
  assert.equal(answers[1].SequenceNumber, answers[2].SequenceNumber);
  assert.ok(answers[2].SequenceNumber < answers[3].SequenceNumber);
  assert.deepEqual(await bodies(url, 3), ["1", "2", "3"]);
});

test("what a queue that is gone should get is a dead letter", async () => {
  const TopicArn = await newTopic();
  const dead = await newQueue();
  const url = await subscribedRaw(TopicArn, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }) });
  await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
  await call(PublishCommand, { TopicArn, Message: "m" });
  assert.deepEqual(await bodies(dead.url, 1), ["m"]);
});

for (const SignatureVersion of ["1", "2"]) {
  test(`an endpoint finds signatures of version ${SignatureVersion} good, and unsubscribes by the link`, async () => {
    const TopicArn = await newTopic({ SignatureVersion });
    await withEndpoint(async (Endpoint, next) => {
      const pending = await call(SubscribeCommand, { TopicArn, Protocol: "http", Endpoint });
      assert.equal(pending.SubscriptionArn, "pending confirmation");
      const asked = await next();
      assert.equal(asked.headers["x-amz-sns-message-type"], "SubscriptionConfirmation");
      const question = await validated(JSON.parse(asked.text));
      assert.equal((await fetch(question.SubscribeURL)).status, 200);
      await call(PublishCommand, { TopicArn, Message: "größe\n😀", Subject: "s" });
      const told = await next();
      assert.equal(told.headers["x-amz-sns-message-type"], "Notification");
      const notification = await validated(JSON.parse(told.text));
      assert.equal(notification.Message, "größe\n😀");
      assert.equal(notification.SignatureVersion, SignatureVersion);
      await assert.rejects(validated({ ...notification, Message: "forged" }), /signature is invalid/);
      assert.equal((await fetch(notification.UnsubscribeURL)).status, 200);
      assert.deepEqual((await call(ListSubscriptionsByTopicCommand, { TopicArn })).Subscriptions ?? [], []);
    });
  });
}

test("a queue of another account is asked first", async () => {
  const TopicArn = await newTopic();
  const theirs = connect(SQSClient, "222222222222");
  const { url, arn } = await newQueue(theirs);
  assert.equal(await subscribe(TopicArn, arn), "pending confirmation");
  const [message] = await receive(url, 1, theirs);
  const { Type, Token } = JSON.parse(message.Body);
  assert.equal(Type, "SubscriptionConfirmation");
  const { SubscriptionArn } = await call(ConfirmSubscriptionCommand, { TopicArn, Token });
  const { Attributes } = await call(GetSubscriptionAttributesCommand, { SubscriptionArn });
  assert.equal(Attributes.PendingConfirmation, "false");
  await call(UnsubscribeCommand, { SubscriptionArn });
  await assert.rejects(call(GetSubscriptionAttributesCommand, { SubscriptionArn }), NotFoundException);
});

test("mistakes arrive as the classes that AWS models", async () => {
  const TopicArn = await newTopic();
  const SubscriptionArn = await subscribe(TopicArn, (await newQueue()).arn);
  await assert.rejects(call(PublishCommand, { TopicArn: TopicArn + "x", Message: "m" }), (error) => {
    assert.ok(error instanceof NotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 404);
    assert.equal(error.message, "Topic does not exist");
    assert.equal(error.Error.Code, "NotFound");
    return true;
  });
  await assert.rejects(call(CreateTopicCommand, { Name: "two words" }), InvalidParameterException);
  await assert.rejects(call(ListTagsForResourceCommand, { ResourceArn: TopicArn + "x" }), ResourceNotFoundException);
  const MessageAttributes = { a: { DataType: "Text", StringValue: "v" } };
  await assert.rejects(call(PublishCommand, { TopicArn, Message: "m", MessageAttributes }), InvalidParameterValueException);
  const wrong = { SubscriptionArn, AttributeName: "RawMessageDelivery", AttributeValue: "perhaps" };
  await assert.rejects(call(SetSubscriptionAttributesCommand, wrong), InvalidParameterException);
});

await runAll();
sns.destroy();
sqs.destroy();
