/**
 * 200 strangers, each with a loopback address of their own, who try to sign in with wrong passwords as fast as they are answered
 * and mind no `Retry-After`. A process of its own, started by doors.ts: <api> <key> <round> <accounts there are to guess at>.
 */
import { Agent, request } from "node:http";
import { setPriority } from "node:os";

const STRANGERS = 200;

const [api = "", key = "", round = "0", accounts = "1"] = process.argv.slice(2);
const headers = { apikey: key, "content-type": "application/json" };
const answers: Record<number, number> = {};

/** One attempt; its status, or 0 where the connection was closed. */
function attempt(agent: Agent, account: number, tries: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const asked = request(`${api}/auth/v1/token?grant_type=password`, { method: "POST", headers, agent });
  asked
    .on("error", () => resolve(0))
    .on("response", (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
  asked.end(JSON.stringify({ email: `account${account}@bench.test`, password: `guess ${tries}` }));
  return promise;
}

async function guess(stranger: number, answered: () => void): Promise<never> {
  const localAddress = `127.${1 + Number(round)}.${stranger >> 7}.${(stranger & 127) + 1}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress });
  for (let tries = 0; ; tries += 1) {
    const status = await attempt(agent, (stranger * 10 + tries) % Number(accounts), tries);
    answers[status] = (answers[status] ?? 0) + 1;
    if (tries === 0) answered();
  }
}

// Strangers compute on machines of their own.
setPriority(19);
let left = STRANGERS;
for (let stranger = 0; stranger < STRANGERS; stranger += 1)
  void guess(stranger, () => {
    left -= 1;
    if (left === 0) console.log("all are at it");
  });
process.once("SIGTERM", () => {
  console.log(JSON.stringify(answers));
  process.exit(0);
});
