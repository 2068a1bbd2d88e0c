/** The doors of SMS shortcuts: what a phone is shown (SHC-1), and clicks that vendors tell (PKG-1). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { approvedAccount, madePort } from "../accounts/account_fixtures.ts";
import { done, tick } from "../fixtures.ts";
import { servingShortcut } from "../shortcuts/shortcut_fixtures.ts";
import { type Json, testStage } from "./stage.ts";

const stage = await testStage({ volatile: false }, "receive-clicks", "show-shortcuts", "show-account");
const shortcut = await servingShortcut(stage.db, "云杉商城");
const huawei = await stage.pass("huawei");

const shown = async (query: Record<string, string>) => {
  const answer = await fetch(`${stage.api}/functions/v1/show-shortcuts?${new URLSearchParams(query)}`);
  return { status: answer.status, body: (await answer.json()) as Json };
};

test("a phone is shown the buttons of a signature in its region, and none of a frozen one", async () => {
  const usual = await shown({ signature: "云杉商城", region: "深圳", at: "2026-12-01T09:00:00+08:00" });
  assert.deepEqual([usual.status, usual.body.shortcut, usual.body.buttons.length], [200, shortcut, 3]);
  assert.equal(usual.body.buttons[0].item, "1");
  const newYear = await shown({ signature: "云杉商城", region: "440300", at: "2027-01-01T09:00:00+08:00" });
  assert.deepEqual([newYear.body.configuration, newYear.body.buttons[0].item], ["元旦", "1.1"]);
  assert.deepEqual((await shown({ signature: "云杉商城", region: "北京" })).body.buttons, []);
  assert.equal((await shown({ signature: "云", region: "北京" })).status, 400);
  await done(stage.db.as("carol").rpc("freeze_shortcut", { shortcut, reason: "核查" }));
  // Another instance has nothing in memory.
  const other = await stage.another("show-shortcuts");
  const query = new URLSearchParams({ signature: "云杉商城", region: "深圳" });
  const frozen = (await (await fetch(`${other.url}/show-shortcuts?${query}`)).json()) as Json;
  assert.deepEqual(frozen.buttons, []);
  await other.kill();
  await done(stage.db.as("carol").rpc("unfreeze_shortcut", { shortcut }));
});

test("4,000 clicks told up to four times over two instances, one killed half-way while the clock runs: each counts once, in the reports as in the ledger", async () => {
  const { db } = stage;
  const doomed = await stage.another("receive-clicks");
  const doors = [stage.direct("receive-clicks"), doomed.url];
  const at = new Date().toISOString();
  const calls = Array.from({ length: 80 }, (_, call) =>
    Array.from({ length: 50 }, (_, n) => ({
      ...{ id: `e-${call}-${n}`, place: "shortcut", of: shortcut, item: `${(n % 3) + 1}`, at },
    })),
  );
  // Each call is told by a vendor again until it is answered, and every second one once more after that.
  let answered = 0;
  let killed: Promise<void> | undefined;
  const tell = async (clicks: object[], door: number): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      const url = `${doors[(door + tries) % 2]}/receive-clicks`;
      const status = await fetch(url, {
        method: "POST",
        headers: huawei,
        body: JSON.stringify({ clicks }),
      })
        .then((answer) => answer.arrayBuffer().then(() => answer.status))
        .catch(() => 0);
      if (status === 200) break;
      assert.equal(status, 0, "a call is answered after its commit, or not at all");
    }
    answered += 1;
    if (answered >= 20) killed ??= doomed.kill();
  };
  const work = calls.flatMap((clicks, n) => (n % 2 === 0 ? [clicks, clicks] : [clicks]));
  let next = 0;
  const teller = async () => {
    while (next < work.length) {
      const n = next++;
      await tell(work[n] ?? [], n);
    }
  };
  let over = false;
  const clock = (async () => {
    while (!over) await tick(db);
  })();
  await Promise.all(Array.from({ length: 8 }, teller));
  await killed;
  over = true;
  await clock;
  await tick(db);
  await tick(db);
  const [row] =
    await db.sql`select (select count(*)::int from private.clicks) as events, (select sum(clicks)::int from public.click_days) as reported,
    (select sum(amount)::int from public.quota_ledger where reason = 'click' and account = 'used') as paid,
    (select coalesce(sum(owed), 0)::int from private.click_charges) as owed`;
  assert.deepEqual({ ...row }, { events: 4_000, reported: 4_000, paid: 4_000, owed: 0 });
});

test("a service account is shown beside its number while it is not frozen, and its clicks name what is shown", async () => {
  const { db } = stage;
  const account = await approvedAccount(db, "云杉旗舰");
  const port_id = await madePort(db, "10690777", ["云杉旗舰"]);
  const input = { port_id, account_id: account.id, signature: "云杉旗舰", region: "0" };
  await done(db.as("bob").rpc("create_port_binding", { input }));
  const ask = async (url: string) => {
    const query = new URLSearchParams({ signature: "云杉旗舰", port: "10690777" });
    const answer = await fetch(`${url}/show-account?${query}`);
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const { status, body } = await ask(`${stage.api}/functions/v1`);
  assert.deepEqual(
    [status, body.account, body.versions],
    [200, account.id, { home: 1, menus: 1, profile: 1 }],
  );
  assert.deepEqual([body.menus[0].items[1].item, body.home.quick_apps[0].item], ["1.2", "app.1"]);
  assert.match(body.profile.logo.file, /^[^/]+$/);
  const click = { id: "show-1", place: "menu", of: body.account, item: "1.2", version: 1 };
  const clicked = await fetch(`${stage.api}/functions/v1/receive-clicks`, {
    method: "POST",
    headers: huawei,
    body: JSON.stringify({ clicks: [{ ...click, at: new Date().toISOString() }] }),
  });
  assert.deepEqual(await clicked.json(), { counted: 1, repeated: 0, faults: [] });
  await done(db.as("carol").rpc("freeze_service_account", { service_account: account.id, reason: "核查" }));
  const other = await stage.another("show-account");
  assert.equal((await ask(other.url)).body.account, null);
  await other.kill();
});

test("whoever proves no vendor counts nothing", async () => {
  const clicks = [{ id: "x", place: "shortcut", of: shortcut, item: "1", at: new Date().toISOString() }];
  const { status, body } = await stage.call("receive-clicks", "bob", { clicks });
  assert.deepEqual([status, body.code], [401, "pass_required"]);
});
