import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  booksAgree,
  claim,
  done,
  givePolicy,
  handOver,
  joins,
  openAllDay,
  refusal,
  report,
  tick,
  yunshan,
} from "../fixtures.ts";
import {
  basicApproved,
  basicDraft,
  basicFile,
  basicInput,
  basicStarted,
  basicTemplate,
} from "../sends/basic_fixtures.ts";
import { clearQueue, fresh, noCaps } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { liveBasic, sayOf } from "./storyboards.ts";

/** BAS-1, BSN-1: what ends between the making of a send and its last message. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
const bob = db.as("bob");

const allow = async (name: string, person: Person, Action: string[]) => {
  await givePolicy(db, name, [], [{ Effect: "Allow", Action }]);
  await joins(db, person, [`${name}组`]);
};
await allow("只有基础版", "erin", ["KooMessageBasic:*:*", "KooMessage:approvalRule:list"]);
await allow("只有智能信息", "frank", ["KooMessage:*:*"]);

const expired = (template: string) =>
  db.sql`update public.template_versions set valid_until = now() - interval '1 minute' where template_id = ${template}`;

test("of a storyboard that expired nothing more goes out: its send is paused, and gives back what is left when it is cancelled", async () => {
  await clearQueue(db);
  await db.sql`update public.channels set batch_size = 2`;
  const template = await basicTemplate(db);
  const send = await basicStarted(db, { template, file: await basicFile(db, { numbers: fresh(5) }) });
  await report(db, await handOver(db), "delivered");
  await expired(template);
  assert.equal(await claim(db), null);
  const [{ wait } = {}] = await db.sql`select private.claim_wait() as wait`;
  assert.equal(wait, null, "no dispatcher asks again and again");
  await tick(db);
  const card = await account(db, send);
  assert.deepEqual(
    [card.state, card.pause_code, card.handed, card.delivered],
    ["paused", "template_expired", 0, 2],
  );
  assert.match(card.pause_reason, /影像/);
  assert.equal(await refusal(bob.rpc("resume_send", { send })), "template_expired");
  assert.equal(await claim(db), null);
  await tick(db);
  assert.equal((await account(db, send)).state, "paused");
  await done(bob.rpc("cancel_send", { send }));
  const [held] = await db.sql`select private.open_units(${send})::int as n`;
  assert.equal(held?.n, 0);
  await booksAgree(db, "moved");
  await db.sql`update public.channels set batch_size = 1000`;
});

test("a send that waits for the morning is refused where its storyboard ends in the night", async () => {
  const template = await basicTemplate(db);
  await db.sql`update public.template_versions set valid_until = now() + interval '1 hour' where template_id = ${template}`;
  const send = await basicDraft(db, { template });
  // Six hours from now at least, at any time of the day.
  await db.sql`update public.enterprises e set marketing_from = x.opens, marketing_to = x.opens + interval '2 hours'
    from (select id, case when (now() at time zone time_zone)::time < '12:00' then time '18:00' else '06:00' end as opens
      from public.enterprises) x where x.id = e.id and e.id = ${await yunshan(db)}`;
  assert.equal(await refusal(bob.rpc("submit_send", { send })), "template_expired");
  await openAllDay(db);
  await done(bob.rpc("submit_send", { send }));
});

test("a storyboard whose networks have all taken their word back is not sent", async () => {
  const template = await liveBasic(db);
  const [handoff] = await db.sql`select h.reference from private.vendor_handoffs h
    join public.template_versions v on v.id = h.version_id where v.template_id = ${template}`;
  const send = await basicDraft(db, { template });
  await done(bob.rpc("submit_send", { send }));
  await sayOf(db, handoff?.reference, "mobile", "rejected", { reason: "投诉" });
  await sayOf(db, handoff?.reference, "unicom", "rejected", { reason: "投诉" });
  assert.equal(await refusal(bob.rpc("create_send", { input: await basicInput(db, { template }) })), null);
  await sayOf(db, handoff?.reference, "telecom", "rejected", { reason: "投诉" });
  const approve = () => refusal(db.as("carol").rpc("approve_send", { send }));
  assert.equal(await approve(), "basic_template_not_approved");
  await sayOf(db, handoff?.reference, "telecom", "approved");
  assert.equal(await approve(), null);
});

test("a message of the basic edition has no link, whatever code somebody makes up", async () => {
  await clearQueue(db);
  await basicStarted(db, { file: await basicFile(db, { numbers: fresh(1) }) });
  const ids = await handOver(db);
  const [{ said } = {}] =
    await db.sql`select private.resolve_batch(${ids}::bigint[], '{human}'::public.link_event_kind[], array[null]::public.vendor[], '{1}') as said`;
  assert.deepEqual(said.places ?? [], []);
  assert.deepEqual(said.rest ?? [], []);
});

test("rules are tried against the sends that one may see, of either edition", async () => {
  await clearQueue(db);
  const send = await basicApproved(db, { file: await basicFile(db, { numbers: fresh(2) }) });
  const tried = async (person: Person) =>
    (await done(db.as(person).rpc("try_approval_rules", {}))).sends.map(({ id }: { id: string }) => id);
  assert.ok((await tried("erin")).includes(send));
  assert.ok(!(await tried("frank")).includes(send));
});

test("what a send would cost is told to whoever has its edition, and to nobody else", async () => {
  const asks = (person: Person, kind: string) =>
    refusal(db.as(person).rpc("preview_cost", { numbers: 5, segments: 0, kind }));
  assert.deepEqual(
    [
      await asks("erin", "basic"),
      await asks("erin", "aim"),
      await asks("frank", "basic"),
      await asks("frank", "aim"),
    ],
    [null, "forbidden", "forbidden", null],
  );
});
