import assert from "node:assert/strict";
import { test } from "node:test";
import { SHORTCUT_FORM } from "../../../shared/src/accounts/shortcuts/asked.ts";
import { SHORTCUT_ACTION_NAMES } from "../../../shared/src/accounts/shortcuts/fields.ts";
import { problemsIn } from "../../../shared/src/resource/form_values.ts";
import { picture } from "../accounts/account_fixtures.ts";
import { cardOf, done, fault } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import {
  BUTTONS,
  madeShortcut,
  servingShortcut,
  shortcutInput,
  waitingShortcut,
} from "./shortcut_fixtures.ts";

/** SHC-1 (§9.3): shortcuts of a signature by region and time, reviewed by another member, frozen with a reason. */
const db = await testDatabase();

const bob = () => db.as("bob");
const carol = () => db.as("carol");
const timed = (name: string, begins_at: string, ends_at: string) => ({
  ...{ name, begins_at, ends_at },
  buttons: [BUTTONS[0]],
});
const card = (id: string) => cardOf(db, "shortcut_cards", id, "bob");

test("a shortcut says whether its signature is an approved one of the enterprise, to a reviewer too", async () => {
  const [own, foreign] = [await madeShortcut(db, "云杉商城"), await madeShortcut(db, "别家商城")];
  const whose = (id: string) =>
    carol().rows("select own_signature from public.shortcut_cards where id = $1", [id]);
  assert.deepEqual(await whose(own), [{ own_signature: true }]);
  assert.deepEqual(await whose(foreign), [{ own_signature: false }]);
});

test("what cannot be taken is refused with its place, by the law as by the form", async () => {
  const good = await shortcutInput(db, "云杉商城");
  const [one] = good.timed;
  const big = await picture(db, { width: 800, height: 1200, bytes: 4 * 1024 * 1024 + 1 });
  const bad: [string, object][] = [
    ["account_content_invalid signature", { signature: "云" }],
    ["account_content_invalid signature", { signature: "云".repeat(19) }],
    ["account_content_invalid proofs", { proofs: [] }],
    ["account_content_invalid proofs", { proofs: Array.from({ length: 7 }, () => good.proofs[0]) }],
    ["account_content_invalid regions", { regions: [] }],
    ["account_content_invalid buttons", { buttons: [], timed: [] }],
    ["account_content_invalid buttons", { buttons: BUTTONS.slice(0, 4) }],
    ["account_content_invalid buttons[1].name", { buttons: [{ action: "copy", text: "a" }] }],
    ["account_content_invalid buttons[1].text", { buttons: [{ name: "券", action: "copy" }] }],
    ["account_content_invalid buttons[1].url", { buttons: [{ ...BUTTONS[0], url: "mall.example.com" }] }],
    ["account_content_invalid buttons[1].at", { buttons: [{ ...BUTTONS[6], at: "2027-13-01T09:00:00Z" }] }],
    ["account_content_invalid buttons[1].latitude", { buttons: [{ ...BUTTONS[7], latitude: "91" }] }],
    ["account_content_invalid timed[1].buttons", { timed: [{ ...one, buttons: [] }] }],
    ["account_content_invalid timed[1].ends_at", { timed: [{ ...one, ends_at: one?.begins_at }] }],
    [
      "account_content_invalid timed[2].name",
      { timed: [one, timed("元旦", "2028-01-01T00:00:00Z", "2028-01-02T00:00:00Z")] },
    ],
    [
      "shortcut_times_overlap timed[2].ends_at",
      { timed: [one, timed("年", "2026-12-31T00:00:00Z", "2027-01-02T00:00:00Z")] },
    ],
    [
      "account_content_invalid timed",
      {
        timed: Array.from({ length: 6 }, (_, n) =>
          timed(`第${n}`, `203${n}-01-01T00:00:00Z`, `203${n}-01-02T00:00:00Z`),
        ),
      },
    ],
  ];
  for (const [expected, part] of bad) {
    const input = { ...good, ...part };
    assert.equal(await fault(bob().rpc("create_shortcut", { input })), expected, JSON.stringify(part));
    // How many there are at most, the form says by not offering a further one.
    const many = ["proofs", "buttons", "timed"].some(
      (key) => Object.values(part)[0]?.length > 3 && key in part,
    );
    if (!many) assert.notEqual(problemsIn(SHORTCUT_FORM, input).length, 0, expected);
  }
  assert.equal(
    await fault(bob().rpc("create_shortcut", { input: { ...good, regions: ["火星"] } })),
    "region_unknown region",
  );
  assert.equal(
    await fault(bob().rpc("create_shortcut", { input: { ...good, proofs: [big] } })),
    "picture_invalid proofs[1]",
  );
  assert.deepEqual(problemsIn(SHORTCUT_FORM, { ...good }), []);
});

