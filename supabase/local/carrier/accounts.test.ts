import assert from "node:assert/strict";
import { test } from "node:test";
import { Sandbox } from "./testbed.ts";

const account = (version: number, more: object = {}) => ({
  ...{ version, frozen: false, menus: null, home: null },
  profile: {
    name: `云杉 ${version}`,
    intro: "介绍",
    authorisation: { address: "https://a.test/letter.png" },
  },
  ...more,
});

test("the newest version of an account is what phones show, also after a death, and nothing while it is frozen", async (t) => {
  const sandbox = await Sandbox.start(t);
  const put = (body: object) => sandbox.ask("PUT", "/v1/accounts/acc-1", body);
  const shown = async () => (await sandbox.ask("GET", "/phones/accounts")).body.accounts;
  const first = await put(account(2));
  assert.equal(first.status, 200);
  assert.equal(first.body.version, 2);
  // What comes late, or twice, is answered as it stands.
  assert.deepEqual((await put(account(1))).body, first.body);
  await sandbox.kill();
  await sandbox.again();
  assert.deepEqual((await put(account(2, { frozen: true }))).body, first.body);
  const [one] = await shown();
  assert.deepEqual(
    [one.reference, one.version, one.profile],
    ["acc-1", 2, { name: "云杉 2", intro: "介绍" }],
  );
  await put(account(3, { frozen: true }));
  assert.deepEqual(await shown(), []);
});

test("an account is refused by account_reject, and what is none by its field", async (t) => {
  const sandbox = await Sandbox.start(t, { account_reject: "名称与授权书不符" });
  const refused = await sandbox.ask("PUT", "/v1/accounts/acc-1", account(1));
  assert.deepEqual([refused.status, refused.body.error.message], [422, "名称与授权书不符"]);
  const odd = await sandbox.ask("PUT", "/v1/accounts/acc-1", { ...account(1), version: 0 });
  assert.deepEqual([odd.status, odd.body.error.issues[0].where], [400, "version"]);
});
