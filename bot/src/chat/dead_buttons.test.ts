import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "../ground/answer.ts";
import type { SlackContext } from "../surfaces/slack/context.ts";
import { slackStage } from "../surfaces/slack/stage.ts";
import { isDead, withoutButton } from "./dead_buttons.ts";
import type { ChatRun } from "./runs.ts";

const dead: Answer = {
  tone: "bad",
  title: "This button no longer works.",
  refusal: { code: "token_unknown", status: 404 },
};
const section = { type: "section", text: { type: "plain_text", text: "会员日" } };
const actions = (...values: string[]) => ({
  type: "actions",
  elements: values.map((value) => ({ type: "button", value })),
});

test("a button that is a week old or has acted is dead; one that the database refuses to this person is not", () => {
  assert.ok(isDead(dead));
  assert.ok(!isDead({ tone: "bad", refusal: { code: "forbidden", status: 403 } }));
});

test("only that button goes, and its row with it when it was the last", () => {
  const without = (...values: string[]) =>
    withoutButton([section, actions(...values)], "elements", ({ value }) => value === "a");
  assert.deepEqual(without("a", "b"), [section, actions("b")]);
  assert.deepEqual(without("a"), [section]);
  assert.deepEqual(without("b"), [section, actions("b")]);
});

test("a click on a dead button is answered, and the button taken off its message for everyone", async () => {
  const calls: [string, Record<string, unknown>][] = [];
  const decided = { type: "section", text: { type: "plain_text", text: "Approved by Carol" } };
  const now = [decided, actions("t", "u")];
  const record = (name: string) => async (args: Record<string, unknown>) => void calls.push([name, args]);
  const context = {
    client: {
      chat: { postEphemeral: record("ephemeral"), update: record("update") },
      // Since the click the card was redrawn.
      conversations: { history: async () => ({ messages: [{ ts: "1.1", text: "会员日", blocks: now }] }) },
    },
    budget: { run: (_method: string, _urgency: string, work: () => unknown) => work() },
    dispatcher: { commands: [], localeOf: () => "en", buttons: async () => [] },
    runs: { keep: async () => true },
    redrawCards: async () => true,
  } as unknown as SlackContext;
  const message = { ts: "1.1", text: "会员日", blocks: [section, actions("t", "u")] as never };
  const pressed = (token: string) => slackStage(context, run, { button: { token, message } }).show(dead);
  const run: ChatRun = {
    id: "r1",
    attempt: 1,
    state: "begun",
    person: { provider: "slack", chatUser: "slack:T1:UCAROL", team: "T1", localeHint: "en" },
    work: { command: "", input: {}, refused: { code: "token_unknown" } },
    place: { channel: "C1", user: "UCAROL", message: "1.1" },
    steps: {},
    answer: null,
    takenAt: new Date(),
    stranger: false,
  };
  await pressed("t");
  assert.deepEqual(
    calls.map(([name]) => name),
    ["ephemeral", "update"],
  );
  assert.deepEqual(calls[1]?.[1].blocks, [decided, actions("u")], "what is there by now stays");
  await Promise.all([pressed("t"), pressed("t")]);
  assert.equal(calls.filter(([name]) => name === "update").length, 1, "a crowd takes it off once");
  await pressed("w");
  assert.equal(calls.filter(([name]) => name === "update").length, 1, "what is gone is not drawn anew");
});
