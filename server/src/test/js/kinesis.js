// Kinesis through the JavaScript SDK v3, which speaks HTTP/2: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  AddTagsToStreamCommand, CreateStreamCommand, DeleteStreamCommand, DescribeStreamCommand, DescribeStreamConsumerCommand,
  DescribeStreamSummaryCommand, GetRecordsCommand, GetShardIteratorCommand, InvalidArgumentException, KinesisClient, ListShardsCommand,
  ListTagsForStreamCommand, MergeShardsCommand, PutRecordCommand, PutRecordsCommand, RegisterStreamConsumerCommand,
  ResourceInUseException, ResourceNotFoundException, SplitShardCommand, SubscribeToShardCommand, UpdateShardCountCommand,
  ValidationException, paginateListStreams, waitUntilStreamExists, waitUntilStreamNotExists,
} from "@aws-sdk/client-kinesis";
import { runAll, test } from "./tap.js";

const connect = (accessKeyId = "test", region = "us-east-1") => new KinesisClient({
  endpoint: process.env.FOREBAY_ENDPOINT,
  region,
  credentials: { accessKeyId, secretAccessKey: "test" },
  maxAttempts: 1,
});
const kinesis = connect();

const call = (Command, input) => kinesis.send(new Command(input));
const newName = () => "js-" + randomUUID().slice(0, 13);
const arn = (name) => "arn:aws:kinesis:us-east-1:000000000000:stream/" + name;
const shardId = (number) => "shardId-" + String(number).padStart(12, "0");
const bytes = (text) => new TextEncoder().encode(text);
const text = (data) => new TextDecoder().decode(data);
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function active(StreamName) {
  for (let i = 0; i < 200; i++) {
    const { StreamDescriptionSummary } = await call(DescribeStreamSummaryCommand, { StreamName });
    if (StreamDescriptionSummary.StreamStatus === "ACTIVE") {
      return StreamDescriptionSummary;
    }
    await pause(50);
  }
  throw new Error(StreamName + " does not become active");
}

async function newStream(ShardCount = 1) {
  const StreamName = newName();
  await call(CreateStreamCommand, { StreamName, ShardCount });
  await active(StreamName);
  return StreamName;
}

async function newConsumer(name) {
  const { Consumer } = await call(RegisterStreamConsumerCommand, { StreamARN: arn(name), ConsumerName: newName() });
  const { ConsumerARN } = Consumer;
  for (let i = 0; i < 200; i++) {
    const { ConsumerDescription } = await call(DescribeStreamConsumerCommand, { ConsumerARN });
    if (ConsumerDescription.ConsumerStatus === "ACTIVE") {
      return ConsumerARN;
    }
    await pause(50);
  }
  throw new Error(ConsumerARN + " does not become active");
}

const put = (StreamName, data, more = {}) =>
  call(PutRecordCommand, { StreamName, PartitionKey: "k", Data: bytes(data), ...more });

/** All records of a shard until its tip or its end, and the last answer. */
async function drain(StreamName, shard = 0, ShardIteratorType = "TRIM_HORIZON", more = {}) {
  const start = { StreamName, ShardId: shardId(shard), ShardIteratorType, ...more };
  let { ShardIterator } = await call(GetShardIteratorCommand, start);
  const records = [];
  for (;;) {
    const answer = await call(GetRecordsCommand, { ShardIterator });
    records.push(...answer.Records);
    ShardIterator = answer.NextShardIterator;
    if (!ShardIterator || (answer.Records.length === 0 && answer.MillisBehindLatest === 0)) {
      return { records, answer, texts: records.map((record) => text(record.Data)) };
    }
  }
}

test("a stream is created, described and deleted", async () => {
  const StreamName = newName();
  await call(CreateStreamCommand, { StreamName, ShardCount: 2 });
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30, minDelay: 1 }, { StreamName });
  await active(StreamName);
  const { StreamDescription } = await call(DescribeStreamCommand, { StreamName });
  assert.equal(StreamDescription.StreamARN, arn(StreamName));
  assert.deepEqual(StreamDescription.Shards.map((shard) => shard.ShardId), [shardId(0), shardId(1)]);
  assert.ok(Math.abs(Date.now() - StreamDescription.StreamCreationTimestamp.getTime()) < 300_000);
  await call(DeleteStreamCommand, { StreamName });
  await waitUntilStreamNotExists({ client: kinesis, maxWaitTime: 30, minDelay: 1 }, { StreamName });
});

test("streams are listed in pages", async () => {
  const client = connect("444444444444");
  for (const StreamName of ["a", "b", "c"]) {
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  }
  const pages = [];
  for await (const page of paginateListStreams({ client, pageSize: 2 }, {})) {
    pages.push(page.StreamNames);
  }
  assert.deepEqual(pages, [["a", "b"], ["c"]]);
  client.destroy();
});

test("what is put is read", async () => {
  const name = await newStream();
  const { ShardId, SequenceNumber } = await put(name, "größe 😀", { PartitionKey: "ключ" });
  const { records: [record], answer } = await drain(name);
  assert.equal(ShardId, shardId(0));
  assert.equal(record.SequenceNumber, SequenceNumber);
  assert.equal(record.PartitionKey, "ключ");
  assert.equal(text(record.Data), "größe 😀");
  assert.ok(record.ApproximateArrivalTimestamp instanceof Date);
  assert.equal(answer.ChildShards, undefined);
});

