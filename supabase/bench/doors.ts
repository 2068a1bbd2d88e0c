/**
 * `doors`: the p95 of a list that a member reads while strangers guess passwords, against the same list in quiet; and beside it the p95 while
 * another member asks 40 times at once for what no index carries, as a multiple of quiet (IAM-6).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { join } from "node:path";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { type Benchmark, median } from "./contest.ts";
import { startedSend } from "./ground.ts";
import { p95Of, secondsOf } from "./looks.ts";

const LOOKS = 400;
/** A password is hashed for accounts that are there. */
const ACCOUNTS = 2_000;

/** The messages of a send, as many as an hour of an enterprise's leaves. */
const MESSAGES = 37_000;
/** What no index carries: the database looks at every row for each. */
const DEAR = [
  "/rest/v1/delivery_cards?order=phone.desc&limit=20",
  "/rest/v1/send_cards?order=cost&limit=20",
  "/rest/v1/reply_cards?text=imatch.x",
  "/rest/v1/link_cards?order=code&limit=20",
];

/** Accounts to guess at, with a hash as Auth makes it (bcrypt, cost 10). */
async function fill({ db }: Stage): Promise<void> {
  await db.sql`insert into auth.users (id, instance_id, aud, role, email, encrypted_password, email_confirmed_at)
    select gen_random_uuid(), '00000000-0000-0000-0000-000000000000', 'authenticated', 'authenticated', 'account' || n || '@bench.test', h.hash, now()
    from generate_series(0, ${ACCOUNTS - 1}) n, (select extensions.crypt('right', extensions.gen_salt('bf', 10)) as hash) h`;
}

/** Seconds of the 95th percentile of looks at the list of send tasks, one after the other. */
async function p95(stage: Stage, headers: Record<string, string>): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const query = {
    says: "the list",
    path: "/rest/v1/sends?select=*&order=created_at.desc&limit=50",
    headers: () => headers,
  };
  const took: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) took.push(await secondsOf(stage, agent, query));
  agent.destroy();
  return p95Of(took);
}

/** Measures while this script is at it, and prints what its people were answered. */
async function beside(
  people: string,
  told: readonly string[],
  measured: () => Promise<number>,
): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${people}.ts`), ...told], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(child.stdout, "data");
    return await measured();
  } finally {
    child.stdout.on("data", (said: Buffer) =>
      console.log(`         answers to ${people}: ${said}`.trimEnd()),
    );
    child.kill("SIGTERM");
    await once(child, "close");
  }
}

export const DOORS: Benchmark = {
  name: "doors",
  says: "p95 of a list in quiet ÷ p95 while 200 strangers guess passwords",
  ask: 0.7,
  floor: 0.5,
  async prepare() {
    const stage = await openStage({ volatile: false });
    await fill(stage);
    await startedSend(stage.db, MESSAGES);
    const [headers, reader] = [await stage.headers("bob"), await stage.headers("dan")];
    const quiet: number[] = [];
    const read: number[] = [];
    let round = 0;
    return {
      rows: 1,
      async reference() {
        quiet.push(await p95(stage, headers));
        return quiet.at(-1) ?? 0;
      },
      async ours() {
        round += 1;
        const told = [stage.api, headers.apikey ?? "", String(round), String(ACCOUNTS)];
        const took = await beside("strangers", told, () => p95(stage, headers));
        const readers = [stage.api, JSON.stringify(reader), JSON.stringify(DEAR)];
        read.push(await beside("readers", readers, () => p95(stage, headers)));
        return took;
      },
      also: () => ({ readers: Number((median(read) / median(quiet)).toFixed(2)), readers_most: 5 }),
      close: () => stage.close(),
    };
  },
};
