/**
 * One member who asks 40 times at once for lists that no index carries, and at once again. A process of its own, started by
 * doors.ts: <api> <headers as JSON> <paths as JSON>.
 */
import { setPriority } from "node:os";

const READS = 40;

const [api = "", headers = "{}", paths = "[]"] = process.argv.slice(2);
const asked = JSON.parse(paths) as string[];
const answers: Record<number, number> = {};

async function read(first: number): Promise<never> {
  for (let turn = first; ; turn += 1) {
    const answer = await fetch(api + asked[turn % asked.length], { headers: JSON.parse(headers) });
    await answer.arrayBuffer();
    answers[answer.status] = (answers[answer.status] ?? 0) + 1;
  }
}

// The member computes on a machine of its own.
setPriority(19);
for (let one = 0; one < READS; one += 1) void read(one);
console.log("all are at it");
process.once("SIGTERM", () => {
  console.log(JSON.stringify(answers));
  process.exit(0);
});
