/** `doors`: the p95 of a list that a member reads while strangers guess passwords, against the same list in quiet (IAM-6). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { join } from "node:path";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import type { Benchmark } from "./contest.ts";
import { p95Of, secondsOf } from "./looks.ts";

const LOOKS = 400;
/** A password is hashed for accounts that are there. */
const ACCOUNTS = 2_000;

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

export const DOORS: Benchmark = {
  name: "doors",
  says: "p95 of a list in quiet ÷ p95 while 200 strangers guess passwords",
  ask: 0.7,
  floor: 0.5,
  async prepare() {
    const stage = await openStage({ volatile: false });
    await fill(stage);
    const headers = await stage.headers("bob");
    let round = 0;
    return {
      rows: 1,
      reference: () => p95(stage, headers),
      async ours() {
        round += 1;
        const script = join(import.meta.dirname, "strangers.ts");
        const strangers = spawn(
          process.execPath,
          [script, stage.api, headers.apikey ?? "", String(round), String(ACCOUNTS)],
          {
            stdio: ["ignore", "pipe", "inherit"],
          },
        );
        try {
          await once(strangers.stdout, "data");
          return await p95(stage, headers);
        } finally {
          strangers.stdout.on("data", (said: Buffer) =>
            console.log(`         answers to strangers: ${said}`.trimEnd()),
          );
          strangers.kill("SIGTERM");
          await once(strangers, "close");
        }
      },
      close: () => stage.close(),
    };
  },
};
