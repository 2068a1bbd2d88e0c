// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { IMAGE_TEXT_SAMPLE } from "@tidings/shared/templates/samples.ts";
import type { Asking, Model, Turn } from "../../assistant/model.ts";
import { ModelError } from "../../assistant/model.ts";
import { findCommand } from "../../registry/registry.ts";
import { runCommand } from "../../registry/run.ts";
import { whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** BOT-5: copy is drafted inside a layout's limits, and read as a reviewer reads it; by a model, checked by the rules of every template. */

let asked: Asking[] = [];
let turns: Partial<Turn>[] = [];
const model: Model = {
  name: "double",
  async take(asking) {
    asked.push({ ...asking, messages: [...asking.messages] });
    return { text: "", calls: [], tokens: 10, ...turns[asked.length - 1] };
  },
};
const hands = (work: unknown): Partial<Turn> => ({
  calls: [{ id: "1", name: "hand_in", args: JSON.stringify(work) }],
});

const TEMPLATE = {
  ...{ id: "7f3a19be-0000-4000-8000-000000000002", name: "会员日", state: "draft", version: 1 },
  ...{ layout: "image_text", usage: "commercial", vendors: ["huawei"], content: IMAGE_TEXT_SAMPLE },
};
const rights = ["KooMessage:template:list", "KooMessage:template:create"];
const rest = await startRest(
  {
    whoami: () => whoamiOf("u1", "Bob", rights),
    begin_question: () => ({ turns: [], tokens_left: 1_000 }),
    end_question: () => null,
  },
  { template_cards: () => [TEMPLATE] },
);
after(() => rest.close());
beforeEach(() => {
  asked = [];
  turns = [];
  rest.calls.length = 0;
});

const run = (name: string, raw: Record<string, unknown>, own: Model | null = model) => {
  const command = findCommand(COMMANDS, name);
  assert.ok(command);
  const session = rest.database.forChat("slack:T1:UBOB", "slack");
  return runCommand({ command, raw, session, commands: COMMANDS, localeHint: "en", model: own });
};
const spent = () => rest.calls.filter(({ verb }) => verb === "end_question").map(({ args }) => args.tokens);

test("a draft fits its layout: what does not is told to the model, which mends it", async () => {
  const good = {
    "slots.title": "云杉会员日",
    "slots.body": "${name}，您的券已到账。拒收请回复R",
    "slots.buttons.0.text": "立即使用",
  };
  turns = [hands({ ...good, "slots.title": "长".repeat(31), "slots.footer": "x" }), hands(good)];
  const answer = await run("draft", { layout: "图文", brief: "会员日发券" });
  const tool = asked[0]?.tools[0];
  assert.ok(tool?.type === "function");
  assert.match(JSON.stringify(tool.function.parameters), /"slots.title":\{"type":"string","maxLength":30/);
  const told = String(asked[1]?.messages.at(-1)?.content);
  assert.match(told, /slots\.title: .*31 characters; the limit is 30/);
  assert.match(told, /slots\.footer: there is no such place/);
  assert.deepEqual(
    answer.fields?.map(({ value }) => value),
    Object.values(good),
  );
  assert.match(answer.fields?.[0]?.label ?? "", /5\/30/);
  assert.ok(answer.picture);
  assert.match(answer.note ?? "", /read every word/);
  assert.deepEqual(spent(), [20]);
});

test("a channel reads the question above its answer, as it was typed", async () => {
  turns = [{ text: "Three sends." }];
  const answer = await run("ask", { question: "How many *sends*?" });
  assert.equal(answer.text, "Bob asks: How many *sends*?\n\nThree sends.");
});

test("a model that never fits is asked three times, and nothing of it is shown", async () => {
  turns = [hands({}), { text: "I would rather talk." }, hands("no object")];
  const answer = await run("draft", { layout: "image_text", brief: "会员日发券" });
  assert.equal(asked.length, 3);
  assert.match(answer.text ?? "", /nothing that fits/);
  assert.equal(answer.fields, undefined);
  assert.deepEqual(spent(), [30]);
});

test("a layout that is none is refused with those there are, before anybody is asked", async () => {
  const answer = await run("draft", { layout: "hologram", brief: "x" });
  assert.match(answer.text ?? "", /no layout “hologram”.*image_text/);
  assert.equal(answer.refusal?.option, "layout");
  assert.equal(asked.length, 0);
  assert.equal(rest.calls.filter(({ verb }) => verb === "begin_question").length, 0);
});

test("copy is read with its places; a finding elsewhere is not taken, and an address in one is not shown", async () => {
  const finding = { place: "slots.title", kind: "claim", says: "Say who says so: https://evil.example/?x" };
  turns = [hands({ findings: [{ ...finding, place: "slots.nowhere" }] }), hands({ findings: [finding] })];
  const answer = await run("check", { template: "会员日" });
  assert.match(String(asked[0]?.messages.at(-1)?.content), /"slots.title":"云杉会员日/);
  assert.match(String(asked[1]?.messages.at(-1)?.content), /no place slots\.nowhere/);
  const row = answer.table?.rows.find(([kind]) => kind === "False claim");
  assert.deepEqual(row?.slice(1), ["云杉会员日 福利已到账", "Say who says so: […]"]);
  assert.match(answer.note ?? "", /advice only and don't affect the review/);
  assert.equal(answer.actions, undefined);
});

test("without a model the three say what to set; where the endpoint fails they say so, and nothing is counted as spent", async () => {
  const broken: Model = { name: "double", take: () => Promise.reject(new ModelError("key", 401)) };
  const inputs = {
    ask: { question: "?" },
    draft: { layout: "image_text", brief: "x" },
    check: { template: "会员日" },
  };
  for (const [name, raw] of Object.entries(inputs)) {
    assert.match((await run(name, raw, null)).text ?? "", /OPENAI_API_KEY and OPENAI_MODEL/, name);
    const answer = await run(name, raw, broken);
    assert.match(answer.text ?? "", /rejected the key/, name);
    assert.equal(answer.refusal?.code, "assistant_unavailable");
  }
  assert.deepEqual(spent(), []);
});
