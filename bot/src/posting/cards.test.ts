import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import type { MessageRef } from "../chat/homes.ts";
import { type Answer, saying } from "../ground/answer.ts";
import { startRest } from "../testing/rest_double.ts";
import { allowing } from "../testing/transitions.ts";
import { type CardSurface, Gone, makeCards } from "./cards.ts";

/** The row of a send that carol sees; dan has left the enterprise and sees nothing. */
const ROW = {
  id: "7f3a19be-0000-4000-8000-000000000000",
  name: "会员日",
  state: "in_review",
  timing: "immediate",
  origin: "own",
  batch_no: "20261124-0001",
  signature: "云杉会员",
  template_name: "会员日图文",
  file_name: "a.csv",
  sms_text: "点击 {link} 查看",
  link_example: "https://l.example/AbC12xYz",
  segments: 1,
  segments_handed: 0,
  columns: {},
  left_out: 0,
  left_out_lines: [],
  consent: null,
  consent_name: null,
  started_at: null,
  submitted_by_name: "Bob",
  submitted_at: "2026-11-24T15:00:00Z",
  intended: 10,
  accepted: 10,
};

let due: { card_id: string; chat_user: string; provider: string; decided: boolean; hash?: unknown }[] = [];
const finished = new Map<string, unknown>();
const hashes = new Map<string, unknown>();
let asked: unknown;
let room = 10;
const card = (card_id: string, chat_user: string, provider = "slack", more: object = {}) => {
  const place = { chat_channel: "C1", message: card_id, preview: "" };
  return {
    card_id,
    chat_user,
    provider,
    resource: "send",
    resource_id: ROW.id,
    locale: "en",
    seq: 3,
    decided: true,
    hash: null,
    ...place,
    ...more,
  };
};

const rest = await startRest(
  {
    claim_card_updates: ({ homes, decided_only }) => {
      asked = homes;
      const claimed = due.filter(
        (each) =>
          (homes as string[])[0]?.startsWith(each.provider) && (each.decided || decided_only === false),
      );
      due = due.filter((each) => !claimed.includes(each));
      return claimed;
    },
    finish_card_update: ({ card_id, seq, error = null, hash }) => {
      finished.set(String(card_id), [seq, error]);
      if (hash) hashes.set(String(card_id), hash);
      return {};
    },
    whoami: () => ({
      user_id: "x",
      locale: "zh-CN",
      enterprise: { id: "e", name: "云杉商城", time_zone: "Asia/Shanghai" },
    }),
    allowed_transitions: allowing(() => [
      { verb: "approve", allowed: false, code: "four_eyes" },
      { verb: "reject", allowed: false, code: "four_eyes" },
    ]),
    register_card: () => ({}),
  },
  {
    template_versions: () => [],
    send_cards: (chatUser) => (chatUser === "slack:T1:UCAROL" ? [ROW] : []),
    audit_entries: () => [],
  },
);
after(() => rest.close());

let drawn: [MessageRef, Answer, string][] = [];
let fails: Error | null = null;
const slack: CardSurface = {
  provider: "slack",
  team: "T1",
  room: () => room,
  stage: () => assert.fail("there is no run here"),
  post: async () => assert.fail("a card is drawn where it hangs"),
  async redraw(place, answer, _locale, urgency) {
    if (fails) throw fails;
    drawn.push([place, answer, urgency]);
  },
};
const cards = makeCards(rest.database, [slack]);

beforeEach(() => {
  drawn = [];
  fails = null;
  finished.clear();
});

test("a card whose row moved is drawn anew with the eyes of the person who asked for it", async () => {
  due = [card("1", "slack:T1:UCAROL")];
  await cards.redrawDue();
  assert.equal(drawn.length, 1);
  assert.equal(drawn[0]?.[1].title, "会员日");
  assert.deepEqual(finished.get("1"), [3, null]);
});

test("a card that a room sees has every legal button, whoever asked for it; the database decides who may press", async () => {
  due = [card("2", "slack:T1:UCAROL")];
  await cards.redrawDue();
  assert.deepEqual(
    drawn[0]?.[1].actions?.map((action) => action.command),
    ["approve", "reject"],
  );
});

test("a small card under an address is drawn anew where it reads otherwise, with the time of it, and never for the time alone", async () => {
  const preview = `https://panel.test/sends/${ROW.id}`;
  const small = (more: object = {}) => card("p1", "slack:T1:UCAROL", "slack", { preview, ...more });
  due = [small()];
  await cards.redrawDue();
  const [place, answer, urgency] = drawn[0] ?? [];
  assert.deepEqual([place, urgency], [{ chatChannel: "C1", message: "p1", preview }, "decision"]);
  assert.equal(answer?.title, ROW.name);
  assert.match(answer?.note ?? "", /^As of /);
  assert.deepEqual(
    [answer?.actions, answer?.picture, (answer?.fields ?? []).length <= 5],
    [undefined, undefined, true],
  );

  due = [small({ hash: hashes.get("p1") })];
  await cards.redrawDue();
  assert.equal(drawn.length, 1, "it reads the same");
  due = [small({ chat_user: "slack:T1:UDAN", hash: "another" })];
  await cards.redrawDue();
  assert.deepEqual(
    [drawn.length, finished.get("p1")],
    [1, [3, "gone"]],
    "who posted it sees the row no more",
  );
});

