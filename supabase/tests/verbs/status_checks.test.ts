import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOf, resultsOf } from "../../local/checks/check.ts";
import { databaseChecks } from "../../local/checks/database.ts";
import { testDatabase } from "../test_database.ts";

/** `npm run status` says whether the law stands in a database as it was written. */
const db = await testDatabase();

/** The checks that are not kept, with what they saw. */
async function broken(demo = true): Promise<Record<string, string | null>> {
  const results = await resultsOf(databaseChecks(db.sql, demo), "en");
  return Object.fromEntries(results.filter(({ state }) => state !== "ok").map(({ id, mend }) => [id, mend]));
}

/** Each check, and a change of the database that it has to see. */
const BREAKS: Record<string, { change: string; back: string; names: RegExp }> = {
  "row-level-security": {
    change: "alter table public.members disable row level security",
    back: "alter table public.members enable row level security",
    names: /members/,
  },
  grants: {
    change: "grant insert on public.sends to authenticated",
    back: "revoke insert on public.sends from authenticated",
    names: /table public\.sends: authenticated insert/,
  },
  "functions-role": {
    change: "grant select on auth.users to tidings_functions",
    back: "revoke select on auth.users from tidings_functions",
    names: /reads auth\.users/,
  },
  "bot-key": {
    change: "update private.bots set key = null",
    back: "update private.bots set key = sha256('a key')",
    names: /bot@tidings\.test/,
  },
  bot: {
    change:
      "alter table private.bots rename to set_aside; revoke select (user_id) on private.set_aside from lite; create table private.bots (user_id uuid, key bytea, voice text)",
    back: "drop table private.bots; alter table private.set_aside rename to bots; grant select (user_id) on private.bots to lite",
    names: /setup -- bot <email>/,
  },
  "platform-admin": {
    change:
      "alter table private.platform_admins rename to set_aside; create table private.platform_admins (user_id uuid)",
    back: "drop table private.platform_admins; alter table private.set_aside rename to platform_admins",
    names: /platform-admin <email>/,
  },
  "log-is-sealed": {
    change:
      "insert into public.audit_log (at, enterprise_id, source, resource, verb, outcome) select now() - interval '1 hour', id, 'system', 'enterprise', 'old', 'granted' from public.enterprises limit 1",
    back: "select private.seal_audit(100000)",
    names: /make sure a bot is running/i,
  },
};

test("a database with the law in it keeps every promise", async () => {
  await db.sql.unsafe("alter role tidings_functions login");
  await db.sql.unsafe(
    "do $$ begin if not exists (select from pg_roles where rolname = 'lite') then create role lite; end if; end $$",
  );
  await db.sql`select private.seal_audit(100000)`;
  assert.deepEqual(await broken(), {});
});

for (const [id, { change, back, names }] of Object.entries(BREAKS)) {
  test(`it is seen, and said what to do, when ${id} is not kept`, async () => {
    await db.sql.unsafe(change);
    const seen = await broken();
    assert.deepEqual(Object.keys(seen), [id]);
    assert.match(seen[id] ?? "", names);
    await db.sql.unsafe(back);
    assert.deepEqual(await broken(), {});
  });
}

test("the demo's people are named where they do not belong", async () => {
  assert.match((await broken(false))["no-demo-people"] ?? "", /alice@demo\.test, bob@demo\.test/);
});

test("a check that cannot be made is told as one to look at, and its promise is marked", async () => {
  const [result] = await resultsOf(
    [
      {
        id: "x",
        promise: { zh: "甲", en: "A" },
        mend: { zh: "乙（{seen}）", en: "B ({seen})" },
        run: () => Promise.reject(new Error("connection refused")),
      },
    ],
    "en",
  );
  assert.ok(result);
  assert.deepEqual(linesOf([result]), ["  ? A", "    B (connection refused)"]);
});
