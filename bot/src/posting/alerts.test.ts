import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import type { MessageRef } from "../chat/homes.ts";
import type { Answer, CardOf } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import { startRest } from "../testing/rest_double.ts";
import { allowing } from "../testing/transitions.ts";
import { makeAlerts } from "./alerts.ts";
import { type CardSurface, Gone, type Recipient } from "./cards.ts";

/** Alice subscribed; dan has left the enterprise, and eve never was in it. */
const ENTERPRISE = { id: "e", name: "云杉商城", time_zone: "Asia/Shanghai" };
const ROW = {
  id: "7f3a19be-0000-4000-8000-000000000000",
  name: "会员日",
  state: "paused",
  timing: "immediate",
  origin: "own",
  batch_no: "20261124-0001",
  file_name: "a.csv",
  sms_text: "点击 {link} 查看",
  link_example: "https://l.example/AbC12xYz",
  segments: 1,
  segments_handed: 40,
  columns: {},
  left_out: 0,
  left_out_lines: [],
  consent: null,
  consent_name: null,
  paused_at: "2026-11-24T15:00:00Z",
  pause_code: "failure_rate",
  pause_details: { failed: 60, ends: 100 },
  delivered: 40,
  intended: 100,
  accepted: 100,
};

const INCIDENT = {
  id: "1c1de000-0000-4000-8000-000000000000",
  number: 7,
  cause: "send",
  resource: "send",
  resource_id: ROW.id,
  name: "会员日",
  state: "closed",
  opened_at: "2026-11-24T15:00:00Z",
  owner_name: "Carol",
  taken_at: "2026-11-24T15:03:00Z",
  closed_at: "2026-11-24T15:30:00Z",
  closed_by_name: null,
  closed_reason: null,
  events: [
    {
      id: 1,
      at: "2026-11-24T15:00:00Z",
      what: "channel_sick",
      by: null,
      reason: null,
      details: { name: "主", error: "503" },
    },
    { id: 2, at: "2026-11-24T15:03:00Z", what: "take", by: "Carol", reason: null, details: null },
    { id: 3, at: "2026-11-24T15:30:00Z", what: "over", by: null, reason: null, details: null },
  ],
};

interface Waiting {
  post_id: number;
  lease: boolean;
  done: string | null;
  [more: string]: unknown;
}
let waiting: Waiting[] = [];
let refuses = false;
let waits = false;
const post = (post_id: number, more: object = {}): Waiting => ({
  post_id,
  lease: false,
  done: null,
  provider: "slack",
  team: "T1",
  chat_channel: "C1",
  person: null,
  chat_user: "slack:T1:UALICE",
  locale: "en",
  kind: "channel_sick",
  resource: "channel",
  resource_id: null,
  details: { name: "sandbox", error: "503", since: "2026-11-24T15:00:00Z" },
  at: "2026-11-24T15:00:00Z",
  enterprise: "云杉商城",
  ...more,
});

const rest = await startRest(
  {
    claim_alert_posts: ({ most, homes }) => {
      const due = waiting.filter(
        (each) => !each.lease && each.done === null && (homes as string[]).includes(`${each.provider}:T1`),
      );
      for (const each of due.slice(0, Number(most))) each.lease = true;
      return due.slice(0, Number(most));
    },
    finish_alert_post: ({ post: id, error }) => {
      if (refuses) throw new Refusal("bot_only", 403);
      const found = waiting.find((each) => each.post_id === id);
      if (found) found.done = error === null ? "posted" : String(error);
      return {};
    },
    whoami: (_args, chatUser) => ({
      user_id: chatUser === "slack:T1:UEVE" ? null : chatUser,
      locale: "zh-CN",
      enterprise: null,
      enterprises: chatUser === "slack:T1:UALICE" ? [ENTERPRISE] : [],
      permissions: [],
    }),
    allowed_transitions: allowing(() => [
      { verb: "resume" },
      { verb: "cancel" },
      ...(waits ? [{ verb: "approve", shown: "5ee4" }] : []),
    ]),
  },
  {
    send_cards: () => [ROW],
    template_versions: () => [],
    audit_entries: () => [],
    incident_cards: () => [INCIDENT],
  },
);
after(() => rest.close());

