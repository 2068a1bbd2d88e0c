/** `cards`: 200 people decide about one card within a second, by clicks on Slack and Discord and by 50 forms; how long until every card shows the decision. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { ROOT } from "../local/env.ts";
import { startStack } from "../local/testing/stack.ts";
import type { Benchmark } from "./contest.ts";
import { meter } from "./meter.ts";

/** What is promised: all cards show a decision within this time, in seconds. */
const PROMISE = 3;

type Person = { provider: string; team: string; user: string };
type Round = {
  seconds: number;
  acknowledged_s: number;
  unacknowledged: number;
  answered_s: number;
  late: number;
  misled: number;
  violations: number;
};

/** A member for each chat user, with the rights of carol, who reviews. */
async function link(databaseUrl: string, people: Person[]): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (step) => {
      await step`create temp table who on commit drop as
        select x.*, gen_random_uuid() as id, 'Clicker ' || row_number() over () as name, 'clicker' || row_number() over () || '@bench.test' as email
        from jsonb_to_recordset(${step.json(people)}::jsonb) as x (provider text, team text, "user" text)`;
      await step`insert into auth.users (instance_id, id, aud, role, email, email_confirmed_at, created_at, updated_at)
        select '00000000-0000-0000-0000-000000000000', id, 'authenticated', 'authenticated', email, now(), now(), now() from who`;
      await step`insert into public.profiles (user_id, name, email, locale, enterprise_id)
        select w.id, w.name, w.email, 'en', c.enterprise_id from who w, public.members c where c.email = 'carol@demo.test'
        on conflict (user_id) do update set name = excluded.name, locale = excluded.locale, enterprise_id = excluded.enterprise_id`;
      await step`insert into public.members (enterprise_id, user_id, name, email)
        select c.enterprise_id, w.id, w.name, w.email from who w, public.members c where c.email = 'carol@demo.test'`;
      await step`insert into public.group_members (group_id, member_id, enterprise_id)
        select g.group_id, m.id, m.enterprise_id from who w join public.members m on m.user_id = w.id, public.members c join public.group_members g on g.member_id = c.id
        where c.email = 'carol@demo.test'`;
      await step`insert into public.chat_identities (provider, team, chat_user, user_id) select provider, team, "user", id from who`;
    });
  } finally {
    await sql.end();
  }
}

/** Lines of JSON that the stage answers, one at a time. */
function answersOf(child: ChildProcess): () => Promise<unknown> {
  if (!child.stdout) throw new Error("The stage has no output.");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error("The stage of the benchmark has ended.");
    return JSON.parse(value);
  };
}

export const CARDS: Benchmark = {
  name: "cards",
  says: "200 decisions about one card within a second, clicks from Slack and Discord and 50 forms: 3 s ÷ until every card shows the decision",
  ask: 1,
  floor: 0.5,
  async prepare(clicks = 200) {
    const stack = await startStack();
    const child = spawn(process.execPath, [join(ROOT, "e2e/bench/cards.ts"), String(clicks)], {
      env: { ...process.env, ...stack.env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const next = answersOf(child);
    const { people } = (await next()) as { people: Person[] };
    await link(stack.env.TIDINGS_TEST_DB_URL ?? "", people);
    return {
      rows: clicks,
      async ours() {
        const watch = meter({ stack: stack.pid, stage: child.pid ?? 0 });
        child.stdin?.write("round\n");
        const round = (await next()) as Round;
        console.log(`         ${watch.end().text}`);
        console.log(
          `         cards after ${round.seconds.toFixed(2)} s, the slowest click acknowledged after ${round.acknowledged_s.toFixed(2)} s and ${round.unacknowledged} not in time, everyone answered after ${round.answered_s.toFixed(2)} s, ${round.late} saw it before they clicked, ${round.misled} told of a lost database, ${round.violations} rules broken`,
        );
        return round.seconds;
      },
      reference: async () => PROMISE,
      async close() {
        child.stdin?.end();
        if (child.exitCode === null) await new Promise((ended) => child.once("exit", ended));
        await stack.stop();
      },
    };
  },
};
