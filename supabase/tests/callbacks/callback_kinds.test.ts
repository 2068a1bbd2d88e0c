import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  cardOf,
  claim,
  clearStage,
  done,
  handOver,
  openAllDay,
  personalTask,
  recordHandoff,
  recordReplies,
  references,
  report,
  resolve,
  startedSend,
  tick,
} from "../fixtures.ts";
import { basicStarted } from "../sends/basic_fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { draftTemplate, recordTemplateStates, submit } from "../templates/checks.ts";
import { testDatabase } from "../test_database.ts";
import {
  ADDRESS,
  claimCallbacks,
  closeCallbacks,
  openCallback,
  settleCallback,
  told,
} from "./callback_fixtures.ts";

/** CBK-1: what each kind of address is told of, in the fields of the service. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
beforeEach(async () => {
  await clearStage(db);
  await closeCallbacks(db);
});

/** What waits, taken: every event in its order. */
// biome-ignore lint/suspicious/noExplicitAny: bodies have the shape of their kind
async function taken(): Promise<any[]> {
  const all = [];
  for (;;) {
    const claimed = await claimCallbacks(db);
    if (claimed.length === 0) return all;
    for (const { callback_id, posts } of claimed) {
      all.push(...posts.map((post) => ({ type: JSON.parse(post.body).callback_type, told: told(post) })));
      await settleCallback(
        db,
        callback_id,
        posts.map((post) => [post.id, null]),
      );
    }
  }
}

test("a message that the carrier refused, one that timed out, and a late receipt are told of too", async () => {
  await openCallback(db, "send_batch");
  await startedSend(db, { count: 2 });
  const batch = await claim(db);
  const [one = "", two = ""] = references(batch);
  await recordHandoff(db, batch?.batch ?? 0, [one], "rejected");
  await recordHandoff(db, batch?.batch ?? 0, [two]);
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where id = ${batch?.batch ?? 0}`;
  await tick(db);
  await report(db, [two], "delivered");
  const events = (await taken()).flatMap((post) => post.told);
  assert.deepEqual(
    events.map(({ msg_id, send_status, send_status_desc }) => [msg_id, send_status, send_status_desc]),
    [
      [one, "FAILED", "failed"],
      [two, "TIMED_OUT", "timed_out"],
      [two, "DELIVRD", "delivered"],
    ],
  );
});

test("a card that was shown is told of by its link: of a message after its receipt, and of a resolve task", async () => {
  await openCallback(db, "send");
  const send = await startedSend(db, { count: 1 });
  const [one = ""] = await handOver(db);
  await report(db, [one], "delivered");
  await resolve(db, one);
  await tick(db);
  const task = await personalTask(db, ["customer-7"]);
  const [link] =
    await db.sql`select id::text, (select t.template_id from public.resolve_tasks t where t.id = task_id) as template
    from public.links where task_id = ${task.id}`;
  await resolve(db, link?.id);
  await tick(db);
  // What else there is of a message waits until its receipt was taken.
  const [sms, flagged, shown, ...rest] = await taken();
  assert.deepEqual([rest.length, sms.type, shown.type, flagged.type], [0, "sms", "shortchain", "shortchain"]);
  assert.deepEqual(
    [shown.told.task_id, shown.told.aim_url, shown.told.cust_flag, shown.told.status],
    [send, sms.told.aim_url, sms.told.cust_flag, 0],
  );
  assert.deepEqual(
    [flagged.told.task_id, flagged.told.cust_flag, flagged.told.tpl_id],
    [task.id, "customer-7", link?.template],
  );
  const shownTo = await db
    .as("dan")
    .rows("select body from public.callback_post_cards where type = 'shortchain'");
  assert.ok(
    shownTo.every(({ body }) => /\*{6}$/.test(body.body.aim_url)),
    "codes of personal links are masked",
  );
});

test("each decision of a vendor about a template is told of as the template stands then", async () => {
  await openCallback(db, "template");
  const template = await draftTemplate(db, { vendors: ["huawei", "vivo"] });
  await submit(db, template);
  await done(db.as("carol").rpc("approve_template", { template }));
  const [handed] = await db.sql`select reference from private.claim_vendor_handoffs(20)`;
  await db.sql`select private.finish_vendor_handoff(${handed?.reference}, 'c1', null)`;
  const begun = Date.now();
  const say = (vendor: string, state: string, minute: number, reason?: string) => {
    const at = new Date(begun + minute * 60_000).toISOString();
    return recordTemplateStates(db, [{ reference: handed?.reference, vendor, state, reason, at }]);
  };
  await say("huawei", "rejected", 1, "图片不清晰");
  await say("vivo", "approved", 2);
  await say("vivo", "approved", 2);
  const events = (await taken()).map((post) => post.told);
  assert.deepEqual(
    events.map(({ tpl_id, audit_state, audit_desc, factory_info }) => [
      tpl_id,
      audit_state,
      audit_desc,
      factory_info,
    ]),
    [
      [
        template,
        1,
        "huawei: 图片不清晰",
        [
          { factory_type: "HUAWEI", state: 0 },
          { factory_type: "VIVO", state: 0 },
        ],
      ],
      [
        template,
        2,
        "huawei: 图片不清晰",
        [
          { factory_type: "HUAWEI", state: 0 },
          { factory_type: "VIVO", state: 1 },
        ],
      ],
    ],
    "once each",
  );
});

test("the basic edition has addresses of its own, for what is sent and for what people answer", async () => {
  for (const kind of ["send", "send_batch", "basic_send", "basic_reply"])
    await openCallback(db, kind, `${ADDRESS}/${kind}`);
  const send = await basicStarted(db);
  const ids = await handOver(db);
  const [one = ""] = ids;
  await report(db, ids.slice(0, 1), "delivered", { at: "2026-11-24T02:00:00Z" });
  const [to] = await db.sql`select phone from public.deliveries where id = ${one}`;
  await recordReplies(db, [{ id: "b1", from: to?.phone, text: "好的", delivery_id: Number(one) }]);
  const claimed = await claimCallbacks(db);
  assert.deepEqual(claimed.map(({ url }) => url).sort(), [`${ADDRESS}/basic_reply`, `${ADDRESS}/basic_send`]);
  const of = (kind: string) =>
    JSON.parse(claimed.find(({ url }) => url.endsWith(kind))?.posts[0]?.body ?? "null");
  const mobile = to?.phone.slice(3);
  const { reports } = of("basic_send");
  assert.deepEqual(
    reports.map(({ stime: _, ...rest }: { stime: string }) => rest),
    [
      {
        ...{ task_id: send, mobile, status: "0", code: "DELIVRD", desc: "delivered" },
        rtime: "2026-11-24 10:00:00",
      },
    ],
  );
  const { result } = of("basic_reply");
  assert.deepEqual([result[0].task_id, result[0].mobile, result[0].content], [send, mobile, "好的"]);
});

test("after a week neither what waits nor the log of posts is kept", async () => {
  const { id } = await openCallback(db, "send_batch");
  await startedSend(db, { count: 2 });
  const [one = "", two = ""] = await handOver(db);
  await report(db, [one], "delivered");
  await taken();
  await report(db, [two], "delivered");
  await db.sql`update public.callback_posts set created_at = now() - interval '8 days'`;
  await db.sql`update private.callback_events set at = now() - interval '8 days'`;
  await db.sql`select private.sweep()`;
  assert.equal((await cardOf(db, "callback_cards", id)).waiting, 0);
  assert.deepEqual(await db.as("alice").rows("select id from public.callback_post_cards"), []);
});
