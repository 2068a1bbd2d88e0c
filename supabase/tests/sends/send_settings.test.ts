import assert from "node:assert/strict";
import { test } from "node:test";
import { setSendSettings } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { refused } from "./sends_fixtures.ts";

/** OPT-1, GRD-1, PKG-2: the settings of an owner that apply to all sends. */
const db = await testDatabase();

test("caps and the other settings are the owner's to set, and what cannot be one is refused", async () => {
  const OWN = "select to_jsonb(s) - 'id' - 'enterprise_id' as settings from public.send_settings s";
  const get = async (person: "dan" | "mallory" = "dan") => (await db.as(person).rows(OWN))[0]?.settings;
  const defaults = {
    marketing_per_hour: 4,
    marketing_per_day: 10,
    notice_per_minute: 10,
    notice_per_day: 50,
    pause_at_failures: 0.5,
    pay_as_you_go: true,
  };
  assert.deepEqual(await get(), defaults);
  for (const person of ["bob", "carol", "dan"] as const)
    await refused(
      db,
      () => db.as(person).rpc("update_send_settings", { input: { marketing_per_hour: 5 } }),
      "forbidden",
      403,
    );
  for (const input of [
    null,
    [],
    { marketing_per_hour: 0 },
    { marketing_per_day: 1001 },
    { notice_per_minute: 1.5 },
    { notice_per_day: "many" },
    { notice_per_day: null },
    { pause_at_failures: 0 },
    { pause_at_failures: 1.01 },
    { pause_at_failures: "NaN" },
    { pay_as_you_go: "perhaps" },
    { enterprise_id: "00000000-0000-4000-8000-000000000000" },
    { notice_per_day: 99_999_999_999 },
  ])
    await refused(db, () => db.as("alice").rpc("update_send_settings", { input }), "input_invalid", 422);
  assert.deepEqual(await get(), defaults);
  const { id, enterprise_id, ...made } = await setSendSettings(db, {
    marketing_per_hour: 2,
    pay_as_you_go: false,
  });
  assert.equal(id, enterprise_id);
  assert.deepEqual(made, { ...defaults, marketing_per_hour: 2, pay_as_you_go: false });
  assert.deepEqual(await get(), made);
  assert.deepEqual(await get("mallory"), defaults);
  assert.equal((await db.as("mallory").rows("select * from public.send_settings")).length, 1);
});

test("a cap of an hour or a minute is never above that of the day", async () => {
  const set = (input: object) => () => db.as("alice").rpc("update_send_settings", { input });
  const told = await refused(db, set({ marketing_per_hour: 11, marketing_per_day: 10 }), "caps_crossed", 422);
  assert.deepEqual([told.short, told.day], [11, 10]);
  await refused(db, set({ notice_per_minute: 60, notice_per_day: 59 }), "caps_crossed", 422);
  assert.equal((await set({ marketing_per_hour: 10, marketing_per_day: 10 })()).error, null);
});

test("a setting is of its own kind: what only reads like a yes or a number is refused, and by its name", async () => {
  const wrong: Record<string, unknown[]> = {
    pay_as_you_go: ["yes", "true", "on", 1, 0, null, [true]],
    marketing_per_hour: ["3", true, null, 2.5, [3]],
    pause_at_failures: ["0.5", false, null],
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      const input = { [field]: value };
      const act = () => db.as("alice").rpc("update_send_settings", { input });
      assert.deepEqual(await refused(db, act, "input_invalid", 422), { field }, JSON.stringify(input));
    }
  }
});

test("of two people who change different settings at once neither takes the other's back", async () => {
  const one = db.as("alice").open("update_send_settings", { input: { notice_per_day: 40 } });
  const [, both] = await oneAfterTheOther(db, one, () =>
    db.as("alice").rpc("update_send_settings", { input: { pay_as_you_go: true } }),
  );
  assert.deepEqual([both.data.notice_per_day, both.data.pay_as_you_go], [40, true]);
  const [line] =
    await db.sql`select before, after from public.audit_log where resource = 'send_settings' and outcome = 'granted' order by id desc limit 1`;
  assert.deepEqual(line, { before: { pay_as_you_go: false }, after: { pay_as_you_go: true } });
});
