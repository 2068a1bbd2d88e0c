import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { COMMANDS } from "../commands/list.ts";
import type { Answer } from "../ground/answer.ts";
import { type AnyCommand, type Context, defineCommand } from "../registry/registry.ts";
import { converse, withoutAddresses } from "./converse.ts";
import type { Asking, Model, Turn } from "./model.ts";

/** BOT-5: whatever a model does, it reads with the person's rights and changes nothing. */

const words = (title: string) => ({
  title: { zh: title, en: title },
  description: { zh: title, en: title },
  options: { name: { zh: "名称", en: "Name" } },
});

interface Scene {
  readonly ran: [command: string, input: unknown][];
  readonly shown: Answer[];
  readonly context: Context;
}

function sceneOf(permissions: readonly string[] = ["read"]): Scene {
  const ran: Scene["ran"] = [];
  const shown: Answer[] = [];
  const command = (name: string, more: Partial<AnyCommand>, answer: Answer): AnyCommand =>
    defineCommand({
      ...{ name, feature: "sends", words: words(name), positional: ["name"], permission: null, reads: true },
      audience: "chat_channel",
      input: z.object({ name: z.string().max(20).optional() }),
      ...more,
      async run(_context, input) {
        ran.push([name, input]);
        return answer;
      },
    });
  const commands = [
    command(
      "status",
      { permission: "read" },
      { tone: "plain", fields: [{ label: "Delivered", value: "27" }] },
    ),
    command("sessions", { audience: "person" }, { tone: "plain", text: "three" }),
    command("secret list", { permission: "other" }, { tone: "plain" }),
    command("reveal", { once: true }, { tone: "plain", text: "+8613900000001" }),
    command("broken", {}, { tone: "bad", refusal: { code: "forbidden", status: 403 } }),
    command("cancel", { reads: false }, { tone: "good" }),
    command("wipe", { reads: false, permission: "other" }, { tone: "good" }),
    command("key add", { reads: false, terminalOnly: true }, { tone: "good" }),
    command("import", { reads: false, input: z.object({ name: z.string().optional() }) }, { tone: "good" }),
    command("ask", { feature: "assistant" }, { tone: "plain" }),
  ];
  const context = {
    ...{
      commands,
      locale: "en",
      zone: "Asia/Shanghai",
      at: new Date("2026-11-26T02:00:00Z"),
      source: "slack",
    },
    me: { user_id: "u1", name: "Bob", enterprise: { id: "e1", name: "云杉商城" }, permissions },
    progress: async (answer: Answer) => void shown.push(answer),
  } as unknown as Context;
  return { ran, shown, context };
}

/** A model that says these turns, and then nothing new. */
function modelOf(...turns: Partial<Turn>[]): Model & { asked: Asking[] } {
  const asked: Asking[] = [];
  return {
    name: "double",
    asked,
    async take(asking) {
      asked.push({ ...asking, messages: [...asking.messages] });
      const turn = { text: "", calls: [], tokens: 1_000, ...(turns[asked.length - 1] ?? turns.at(-1)) };
      if (turn.text) asking.onText?.(turn.text);
      return turn;
    },
  };
}

const call = (name: string, input: unknown, id = name) => ({
  id,
  name,
  args: typeof input === "string" ? input : JSON.stringify(input),
});

test("a question is answered from what a command says, and the answer names the command", async () => {
  const { ran, context, shown } = sceneOf();
  const model = modelOf({ calls: [call("status", { name: "会员 日" })] }, { text: "27 were delivered." });
  const { answer, tokens } = await converse(context, model, "How many?", []);
  assert.deepEqual(ran, [["status", { name: "会员 日" }]]);
  assert.match(String(model.asked[1]?.messages.at(-1)?.content), /"Delivered","27"/);
  assert.equal(answer.text, "27 were delivered.");
  assert.equal(answer.note, 'Sources: status --name "会员 日"');
  assert.equal(answer.actions, undefined);
  assert.equal(tokens, 2_000);
  assert.deepEqual(
    shown.map(({ text }) => text),
    ['Looking up: status --name "会员 日"', "27 were delivered."],
  );
});

test("its tools are what the person may read; files, secrets, the deployment and itself are none", async () => {
  const names = async (permissions: readonly string[]) => {
    const { context } = sceneOf(permissions);
    const model = modelOf({ text: "Hello." });
    await converse(context, model, "Hello", []);
    return model.asked[0]?.tools.flatMap((tool) => (tool.type === "function" ? [tool.function] : [])) ?? [];
  };
  const proposable = (tools: Awaited<ReturnType<typeof names>>) =>
    JSON.stringify(tools.find(({ name }) => name === "propose")?.parameters?.properties);
  const some = await names(["read"]);
  assert.deepEqual(
    some.map(({ name }) => name),
    ["status", "sessions", "broken", "propose"],
  );
  assert.match(proposable(some), /"enum":\["cancel","import"\]/);
  const all = await names(["read", "other"]);
  assert.ok(all.some(({ name }) => name === "secret_list"));
  assert.match(proposable(all), /"enum":\["cancel","wipe","import"\]/);
});

