import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import postgres from "postgres";
import { freePort } from "../../shared/src/node/ports.ts";
import { type RunningPostgres, startPostgres } from "./postgres.ts";

/** Number files, personal values and receipts all pass through Postgres. Its log is read by anyone who looks for a fault. */
let home: string;
let server: RunningPostgres;
let said = "";
before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-log-"));
  const port = await freePort();
  const log = (line: string) => {
    said += line;
  };
  server = await startPostgres({
    dataDir: join(home, "postgres"),
    port,
    password: "pw",
    volatile: true,
    log,
  });
});
after(async () => {
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

test("no number, no value and no statement comes into the log of Postgres, whatever goes wrong", async () => {
  const phone = "+8613800138000";
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  const codes: unknown[] = [];
  const fails = async (query: Promise<unknown>) =>
    codes.push(
      await query.then(
        () => "nothing failed",
        ({ code }) => code,
      ),
    );
  try {
    await sql`create table people (phone text primary key check (phone ~ '^[+]86'), age smallint)`;
    await sql`insert into people values (${phone}, 1)`;
    await fails(sql`insert into people values (${phone}, 2)`);
    await fails(sql`insert into people values (${phone.slice(1)}, 3)`);
    await fails(sql`insert into people values (null, 4)`);
    await fails(sql`select ${phone}::text::uuid`);
    await fails(sql.unsafe(`select '${phone}'::smallint`));
    await fails(sql.unsafe(`selec '${phone}'`));
    await fails(sql.unsafe(`do $$ begin raise exception 'no % here', '${phone}'; end $$`));
    await fails(sql.unsafe(`do $$ begin raise warning 'no % here', '${phone}'; end $$`));
    await fails(sql.unsafe(`set statement_timeout = 50; select pg_sleep(5) /* ${phone} */`));
    assert.deepEqual(codes, [
      "23505",
      "23514",
      "23502",
      "22P02",
      "22003",
      "42601",
      "P0001",
      "nothing failed",
      "57014",
    ]);
  } finally {
    await sql.end();
  }
  // A wrong password is logged: so the log is there, and it is read after all of the above.
  const port = Number(new URL(server.url).port);
  const stranger = postgres({ host: "127.0.0.1", port, username: "stranger", password: "x", max: 1 });
  await assert.rejects(async () => stranger`select 1`);
  await stranger.end();
  while (!said.includes('"stranger"')) await new Promise(setImmediate);
  assert.doesNotMatch(said, /138\s?0013|8613800|people|selec|pg_sleep/);
});