test("a batch is answered in its order", async () => {
  const StreamName = await newStream(2);
  const Records = Array.from({ length: 100 }, (_, i) => ({ PartitionKey: "key-" + i, Data: bytes(String(i)) }));
  const answer = await call(PutRecordsCommand, { StreamName, Records });
  assert.equal(answer.FailedRecordCount, 0);
  const found = new Map();
  for (const shard of [0, 1]) {
    (await drain(StreamName, shard)).records.forEach((record) => found.set(record.SequenceNumber, shardId(shard) + text(record.Data)));
  }
  answer.Records.forEach((entry, i) => assert.equal(found.get(entry.SequenceNumber), entry.ShardId + i));
});

test("iterators begin where they are told", async () => {
  const name = await newStream();
  const { SequenceNumber: StartingSequenceNumber } = await put(name, "1");
  await pause(20);
  await put(name, "2");
  const Timestamp = (await drain(name)).records[1].ApproximateArrivalTimestamp;
  assert.deepEqual((await drain(name, 0, "AT_SEQUENCE_NUMBER", { StartingSequenceNumber })).texts, ["1", "2"]);
  assert.deepEqual((await drain(name, 0, "AFTER_SEQUENCE_NUMBER", { StartingSequenceNumber })).texts, ["2"]);
  assert.deepEqual((await drain(name, 0, "AT_TIMESTAMP", { Timestamp })).texts, ["2"]);
  assert.deepEqual((await drain(name, 0, "LATEST")).texts, []);
});

test("a shard is split and merged, and a stream is scaled", async () => {
  const StreamName = await newStream();
  await put(StreamName, "before");
  await call(SplitShardCommand, { StreamName, ShardToSplit: shardId(0), NewStartingHashKey: String(2n ** 127n) });
  await active(StreamName);
  const { texts, answer } = await drain(StreamName);
  assert.deepEqual(texts, ["before"]);
  assert.deepEqual(answer.ChildShards.map((child) => child.ShardId).sort(), [shardId(1), shardId(2)]);
  await call(MergeShardsCommand, { StreamName, ShardToMerge: shardId(1), AdjacentShardToMerge: shardId(2) });
  await active(StreamName);
  await call(UpdateShardCountCommand, { StreamName, TargetShardCount: 2, ScalingType: "UNIFORM_SCALING" });
  assert.equal((await active(StreamName)).OpenShardCount, 2);
  const { Shards } = await call(ListShardsCommand, { StreamName, ShardFilter: { Type: "AT_LATEST" } });
  assert.deepEqual(Shards.map((shard) => shard.ParentShardId), [shardId(3), shardId(3)]);
});

test("a subscriber gets what is there, what comes, and the children", async () => {
  const StreamName = await newStream();
  await put(StreamName, "1");
  const { EventStream } = await call(SubscribeToShardCommand, {
    ConsumerARN: await newConsumer(StreamName), ShardId: shardId(0), StartingPosition: { Type: "TRIM_HORIZON" },
  });
  const found = [];
  let children = [];
  for await (const { SubscribeToShardEvent: event } of EventStream) {
    found.push(...event.Records.map((record) => text(record.Data)));
    children = event.ChildShards?.map((child) => child.ShardId) ?? [];
    if (found.length === 1 && event.Records.length > 0) {
      await put(StreamName, "2");
    } else if (found.length === 2 && event.Records.length > 0) {
      await call(SplitShardCommand, { StreamName, ShardToSplit: shardId(0), NewStartingHashKey: "1000" });
    }
  }
  assert.deepEqual(found, ["1", "2"]);
  assert.deepEqual(children.sort(), [shardId(1), shardId(2)]);
});

test("several subscribers share a connection", async () => {
  const StreamName = await newStream(3);
  const ConsumerARN = await newConsumer(StreamName);
  const subscriptions = await Promise.all([0, 1, 2].map((shard) =>
    call(SubscribeToShardCommand, { ConsumerARN, ShardId: shardId(shard), StartingPosition: { Type: "TRIM_HORIZON" } })));
  const first = subscriptions.map(async ({ EventStream }) => {
    for await (const { SubscribeToShardEvent: event } of EventStream) {
      if (event.Records.length > 0) {
        return text(event.Records[0].Data);
      }
    }
  });
  const third = (2n ** 128n) / 3n;
  for (const shard of [2n, 0n, 1n]) {
    await put(StreamName, "m" + shard, { ExplicitHashKey: String(third * shard + 5n) });
  }
  assert.deepEqual(await Promise.all(first), ["m0", "m1", "m2"]);
});

test("a consumer has one subscription to a shard", async () => {
  const StreamName = await newStream();
  const request = { ConsumerARN: await newConsumer(StreamName), ShardId: shardId(0), StartingPosition: { Type: "LATEST" } };
  await call(SubscribeToShardCommand, request);
  await assert.rejects(call(SubscribeToShardCommand, request), ResourceInUseException);
});

test("tags are kept", async () => {
  const StreamName = await newStream();
  await call(AddTagsToStreamCommand, { StreamName, Tags: { größe: "XL" } });
  assert.deepEqual((await call(ListTagsForStreamCommand, { StreamName })).Tags, [{ Key: "größe", Value: "XL" }]);
});

test("mistakes arrive as the classes that AWS models", async () => {
  const StreamName = await newStream();
  await assert.rejects(call(DescribeStreamCommand, { StreamName: "never-made" }), (error) => {
    assert.ok(error instanceof ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.ok(error.$metadata.requestId);
    assert.equal(error.message, "Stream never-made under account 000000000000 not found.");
    return true;
  });
  await assert.rejects(call(CreateStreamCommand, { StreamName, ShardCount: 1 }), ResourceInUseException);
  await assert.rejects(call(CreateStreamCommand, { StreamName: "two words", ShardCount: 1 }), ValidationException);
  await assert.rejects(call(GetRecordsCommand, { ShardIterator: "nonsense" }), InvalidArgumentException);
});

await runAll();
kinesis.destroy();
process.exit();
