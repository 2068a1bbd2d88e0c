/** `node e2e/doubles/koomessage/main.ts --ledger <file> [--port N]`: prints its address and its keys as a line of JSON, and runs until it is ended. */
import { parseArgs } from "node:util";
import { startKoomessage } from "./double.ts";

process.umask(0o077);

const { values } = parseArgs({
  options: { ledger: { type: "string" }, port: { type: "string", default: "0" } },
});
if (values.ledger === undefined) throw new RangeError("--ledger <file> is needed");
const { url, iamUrl, accessKey, secretKey, account, user, password } = await startKoomessage({
  ledger: values.ledger,
  port: Number(values.port),
});
console.log(JSON.stringify({ url, iamUrl, accessKey, secretKey, account, user, password }));
process.once("SIGTERM", () => process.exit(0));
