/** `node e2e/doubles/pooler/main.ts <postgres url> <server connections> [port]`: prints its port, and ends on SIGTERM. */
import { startPooler } from "./pooler.ts";

const [address = "", servers = "2", port = "0"] = process.argv.slice(2);
const { hostname: host, port: at } = new URL(address);
const pooler = await startPooler({ host, port: Number(at) }, Number(servers), Number(port));
console.log(pooler.port);
process.once("SIGTERM", () => process.exit(0));