test("each of the ten actions is taken with its own fields and stored without those of others", async () => {
  assert.deepEqual(
    BUTTONS.map(({ action }) => action),
    SHORTCUT_ACTION_NAMES,
  );
  const good = await shortcutInput(db, "云杉十样", ["深圳市", "广东", "北京"]);
  for (const button of BUTTONS) {
    const input = { ...good, buttons: [{ ...button, engine: "1080" }] };
    const { id } = await done(bob().rpc("create_shortcut", { input }));
    const { buttons, regions } = await card(id);
    const { at, ...rest } = button as { at?: string };
    const expected = {
      ...rest,
      ...(at ? { at: "2027-01-01T01:00:00Z" } : {}),
      ...(button.action === "quick_app" ? { engine: "1080" } : {}),
    };
    assert.deepEqual(buttons, [expected]);
    // Shenzhen goes with its province.
    assert.deepEqual(regions, [110000, 440000]);
  }
});

test("an edit waits while the approved version serves, and takes its place when another member approves", async () => {
  const shortcut = await servingShortcut(db, "云杉会员");
  assert.equal((await card(shortcut)).serving, "serving");
  const input = { ...(await shortcutInput(db, "云杉会员", ["江苏省"])), buttons: [BUTTONS[3]] };
  await done(bob().rpc("update_shortcut", { shortcut, input: { ...input, base_revision: 1 } }));
  const edited = await card(shortcut);
  assert.deepEqual([edited.version, edited.live_version, edited.state], [2, 1, "draft"]);
  assert.equal(edited.live_buttons[0].name, BUTTONS[0].name);
  assert.equal(
    await fault(bob().rpc("update_shortcut", { shortcut, input: { ...input, base_revision: 2 } })),
    "version_conflict",
  );
  await done(bob().rpc("submit_shortcut", { shortcut }));
  assert.equal(await fault(bob().rpc("approve_shortcut", { shortcut })), "forbidden");
  await done(bob().rpc("urge_shortcut", { shortcut }));
  assert.equal(await fault(bob().rpc("urge_shortcut", { shortcut })), "urged_already");
  await done(bob().rpc("withdraw_shortcut", { shortcut }));
  await done(bob().rpc("submit_shortcut", { shortcut }));
  await done(carol().rpc("reject_shortcut", { shortcut, reason: "证明不清晰" }));
  assert.equal((await card(shortcut)).live_version, 1);
  await done(bob().rpc("submit_shortcut", { shortcut }));
  await done(carol().rpc("approve_shortcut", { shortcut }));
  const { live_version, live_regions } = await card(shortcut);
  assert.deepEqual([live_version, live_regions], [2, [320000]]);
  // What the first version held is free again.
  await servingShortcut(db, "云杉会员", ["广东省"]);
});

test("a phone meets one shortcut of a signature and never two: also not a city in its province", async () => {
  const meeting = await waitingShortcut(db, "云杉出行", ["深圳市"]);
  await servingShortcut(db, "云杉出行", ["广东省", "北京"]);
  for (const region of ["深圳市", "全国", "北京市"]) {
    const shortcut = await madeShortcut(db, "云杉出行", [region]);
    const submitted = await fault(bob().rpc("submit_shortcut", { shortcut }));
    assert.equal(submitted, "shortcut_taken regions", "its author hears it, not the reviewer");
  }
  // Whose regions were free then, and are no more.
  const decided = await fault(carol().rpc("approve_shortcut", { shortcut: meeting }));
  assert.equal(decided, "shortcut_taken regions");
  await servingShortcut(db, "云杉出行", ["江苏省"]);
});

test("what serves is frozen with a reason and unfrozen, whatever its edit waits for", async () => {
  const draft = await madeShortcut(db, "云杉草稿");
  assert.equal(
    await fault(carol().rpc("freeze_shortcut", { shortcut: draft, reason: "核查" })),
    "wrong_state",
  );
  const shortcut = await servingShortcut(db, "云杉冻结");
  assert.equal(await fault(carol().rpc("freeze_shortcut", { shortcut })), "reason_required");
  await done(carol().rpc("freeze_shortcut", { shortcut, reason: "投诉" }));
  const { serving, frozen_reason, frozen_by_name } = await card(shortcut);
  assert.deepEqual([serving, frozen_reason], ["frozen", "投诉"]);
  assert.ok(frozen_by_name);
  assert.equal(await fault(carol().rpc("freeze_shortcut", { shortcut, reason: "又" })), "wrong_state");
  await done(bob().rpc("update_shortcut", { shortcut, input: await shortcutInput(db, "云杉冻结") }));
  await done(carol().rpc("unfreeze_shortcut", { shortcut }));
  assert.equal((await card(shortcut)).serving, "serving");
});