let posted: { target: Recipient; answer: Answer; key: string }[] = [];
let followed: { chatUser: string; place: MessageRef; card: CardOf }[] = [];
let fails: Error | null = null;
const slack: CardSurface = {
  provider: "slack",
  team: "T1",
  room: () => 10,
  stage: () => assert.fail("there is no run here"),
  redraw: async () => assert.fail("nothing is redrawn here"),
  async post(target, answer, _locale, key) {
    if (fails) throw fails;
    posted.push({ target, answer, key });
    return { chatChannel: "chatChannel" in target ? target.chatChannel : "D1", message: `m${posted.length}` };
  },
};
const bot = () =>
  makeAlerts(rest.database, [slack], {
    follow: async (chatUser, _provider, place, card) => void followed.push({ chatUser, place, card }),
  });

beforeEach(() => {
  posted = [];
  followed = [];
  fails = null;
  refuses = false;
  waits = false;
});

test("a review whose card stands in the chat channel is brought up beside it, in words; one decided meanwhile is not posted", async () => {
  const about = { kind: "review_waiting", resource: "send", resource_id: ROW.id };
  const details = { name: "会员日", urged: true };
  waits = true;
  waiting = [
    post(1, { ...about, details, thread: "9.1", stands: true }),
    post(2, { ...about, details: { name: "会员日" }, thread: "9.1", stands: true }),
  ];
  await bot().postDue();
  assert.deepEqual(
    posted.map(({ target, answer }) => [target, answer.text, answer.card]),
    [
      [
        { chatChannel: "C1", thread: "9.1", aloud: true },
        "⏰ The submitter asks you to review this. 会员日",
        undefined,
      ],
      [
        { chatChannel: "C1", thread: "9.1", aloud: true },
        "“会员日” was submitted. Please review it.",
        undefined,
      ],
    ],
  );
  assert.deepEqual(followed, [], "its card is followed already");
  waits = false;
  posted = [];
  waiting = [post(3, { ...about, details })];
  await bot().postDue();
  assert.deepEqual([posted, waiting[0]?.done], [[], "gone"]);
});

test("a sick channel is told in the channel's language, with what to do about it", async () => {
  waiting = [post(1)];
  await bot().postDue();
  const [told] = posted;
  assert.deepEqual(told?.target, { chatChannel: "C1" });
  assert.equal(told?.answer.title, "Channel failing");
  assert.match(told?.answer.text ?? "", /channel resume/);
  assert.deepEqual(told?.answer.fields?.map((field) => field.value).slice(0, 2), ["sandbox", "503"]);
  assert.equal(waiting[0]?.done, "posted");
});

test("a paused send comes as its own card with its buttons, and follows the send from then on", async () => {
  waiting = [post(2, { kind: "send_paused", resource: "send", resource_id: ROW.id })];
  await bot().postDue();
  assert.deepEqual(
    posted[0]?.answer.actions?.map((action) => action.command),
    ["resume", "cancel"],
  );
  const why = posted[0]?.answer.fields?.find((field) => field.label === "Paused")?.value;
  assert.match(why ?? "", /by the system, .*too many messages failed \(60 of 100\)/);
  assert.deepEqual(followed, [
    {
      chatUser: "slack:T1:UALICE",
      place: { chatChannel: "C1", message: "m1" },
      card: { resource: "send", id: ROW.id },
    },
  ]);
});

test("a frozen link carries the buttons to let it go and to look at it, each answered beside the alert", async () => {
  const details = { link_id: 70_368_744_177_665, code: "Ab12cd34", requests: 61 };
  waiting = [
    post(11, { kind: "link_frozen", resource: "resolve_task", resource_id: ROW.id, details }),
    post(12, {
      kind: "link_frozen",
      resource: "send",
      resource_id: ROW.id,
      details: { ...details, link_id: 42 },
    }),
  ];
  await bot().postDue();
  const buttons = posted.map(({ answer }) =>
    answer.actions?.map(({ command, input, asks, beside }) => [
      command,
      input.resource,
      asks?.option,
      beside,
    ]),
  );
  const of = (resource: string) => [
    ["link-unfreeze", resource, "reason", true],
    ["link-show", resource, undefined, true],
  ];
  assert.deepEqual(buttons.sort(), [of("70368744177665"), of("Ab12cd34")]);
  assert.deepEqual(followed, [], "the alert stays what it was");
});

