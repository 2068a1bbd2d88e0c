/** Chaos, one kind at a time: what strikes a copy that is sending. `npm run soak -- --report` goes through all of it. */
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { Chance } from "./chance.ts";
import type { Cluster } from "./cluster.ts";
import { killSoon } from "./killer.ts";
import type { People } from "./people.ts";
import { CALM } from "./plan.ts";
import { setCarrier } from "./settings.ts";

/** What a strike has to do with. */
export type Target = { cluster: Cluster; people: People; chance: Chance };

export type Scenario = {
  name: string;
  /** What happens, in a sentence of docs/chaos.md. */
  says: string;
  /** Megabytes of a disk of its own that Postgres has. */
  diskMb?: number;
  /** Resolves when what disturbs is over, and recovery begins. */
  strike(target: Target): Promise<void>;
};

/** How long a disturbance that does not end by itself is kept up, in milliseconds. */
const HELD_MS = 5_000;
/** How often Postgres and the dispatchers are killed as soon as they are up again. */
const AGAIN = 4;
/** How far the clock jumps. */
const JUMP = "1 hour";
/** Room for what a scenario writes, and little enough that filling it up is soon done. */
const DISK_MB = 768;

/** Ends every backend of a client but the one that says so. */
async function endBackends({ sql, postgres }: Cluster): Promise<void> {
  postgres.shaken += 1;
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
}

/** Takes every connection that Postgres gives, those of others too, and keeps them for a while. */
async function exhaust({ cluster }: Target): Promise<void> {
  const taken: ReturnType<typeof postgres>[] = [];
  /** Takes what is free; answers whether there was any. */
  const take = async (): Promise<boolean> => {
    const one = postgres(cluster.databaseUrl, { max: 1, fetch_types: false, onnotice: () => undefined });
    const got = await one`select 1`.then(
      () => true,
      () => false,
    );
    if (got) taken.push(one);
    else await one.end({ timeout: 1 });
    return got;
  };
  try {
    while (await take());
    const until = performance.now() + HELD_MS;
    const [admin] = taken;
    if (!admin) throw new Error("Postgres gave no connection.");
    const ours = new Set(
      await Promise.all(
        taken.map(async (one) => (await one`select pg_backend_pid() as pid`)[0]?.pid as number),
      ),
    );
    while (performance.now() < until) {
      // Who has a connection loses it, and finds none to take instead.
      const others = await admin<{ pid: number }[]>`
        select pid from pg_stat_activity where backend_type = 'client backend' and usename like 'tidings%'`;
      cluster.postgres.shaken += 1;
      for (const { pid } of others) if (!ours.has(pid)) await admin`select pg_terminate_backend(${pid})`;
      if (!(await take())) await pause(50);
    }
  } finally {
    await Promise.all(taken.map((one) => one.end({ timeout: 1 })));
  }
}

/** Tables whose times decide what is due on the way of a message. A send's own are part of what its approver was shown. */
const DUE = [
  ...["private.batches", "private.send_progress", "private.jobs", "private.holds"],
  ...["public.channels", "public.carriers", "public.number_file_parts"],
];

/** Makes every time in those tables earlier (or, with "-", later) by an hour: to the database, its clock has jumped by as much. */
async function jump({ adminUrl }: Cluster, sign: "" | "-"): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => undefined });
  await admin.begin(async (step) => {
    // No trigger takes it for something that people did.
    await step`set local session_replication_role = replica`;
    for (const table of DUE) {
      const columns = await step<{ name: string }[]>`
        select quote_ident(attname) as name from pg_attribute
        where attrelid = ${table}::regclass and atttypid = 'timestamptz'::regtype and attnum > 0 and not attisdropped and attgenerated = ''`;
      const set = columns.map(({ name }) => `${name} = ${name} - interval '${sign}${JUMP}'`).join(", ");
      if (set) await step.unsafe(`update ${table} set ${set}`);
    }
  });
  await admin.end();
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "quiet",
    says: "Nothing: what the others are compared with. Its recovery is the pause between two hand-offs.",
    strike: async () => undefined,
  },
  {
    name: "functions",
    says: "SIGKILL of a dispatcher, the importer, the receiver or `link`.",
    async strike({ cluster, chance }) {
      const { importer, receiver, link, dispatchers } = cluster;
      await killSoon(chance.one([importer, receiver, link, ...dispatchers, ...dispatchers]));
    },
  },
  {
    name: "postgres",
    says: "Postgres is shut down at once (SIGQUIT, `pg_ctl stop -m immediate`) and started again: it recovers from its log.",
    strike: ({ cluster }) => killSoon(cluster.postgres, "SIGQUIT"),
  },
  {
    name: "repeated kills",
    says: `SIGKILL of Postgres with all its backends and of both dispatchers, ${AGAIN} times, each time as soon as they are up again.`,
    async strike({ cluster }) {
      for (let time = 0; time < AGAIN; time++)
        await Promise.all([cluster.postgres, ...cluster.dispatchers].map((one) => killSoon(one)));
    },
  },
  {
    name: "killed backends",
    says: "`pg_terminate_backend` of every connection there is.",
    strike: ({ cluster }) => endBackends(cluster),
  },
  {
    name: "no connections",
    says: `All of Postgres' connections are taken, and those that functions have are ended, for ${HELD_MS / 1000} s.`,
    strike: exhaust,
  },
  {
    name: "full disk",
    says: `Postgres' own disk of ${DISK_MB} MB is filled up to its last byte, and again whenever something comes free, for ${HELD_MS / 1000} s.`,
    diskMb: DISK_MB,
    async strike({ cluster: { disk, postgres } }) {
      if (!disk) throw new Error("Postgres has no disk of its own.");
      await disk.full(HELD_MS, () => {
        // It ends its backends, or itself, where its log finds no room.
        postgres.shaken += 1;
      });
    },
  },
  {
    name: "storm of retries",
    says: `For ${HELD_MS / 1000} s the carrier sends each receipt 50 times more, shuffled, some before its answer, answers every third call with an error, and takes every third batch without an answer.`,
    async strike({ cluster, people }) {
      const storm = { repeat_receipts: 50, shuffle_receipts: true, receipts_before_answer: 0.3 };
      await setCarrier(cluster, people, { ...storm, error_rate: 0.33, accept_then_drop_rate: 0.33 });
      await pause(HELD_MS);
      await setCarrier(cluster, people, { ...CALM, repeat_receipts: 0 });
    },
  },
  {
    name: "carrier",
    says: "SIGKILL of the carrier, which comes back with what it had written to its store.",
    strike: ({ cluster }) => killSoon(cluster.carrier),
  },
  {
    name: "clock",
    says: `The database's clock jumps ${JUMP} ahead, and back after ${HELD_MS / 1000} s (what is stored becomes as much older, and younger again: the machine's own clock is left alone).`,
    async strike({ cluster }) {
      await jump(cluster, "");
      await pause(HELD_MS);
      await jump(cluster, "-");
    },
  },
];
