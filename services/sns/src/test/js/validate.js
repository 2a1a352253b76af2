// AWS's own validator on messages as they were sent: one line in for each, one line out: "good", or why not.
// The host from which certificates may come is the first argument.
import { createInterface } from "node:readline";
import MessageValidator from "sns-validator";

const validator = new MessageValidator(new RegExp(process.argv[2]));
const validated = (line) => new Promise((resolve) => {
  validator.validate(line, (error) => resolve(error ? error.message : "good"));
});

for await (const line of createInterface({ input: process.stdin })) {
  console.log(await validated(line));
}