test("a broken glass goes to a person directly", async () => {
  waiting = [
    post(3, {
      kind: "break_glass",
      resource: "send",
      resource_id: ROW.id,
      chat_channel: null,
      person: "UALICE",
    }),
  ];
  await bot().postDue();
  assert.deepEqual(posted[0]?.target, { person: "UALICE" });
  assert.equal(followed[0]?.place.chatChannel, "D1");
});

test("what is asked of a person comes as its card, with who asks; what waited too long says so", async () => {
  waits = true;
  const about = { resource: "send", resource_id: ROW.id, chat_channel: null, person: "UALICE" };
  waiting = [
    post(13, { ...about, kind: "review_asked", details: { by: "Bob" } }),
    post(14, { ...about, kind: "review_waiting", details: { escalated: true, hours: 24 } }),
    post(15, { ...about, kind: "review_waiting", details: {} }),
  ];
  await bot().postDue();
  const lines = posted.map(({ answer }) => (answer.text ?? "").split("\n")[0]).sort();
  assert.equal(followed.length, 3, "each is a card that is kept up to date");
  assert.ok(lines.includes("Bob asks you to review this."), lines.join());
  assert.ok(lines.includes("⏰ Waiting for more than 24 hours without a decision."), lines.join());
});

test("several bots post a hundred alerts once each", async () => {
  waiting = Array.from({ length: 100 }, (_, index) => post(index));
  await Promise.all([bot(), bot(), bot()].map((each) => each.postDue()));
  assert.equal(posted.length, 100);
  assert.equal(new Set(posted.map((each) => each.key)).size, 100);
});

test("nothing is told with the eyes of somebody who has left or was never linked", async () => {
  waiting = [post(4, { chat_user: "slack:T1:UDAN" }), post(5, { chat_user: "slack:T1:UEVE" })];
  await bot().postDue();
  assert.deepEqual([posted.length, waiting.map((each) => each.done)], [0, ["gone", "gone"]]);
});

test("a channel that is gone is told nothing more, one that could not be reached is tried later", async () => {
  waiting = [post(6)];
  fails = new Gone("C1");
  await bot().postDue();
  assert.equal(waiting[0]?.done, "gone");
  waiting = [post(7)];
  fails = new Error("Slack is down");
  await bot().postDue();
  assert.equal(waiting[0]?.done, "Slack is down");
});

test("what stands in the channel is not posted again because its record failed", async () => {
  waiting = [post(8)];
  refuses = true;
  await bot().postDue();
  assert.equal(posted.length, 1);
  assert.equal(waiting[0]?.done, null, "the lease runs out by itself");
});

test("a kind or a resource that this bot does not know is told all the same", async () => {
  waiting = [
    post(9, { kind: "comet", details: {} }),
    post(10, { kind: "review_waiting", resource: "comet", resource_id: "x" }),
  ];
  await bot().postDue();
  assert.deepEqual(posted.map((each) => each.answer.title).sort(), ["Approval waiting", "comet"]);
});

