/**
 * Waits for the supervisor to go. Its stdin is a pipe that the kernel closes when the supervisor ends, even by
 * `kill -9`; then it ends the children that the supervisor left behind, and itself.
 */
import { endOrphans } from "./supervisor.ts";

const [home = ""] = process.argv.slice(2);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.once("close", async () => {
  await endOrphans(home);
  process.exit(0);
});
