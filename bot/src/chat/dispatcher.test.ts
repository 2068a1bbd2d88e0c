import assert from "node:assert/strict";
import { after, test } from "node:test";
import { z } from "zod";
import { verb } from "../data/database.ts";
import { succeeded } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import { defineCommand } from "../registry/registry.ts";
import { chatOf, chatRows } from "../testing/chat_rows.ts";
import { startRest } from "../testing/rest_double.ts";
import { type ChatPerson, makeDispatcher } from "./dispatcher.ts";

const PEOPLE: Record<string, { name: string; locale: string } | undefined> = {
  "slack:T1:UCAROL": { name: "Carol", locale: "en" },
  "discord:-:11": { name: "Alice", locale: "zh-CN" },
};
const { verbs, tokens } = chatRows((chatUser) => PEOPLE[chatUser]?.locale ?? null);
const decided = new Map<string, string>();

const rest = await startRest({
  whoami: (_args, chatUser) => {
    const found = PEOPLE[chatUser ?? ""];
    return {
      user_id: found ? chatUser : null,
      name: found?.name ?? null,
      locale: found?.locale ?? null,
      enterprise: found ? { id: "e", name: "云杉商城", time_zone: "Asia/Shanghai" } : null,
      enterprises: [],
      permissions: [],
    };
  },
  ...verbs,
  decide: ({ request }, chatUser) => {
    if (decided.size > 0 && decided.get("request") !== request) throw new Refusal("wrong_state", 409);
    decided.set("request", String(request)).set("by", String(chatUser));
    return {};
  },
});
after(() => rest.close());

const decide = defineCommand({
  name: "decide",
  feature: "reviews",
  words: {
    title: { zh: "审核结果", en: "Decide" },
    description: { zh: "审核结果", en: "Decides the result" },
    options: { resource: { zh: "名称", en: "Name" }, reason: { zh: "原因", en: "Reason" } },
  },
  input: z.object({ resource: z.string(), reason: z.string().min(1) }),
  positional: ["resource", "reason"],
  permission: null,
  reads: false,
  audience: "chat_channel",
  async run(context) {
    await verb(context.session, "decide", { request: context.request("decide") });
    return { tone: "good", text: context.me.name ?? "" };
  },
});

const count = defineCommand({
  name: "count",
  feature: "reviews",
  words: {
    title: { zh: "数", en: "Count" },
    description: { zh: "数", en: "Counts" },
    options: { resource: { zh: "名称", en: "Name" }, days: { zh: "天", en: "Days" } },
  },
  input: z.object({ resource: z.string(), days: z.int().min(1) }),
  positional: ["resource", "days"],
  permission: null,
  reads: true,
  audience: "chat_channel",
  run: async (_context, input) => ({ tone: "good", text: JSON.stringify(input) }),
});

const dispatcher = makeDispatcher(rest.database, [decide, count]);
const chat = chatOf(rest.database, dispatcher);
const press = (person: ChatPerson, token: string, more: object) => chat.ask(person, { token, more });
const carol: ChatPerson = { provider: "slack", chatUser: "slack:T1:UCAROL", team: "T1", localeHint: "zh-CN" };
const alice: ChatPerson = { provider: "discord", chatUser: "discord:-:11", team: "9", localeHint: "en" };
const stranger: ChatPerson = { provider: "slack", chatUser: "slack:T1:UEVE", team: "T1", localeHint: "en" };

test("a button carries an opaque token, and pressing it acts with the rights of whoever presses", async () => {
  const [button] = await dispatcher.buttons([
    { command: "decide", input: { resource: "id-1" }, label: "Decide" },
  ]);
  assert.ok(button);
  assert.doesNotMatch(JSON.stringify(button), /id-1/);

  const nobody = await press(stranger, button.token, { reason: "because" });
  assert.equal(nobody.refusal?.code, "not_linked");

  const answer = await press(carol, button.token, { reason: "because" });
  assert.deepEqual([answer.text, succeeded(answer)], ["Carol", true]);
  assert.equal(decided.get("by"), "slack:T1:UCAROL");

  const again = await press(alice, button.token, { reason: "because" });
  assert.equal(again.refusal?.code, "token_used");
});

test("a press that fails leaves its button usable", async () => {
  const [button] = await dispatcher.buttons([
    { command: "decide", input: { resource: "id-2" }, label: "Decide" },
  ]);
  const missing = await press(carol, button?.token ?? "", {});
  assert.match(missing.text ?? "", /Reason \(reason\): is required/);
  const late = await press(carol, button?.token ?? "", { reason: "late" });
  assert.equal(succeeded(late), false);
  assert.equal(tokens.get(button?.token ?? "")?.used, false);
});

test("a token that nobody minted is refused in the person's own language", async () => {
  const answer = await press(alice, "made-up", {});
  assert.equal(answer.refusal?.code, "token_unknown");
  assert.match(
    answer.title ?? "",
    /[\u4e00-\u9fff]/,
    "alice's profile says Chinese, her Discord says English",
  );
});

test("people who are not linked can do nothing, and the database is asked with their own name only", async () => {
  const answer = await chat.ask(stranger, {
    work: { command: "decide", input: { resource: "x", reason: "y" } },
  });
  assert.equal(answer.refusal?.code, "not_linked");
  const asked = rest.calls.filter((call) => call.chatUser === stranger.chatUser);
  assert.deepEqual([...new Set(asked.map((call) => call.verb))], ["whoami"]);
  assert.deepEqual([...new Set(asked.map((call) => call.source))], ["slack"]);
});

test("a number typed into a button's modal is one, and a button that only reads works again", async () => {
  const input = { resource: "L1" };
  const [plain, beside] = await dispatcher.buttons([
    { command: "count", input, label: "Count" },
    { command: "count", input, label: "Count", beside: true },
  ]);
  for (const days of ["7", " 30 "]) {
    const answer = await press(carol, plain?.token ?? "", { days });
    assert.equal(answer.text, JSON.stringify({ resource: "L1", days: Number(days) }));
    assert.equal(answer.beside, undefined);
  }
  assert.equal((await press(carol, beside?.token ?? "", { days: "7" })).beside, true);
  const wrong = await press(carol, plain?.token ?? "", { days: "many" });
  assert.match(wrong.text ?? "", /Days \(days\)/);
});