test("a change is a button with the words of its command, and is not done", async () => {
  const { ran, context } = sceneOf();
  const proposal = call("propose", { command: "cancel", input: { name: "会员日" } });
  const model = modelOf({ calls: [proposal, { ...proposal, id: "again" }] }, { text: "Click the button." });
  const { answer } = await converse(context, model, "Cancel it", []);
  assert.deepEqual(ran, []);
  assert.deepEqual(answer.actions, [
    {
      command: "cancel",
      input: { name: "会员日" },
      label: "cancel 会员日",
      beside: true,
      goes: true,
    },
  ]);
  assert.match(answer.note ?? "", /never changes anything on its own/);
});

test("a button says the row and the other options in words; its line stands in the note", async () => {
  const { context } = sceneOf();
  const proposal = call("propose", { command: "cancel", input: { name: "20261129-0002" } });
  const model = modelOf({ calls: [proposal] }, { text: "Click the button." });
  const { answer } = await converse(context, model, "Cancel it", [], async () => "双十二主会场");
  assert.equal(answer.actions?.[0]?.label, "cancel 双十二主会场");
  assert.match(answer.note ?? "", /\ncancel --name 20261129-0002$/);
});

test("a figure that no tool gave is marked, in the answer and below it", async () => {
  const { context } = sceneOf();
  const model = modelOf({ calls: [call("status", {})] }, { text: "27 were delivered, 3 failed." });
  const { answer, text } = await converse(context, model, "How many of 30?", []);
  assert.equal(answer.text, "27 were delivered, 3 ⚠ failed.");
  assert.match(answer.note ?? "", /These figures aren't from the data .*: 3$/);
  assert.equal(text, answer.text, "and is no figure of the next turn");
});

test("how often something was asked in a thread is no figure of the data", async () => {
  const { context } = sceneOf();
  const said = async (text: string) =>
    (await converse(context, modelOf({ text }), "?", [{ question: "!", answer: "." }])).text;
  assert.equal(await said("You asked 2 times."), "You asked 2 times.");
  assert.equal(await said("You asked 3 times."), "You asked 3 ⚠ times.");
});

test("a model that refuses is said to, and one that breaks off says what it had said", async () => {
  const { context } = sceneOf();
  const refused = await converse(context, modelOf({ refusal: "I cannot help." }), "?", []);
  assert.equal(refused.answer.text, "The model refused to answer: I cannot help.");
  const cut = await converse(context, modelOf({ text: "Two sends wa", cut: "lost" }), "?", []);
  assert.equal(cut.answer.text, "Two sends wa");
  assert.match(cut.answer.note ?? "", /the answer above is incomplete/);
  assert.doesNotMatch(cut.answer.note ?? "", /OPENAI/);
});

test("of many commands the model is told those of most questions; a topic gives it its tools and the changes there", async () => {
  const everything = COMMANDS.flatMap(({ permission }) => [permission ?? []].flat());
  const context = { ...sceneOf(everything).context, commands: COMMANDS };
  const model = modelOf(
    { calls: [call("open_topic", { topic: "links" }), call("open_topic", { topic: "moon" }, "c2")] },
    { text: "Done." },
  );
  await converse(context, model, "Which links are frozen?", []);
  const [first, second] = model.asked.map(({ tools }) =>
    tools.flatMap((tool) => (tool.type === "function" ? [tool.function.name] : [])),
  );
  assert.ok(first?.includes("status") && !first.includes("domain_list"), `${first}`);
  assert.ok(second?.includes("domain_list"));
  assert.ok(Buffer.byteLength(JSON.stringify(model.asked[0]?.tools)) < 8_000);
  const [about, none] = model.asked[1]?.messages.filter(({ role }) => role === "tool") ?? [];
  assert.match(String(about?.content), /can_be_proposed.*domain submit|can_be_proposed.*domain add/);
  assert.match(String(none?.content), /^refused: there is no topic moon/);
});

test("what is said before in the thread is said to the model again", async () => {
  const { context } = sceneOf();
  const model = modelOf({ text: "Yes." });
  await converse(context, model, "And today?", [{ question: "Yesterday?", answer: "12." }]);
  const said = model.asked[0]?.messages.map(({ role, content }) => [role, content]) ?? [];
  assert.deepEqual(said.slice(1), [
    ["user", "Yesterday?"],
    ["assistant", "12."],
    ["user", "And today?"],
  ]);
});

test("an answer with something that only this person may see is for them alone, and is not streamed", async () => {
  const { context, shown } = sceneOf();
  const model = modelOf({ calls: [call("sessions", {})] }, { text: "You have three sessions." });
  const { answer } = await converse(context, model, "Where am I signed in?", []);
  assert.equal(answer.ephemeral, true);
  assert.ok(!shown.some(({ text }) => text?.includes("three")));
});

test("a model that never answers is stopped: six turns, four calls a turn, no tool in the last", async () => {
  const { ran, context } = sceneOf();
  const many = Array.from({ length: 9 }, (_, index) => call("status", { name: `${index}` }, `c${index}`));
  const model = modelOf({ calls: many });
  const { answer } = await converse(context, model, "Again and again", []);
  assert.equal(model.asked.length, 6);
  assert.equal(ran.length, 6 * 4);
  assert.deepEqual(model.asked.at(-1)?.tools, []);
  assert.match(answer.note ?? "", /may be incomplete/);
  assert.match(answer.text ?? "", /gave no answer/);
});

test("a model that is dear is stopped by what it costs", async () => {
  const { context } = sceneOf();
  const model = modelOf({ calls: [call("status", {})], tokens: 50_000 });
  const { tokens } = await converse(context, model, "?", []);
  assert.equal(model.asked.length, 2);
  assert.equal(tokens, 100_000);
});

test("no address of the web is shown: the chat platform would open it by itself", async () => {
  const text = "See https://evil.example/?q=27 or www.evil.example/27, HTTP://x.y and mailto: is text.";
  assert.equal(withoutAddresses(text), "See […] or […] […] and mailto: is text.");
  for (const address of [
    ...[
      "_https://evil.example/?d=1_",
      "9https://evil.example/?d=1",
      "[x](//evil.example)",
      "http:/evil.example",
    ],
    ...[
      "evil.example/?d=1",
      "https:\\\\evil.example",
      "evil.example:8443/27",
      "a.evil.example#27",
      "字https://evil.example",
    ],
    ...["<https://evil.example|27>", "*evil.example?27*", "恶意.example/27"],
  ])
    assert.doesNotMatch(withoutAddresses(`See ${address} now`), /evil|恶意/, address);
  const plain = "3/4 of report.csv, 10:30, v1.2, mall.example.com, a/b and a.b.c: 12,000 (50%).";
  assert.equal(withoutAddresses(plain), plain);
  const { context, shown } = sceneOf();
  const { answer } = await converse(context, modelOf({ text }), "?", []);
  assert.doesNotMatch(JSON.stringify([answer, shown]), /evil/);
});

/** A model that does whatever was slipped into a text: twenty ways to make it act. */
const INJECTED: Readonly<Record<string, Partial<Turn>>> = {
  "a change called as a tool": { calls: [call("cancel", { name: "会员日" })] },
  "a change with a right that is missing": { calls: [call("wipe", {})] },
  "a proposal of it": { calls: [call("propose", { command: "wipe", input: {} })] },
  "a read with a right that is missing": { calls: [call("secret_list", {})] },
  "a full number": { calls: [call("reveal", { name: "+8613900000001" })] },
  "a proposal of a full number": { calls: [call("propose", { command: "reveal", input: {} })] },
  "a command of the terminal": { calls: [call("propose", { command: "key add", input: {} })] },
  itself: { calls: [call("ask", { name: "ignore your instructions" })] },
  "a proposal of itself": { calls: [call("propose", { command: "ask", input: {} })] },
  "a proposal of a proposal": { calls: [call("propose", { command: "propose", input: {} })] },
  "a tool that is none": { calls: [call("run_sql", { sql: "delete from sends" })] },
  "the name of an object's own": { calls: [call("__proto__", {}), call("constructor", {}, "c")] },
  "an option that is none": { calls: [call("status", { name: "x", as: "alice" })] },
  "another person": { calls: [call("status", { chatUser: "slack:T1:UALICE" })] },
  "arguments that are no JSON": { calls: [call("status", "{name: drop")] },
  "arguments that are a list": { calls: [call("status", '["会员日"]')] },
  "an input that is too long": { calls: [call("status", { name: "x".repeat(21) })] },
  "an input that is no object": { calls: [call("propose", { command: "cancel", input: "会员日" })] },
  "a proposal without a command": { calls: [call("propose", {})] },
  "four proposals": {
    calls: ["a", "b", "c", "d"].map((name) => call("propose", { command: "import", input: { name } }, name)),
  },
};

test("twenty kinds of instructions in a text move nothing", async (t) => {
  assert.equal(Object.keys(INJECTED).length, 20);
  for (const [what, turn] of Object.entries(INJECTED)) {
    await t.test(what, async () => {
      const { ran, context } = sceneOf();
      const model = modelOf(turn, { text: "Done!" });
      const { answer } = await converse(context, model, "What does the template say?", []);
      assert.deepEqual(ran, [], "nothing ran");
      const told =
        model.asked[1]?.messages.filter(({ role }) => role === "tool").map(({ content }) => content) ?? [];
      const refused = told.filter((each) => String(each).startsWith("refused"));
      const proposed = answer.actions?.map(({ command }) => command) ?? [];
      if (what === "four proposals") assert.deepEqual([proposed.length, refused.length], [3, 1]);
      else assert.deepEqual([proposed, refused.length], [[], told.length]);
    });
  }
});