test("an incident is posted as its card with its time line, and what follows goes into its thread, at the end with a report", async () => {
  const about = { resource: "incident", resource_id: INCIDENT.id };
  waiting = [
    post(20, { kind: "send_paused", resource: "send", resource_id: ROW.id, incident: INCIDENT.id }),
    post(21, { ...about, kind: "incident_update", thread: "m1", details: { event: 2 } }),
    post(22, { ...about, kind: "incident_update", thread: "m1", details: { event: 3 } }),
  ];
  await bot().postDue();
  const [card, taken, over] = posted.sort((a, b) => a.key.localeCompare(b.key));
  assert.equal(card?.answer.title, "Incident 7: 会员日");
  assert.match(card?.answer.text ?? "", /isn't responding: 503\n.*Carol took ownership\n.*Recovered/);
  assert.deepEqual(
    followed.map((each) => each.card.resource),
    ["incident"],
  );
  assert.deepEqual(
    [taken?.target, taken?.answer.text],
    [{ chatChannel: "C1", thread: "m1" }, "Carol took ownership"],
  );
  assert.match(
    over?.answer.text ?? "",
    /Lasted 30 minutes; Carol took ownership after 3 minutes; recovered on its own/,
  );
});

test("the maker is told what became of their own thing, by whom and why, with a button to see it", async () => {
  const details = { name: "会员日", state: "rejected", by: "Carol", reason: "签名不对" };
  const direct = { chat_channel: null, person: "UALICE", resource: "send", resource_id: ROW.id };
  waiting = [post(30, { ...direct, kind: "own_rejected", details })];
  await bot().postDue();
  const [told] = posted;
  assert.deepEqual([told?.target, told?.answer.title], [{ person: "UALICE" }, "Rejected: 会员日"]);
  const values = told?.answer.fields?.map(({ value }) => value);
  assert.deepEqual(values?.slice(0, 4), ["send", "Rejected", "Carol", "签名不对"]);
  assert.deepEqual(
    told?.answer.actions?.map(({ command }) => command),
    ["show"],
  );
});

test("in the other chat accounts somebody is told that one was linked or unlinked, and what to do if it was not them", async () => {
  const direct = { chat_channel: null, person: "UALICE", resource: "chat_identity", resource_id: null };
  waiting = [
    post(34, { ...direct, kind: "chat_linked", details: { account: "slack:T1:UEVIL" } }),
    post(35, { ...direct, kind: "chat_unlinked", details: { account: "discord:-:7", by: "Alice" } }),
  ];
  await bot().postDue();
  assert.deepEqual(
    posted.map(({ answer }) => [answer.title, answer.fields?.[0]?.value]),
    [
      ["You linked another chat account", "slack:T1:UEVIL"],
      ["One of your chat accounts was unlinked", "discord:-:7"],
    ],
  );
  assert.match(posted[0]?.answer.text ?? "", /If this wasn't you.*session revoke-others.*unlink <account>/s);
});

test("of their own things somebody is told in the order in which it happened, while others are told meanwhile", async () => {
  const told = (post_id: number, person: string, details: object) =>
    post(post_id, {
      ...{ kind: "own_approved", resource: "template", chat_channel: null, person },
      details: { name: `T${post_id}`, ...details },
    });
  waiting = [
    told(1, "UALICE", { state: "vendor_review", verb: "approve", by: "Carol" }),
    told(2, "UALICE", { state: "approved", verb: "vendor_approve" }),
    told(3, "UBOB", { state: "approved", verb: "approve", by: "Carol" }),
  ];
  const order: number[] = [];
  const slow: CardSurface = {
    ...slack,
    async post(target, answer, ...more) {
      const ref = await slack.post(target, answer, ...more);
      // The first of them is on its way for longer than whatever comes after it.
      if (answer.title?.endsWith("T1")) await new Promise((turn) => setImmediate(turn));
      order.push(Number(answer.title?.at(-1)));
      return ref;
    },
  };
  await makeAlerts(rest.database, [slow], { follow: async () => {} }).postDue();
  assert.deepEqual(
    order.filter((id) => id !== 3),
    [1, 2],
  );
  const of = (id: number) => posted.find(({ answer }) => answer.title?.endsWith(`T${id}`))?.answer;
  const by = (id: number) => of(id)?.fields?.find(({ label }) => label === "Done by")?.value;
  assert.deepEqual(
    [1, 2, 3].map((id) => [of(id)?.title, by(id)]),
    [
      ["Approved, in vendor review: T1", "Carol"],
      ["Approved by vendors, ready to use: T2", "the phone vendors"],
      ["Approved: T3", "Carol"],
    ],
  );
});
