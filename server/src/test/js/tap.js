// What the test scripts in JavaScript share: tests are collected in order, run, and told as TAP lines.
const tests = [];

export const test = (name, body) => tests.push({ name, body });

export async function runAll() {
  console.log(`1..${tests.length}`);
  for (const [index, { name, body }] of tests.entries()) {
    try {
      await body();
      console.log(`ok ${index + 1} - ${name}`);
    } catch (error) {
      console.log(`not ok ${index + 1} - ${name}`);
      String(error?.stack ?? error).split("\n").forEach((line) => console.log("# " + line));
    }
  }
}
