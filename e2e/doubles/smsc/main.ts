/** `node e2e/doubles/smsc/main.ts --ledger <file> [--port N] [--control-port N]`: prints its two ports as a line of JSON, and runs until it is ended. */
import { parseArgs } from "node:util";
import { startSmsc } from "./double.ts";

process.umask(0o077);

const { values } = parseArgs({
  options: {
    ledger: { type: "string" },
    port: { type: "string", default: "0" },
    "control-port": { type: "string", default: "0" },
  },
});
if (values.ledger === undefined) throw new RangeError("--ledger <file> is needed");
const { port, control } = await startSmsc({
  ledger: values.ledger,
  port: Number(values.port),
  controlPort: Number(values["control-port"]),
});
console.log(JSON.stringify({ port, control }));
process.once("SIGTERM", () => process.exit(0));
