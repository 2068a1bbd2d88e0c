import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, refusal, waitingSend } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { type Actor, type Person, sessionOf, testDatabase } from "../test_database.ts";

/** What loosens a brake asks for the password; what tightens one does not. */
const db = await testDatabase();
await linkChat(db, "alice", ALICE_IN_CHAT);

const old = (person: Person) =>
  db.sql`update auth.sessions set created_at = now() - interval '3 hours' where id = ${sessionOf(person)}`;
const fresh = (person: Person) =>
  db.sql`update auth.sessions set created_at = now() where id = ${sessionOf(person)}`;

/** Tried from an old session and in chat, where it is refused, and with a password just given. */
async function takesPassword(
  person: Person,
  act: (actor: Actor) => Promise<Awaited<ReturnType<Actor["rpc"]>>>,
) {
  await old(person);
  assert.equal(await refusal(act(db.as(person))), "sudo_required");
  if (person === "alice") assert.equal(await refusal(act(db.as("bot", ALICE_IN_CHAT))), "sudo_required");
  await fresh(person);
  await done(act(db.as(person)));
  await old(person);
}

const RULE = {
  name: "大批量",
  min_audience: 1000,
  min_units: null as number | null,
  marketing: null as boolean | null,
  requester_group_id: null as string | null,
  approvers: 2,
  group_id: null as string | null,
};

test("an approval rule is added without the password, relaxed and deleted with it", async () => {
  await old("alice");
  const rule = (await done(db.as("alice").rpc("create_approval_rule", { input: RULE }))).id;
  const edit = (change: Partial<typeof RULE>) => (actor: Actor) =>
    actor.rpc("update_approval_rule", { approval_rule: rule, input: { ...RULE, ...change } });
  const [owners] =
    await db.sql`select id from public.groups where name = 'Owners' and enterprise_id = (select enterprise_id from public.approval_rules where id = ${rule})`;
  for (const looser of [
    { approvers: 1 },
    { min_audience: 1001 },
    { min_units: 5 },
    { marketing: true },
    { requester_group_id: owners?.id as string },
  ]) {
    await takesPassword("alice", edit(looser));
    await done(edit({})(db.as("alice")));
  }
  await done(edit({ min_audience: 10, name: "多数" })(db.as("alice")));
  await takesPassword("alice", (actor) => actor.rpc("delete_approval_rule", { approval_rule: rule }));
});

test("a rule that names its approvers asks less when it names others, or nobody", async () => {
  await fresh("alice");
  const groups =
    await db.sql`select g.id, g.name from public.groups g join public.enterprises e on e.id = g.enterprise_id where e.name = '云杉商城'`;
  const group = (name: string) => groups.find((one) => one.name === name)?.id as string;
  const named = { ...RULE, approvers: 1, name: "审核组", group_id: group("Reviewers") };
  const { id } = await done(db.as("alice").rpc("create_approval_rule", { input: named }));
  for (const group_id of [null, group("Owners")]) {
    await takesPassword("alice", (actor) =>
      actor.rpc("update_approval_rule", { approval_rule: id, input: { ...named, group_id } }),
    );
    await fresh("alice");
    await done(db.as("alice").rpc("update_approval_rule", { approval_rule: id, input: named }));
  }
});

test("the marketing window opens wider with the password, and closes without", async () => {
  const window = (opens: string, closes: string) => (actor: Actor) =>
    actor.rpc("update_marketing_window", { input: { marketing_from: opens, marketing_to: closes } });
  await takesPassword("alice", window("00:00", "23:59"));
  await done(window("09:00", "20:00")(db.as("bot", ALICE_IN_CHAT)));
  await takesPassword("alice", window("08:59", "20:00"));
  await takesPassword("alice", window("09:00", "20:01"));
});

test("another zone, in which the window is at other hours, takes the password; another name does not", async () => {
  const update = (input: object) => (actor: Actor) => actor.rpc("update_enterprise", { input });
  await old("alice");
  await done(update({ name: "云杉商城", time_zone: "Asia/Shanghai" })(db.as("alice")));
  await takesPassword("alice", update({ time_zone: "Europe/Berlin" }));
  await takesPassword("alice", update({ time_zone: "Asia/Shanghai" }));
});

test("links are guarded less with the password, and more without", async () => {
  const rules = (input: object) => (actor: Actor) => actor.rpc("update_link_rules", { input });
  await old("alice");
  await done(rules({ jump_approval: true, group_burst: 10, personal_burst: 10 })(db.as("alice")));
  for (const looser of [{ jump_approval: false }, { group_burst: 11 }, { personal_burst: 11 }])
    await takesPassword("alice", rules(looser));
});

test("caps, the guard and the packages are loosened with the password, and tightened without", async () => {
  const set = (input: object) => (actor: Actor) => actor.rpc("update_send_settings", { input });
  const tight = {
    ...{ marketing_per_hour: 1, marketing_per_day: 2, notice_per_minute: 1, notice_per_day: 2 },
    ...{ pause_at_failures: 0.2, pay_as_you_go: false },
  };
  await old("alice");
  await done(set(tight)(db.as("bot", ALICE_IN_CHAT)));
  for (const looser of [
    { marketing_per_hour: 2 },
    { marketing_per_day: 3 },
    { notice_per_minute: 2 },
    { notice_per_day: 3 },
    { pause_at_failures: 0.3 },
    { pay_as_you_go: true },
  ])
    await takesPassword("alice", set(looser));
});

test("a banned word is edited and allowed again with the password, and banned without", async () => {
  await old("olga");
  const { id } = await done(
    db.as("olga").rpc("create_banned_word", { input: { word: "稳赚", why: "承诺收益" } }),
  );
  const input = { word: "稳赚不赔", why: "承诺收益" };
  await takesPassword("olga", (actor) => actor.rpc("update_banned_word", { banned_word: id, input }));
  await takesPassword("olga", (actor) => actor.rpc("delete_banned_word", { banned_word: id }));
});

test("the glass is broken with the password, on the first day and when the send is back from under way", async () => {
  const breaks = (send: string) => (actor: Actor) =>
    actor.rpc("break_glass_send", { send, reason: "机房停电公告" });
  await fresh("alice");
  const first = await waitingSend(db);
  await takesPassword("alice", breaks(first));
  assert.equal((await cardOf(db, "send_cards", first))?.state, "expanding");
  const begun = await waitingSend(db);
  await db.sql`update public.sends set started_at = now() where id = ${begun}`;
  await takesPassword("alice", breaks(begun));
  assert.equal((await cardOf(db, "send_cards", begun))?.state, "sending");
});