test("a message that is gone is never drawn again, one that failed is tried later", async () => {
  due = [card("3", "slack:T1:UCAROL")];
  fails = new Gone("C1 3");
  await cards.redrawDue();
  assert.deepEqual(finished.get("3"), [3, "gone"]);

  due = [card("4", "slack:T1:UCAROL")];
  fails = new Error("Slack is down");
  await cards.redrawDue();
  assert.deepEqual(finished.get("4"), [3, "Slack is down"]);
});

test("what was said above a card as it was posted stands there when it is redrawn, and no longer once something else is decided about", async () => {
  const answer = saying({ tone: "plain", title: "会员日", text: "own" }, "300 lines.", "See: number show 1");
  assert.equal(answer.text, "300 lines.\nSee: number show 1\nown");
  const place = { chatChannel: "C1", message: "9" };
  await cards.follow("slack:T1:UCAROL", "slack", place, { resource: "send", id: ROW.id }, "en", answer);
  const said = rest.calls.findLast(({ verb }) => verb === "register_card")?.args.said;
  assert.deepEqual(said, { words: "300 lines.\nSee: number show 1", shown: null });

  due = [card("9", "slack:T1:UCAROL", "slack", { said })];
  await cards.redrawDue();
  assert.match(drawn[0]?.[1].text ?? "", /^300 lines\.\nSee: number show 1\n/);
  due = [card("9", "slack:T1:UCAROL", "slack", { said: { words: "300 lines.", shown: "another" } })];
  await cards.redrawDue();
  assert.doesNotMatch(drawn[1]?.[1].text ?? "", /300 lines/);
  assert.notEqual(hashes.get("9"), undefined);
});

test("a card of somebody who no longer sees the row is left as it is", async () => {
  due = [card("5", "slack:T1:UDAN")];
  await cards.redrawDue();
  assert.deepEqual([drawn.length, finished.get("5")], [0, [3, "gone"]]);
});

test("one card that fails does not hold up the others", async () => {
  const elsewhere = {
    ...slack,
    redraw: () => Promise.reject(new Error("no room")),
    provider: "discord" as const,
  };
  due = [card("6", "slack:T1:UCAROL", "discord"), card("7", "slack:T1:UCAROL")];
  await makeCards(rest.database, [elsewhere, slack]).redrawDue();
  assert.deepEqual(finished.get("6"), [3, "no room"]);
  assert.deepEqual(finished.get("7"), [3, null]);
});

test("a counter that changes nothing in the message is not redrawn; a transition always is, because its buttons are used up", async () => {
  due = [card("8", "slack:T1:UCAROL")];
  await cards.redrawDue();
  const hash = hashes.get("8");
  assert.equal(typeof hash, "string");
  due = [card("8", "slack:T1:UCAROL", "slack", { decided: false, hash })];
  await cards.redrawDue();
  assert.deepEqual([drawn.length, finished.get("8")], [1, [3, null]]);
  due = [card("8", "slack:T1:UCAROL", "slack", { decided: false, hash: "of something else" })];
  await cards.redrawDue();
  due = [card("8", "slack:T1:UCAROL", "slack", { hash })];
  await cards.redrawDue();
  assert.deepEqual(
    drawn.map(([, , urgency]) => urgency),
    ["decision", "counter", "decision"],
  );
});

test("without room for counters only decisions are drawn, and the counters wait", async () => {
  room = 0;
  due = [card("9", "slack:T1:UCAROL", "slack", { decided: false }), card("10", "slack:T1:UCAROL")];
  await cards.redrawDue();
  room = 10;
  assert.deepEqual([finished.get("9"), finished.get("10")], [undefined, [3, null]]);
  assert.equal(due.length, 1);
});

test("calls that come while it redraws are one more run", async () => {
  due = [card("11", "slack:T1:UCAROL")];
  const before = rest.calls.length;
  await Promise.all(Array.from({ length: 20 }, () => cards.redrawDue()));
  const claims = rest.calls.slice(before).filter(({ verb }) => verb === "claim_card_updates");
  assert.equal(claims.length, 2);
});

test("whoever pressed is told when the card itself does not show it", async () => {
  fails = new Error("Slack is down");
  due = [card("12", "slack:T1:UCAROL")];
  const place = { chatChannel: "C1", message: "12" };
  assert.equal(await cards.redrawn("slack", place, 5_000), false);
  fails = null;
  due = [card("12", "slack:T1:UCAROL")];
  assert.equal(await cards.redrawn("slack", place, 5_000), true);
});

test("a bot asks only for cards of its own workspace, so that another bot's cards are not held up", async () => {
  await cards.redrawDue();
  assert.deepEqual(asked, ["slack:T1"]);
});
