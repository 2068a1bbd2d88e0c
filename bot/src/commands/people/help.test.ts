import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Answer } from "../../ground/answer.ts";
import { fileOf } from "../../ground/csv.ts";
import { type AnyCommand, findCommand } from "../../registry/registry.ts";
import { discordMessage } from "../../surfaces/discord/message.ts";
import { slackMessage } from "../../surfaces/slack/blocks.ts";
import { answerLines } from "../../surfaces/terminal/layout.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { FEATURE_WORDS, TOPICS } from "../groups.ts";
import { COMMANDS } from "../list.ts";

/** What `help` says to an owner, who may use every command. */
const everything = COMMANDS.flatMap(({ permission }) => [permission ?? []].flat());
let locale = "en";
let permissions = everything;
const rest = await startRest({ whoami: () => ({ ...whoamiOf("a1", "Alice", permissions), locale }) });
after(() => rest.close());
const asked = typist(rest, "UALICE");

/** The names in a text of a surface. */
const namesIn = (text: string, commands: readonly AnyCommand[]) =>
  commands.flatMap(({ name }) => (text.includes(name) ? [name] : []));

/** Each surface's text of an answer, within its limits, and with no file beside it. */
function textsOf(answer: Answer, language: "en" | "zh-CN"): Record<string, string> {
  assert.equal(fileOf(answer, 25), null);
  const { blocks } = slackMessage(answer, { buttons: [], pictureId: null, locale: language });
  assert.ok(blocks.length <= 50);
  for (const block of blocks)
    if (block.type === "section") assert.ok((block.text?.text.length ?? 0) <= 3_000);
  const [embed] = discordMessage(answer, [], language).body.embeds;
  const fields = embed?.fields ?? [];
  const parts = [embed?.title, embed?.description, embed?.footer?.text];
  const all = [...parts, ...fields.flatMap(({ name, value }) => [name, value])].map((each) => each ?? "");
  assert.ok(all.join("").length <= 6_000 && fields.length <= 25, `${all.join("").length}`);
  assert.ok(fields.every(({ value }) => value.length <= 1_024));
  return {
    slack: JSON.stringify(blocks),
    discord: all.join("\n"),
    terminal: answerLines(answer, { width: 100, colours: false }).join("\n"),
  };
}

test("help is a dozen topics, a line and a button each; every command stands in one of them, on every surface within its limits", async () => {
  const listed = COMMANDS.filter(({ terminalOnly, platform }) => !terminalOnly && !platform);
  for (const language of ["en", "zh-CN"] as const) {
    locale = language;
    const first: Answer = await asked("help", {});
    textsOf(first, language);
    const lines = first.sections?.flatMap((section) => section.lines) ?? [];
    assert.ok(lines.length <= 12, `${lines.length}`);
    assert.deepEqual(
      first.actions?.map(({ input }) => `help ${input.command}`),
      lines.map(([code]) => code),
    );
    const found: Record<string, Set<string>> = { slack: new Set(), discord: new Set(), terminal: new Set() };
    for (const [code] of lines) {
      const answer = await asked("help", { command: code.slice("help ".length) });
      for (const [surface, text] of Object.entries(textsOf(answer, language)))
        for (const name of namesIn(text, listed)) found[surface]?.add(name);
    }
    for (const names of Object.values(found))
      assert.deepEqual(names, new Set(listed.map(({ name }) => name)));
  }
  locale = "en";
});

test("each feature is in one topic, and no topic is called as a command is", () => {
  const features = TOPICS.flatMap((topic) => topic.features);
  assert.deepEqual([...features].sort(), Object.keys(FEATURE_WORDS).sort());
  for (const { name, words } of TOPICS)
    for (const call of [name, words.zh, words.en]) assert.equal(findCommand(COMMANDS, call), null, call);
});

test("a topic is found in any form of its name, and a feature in it by its own; a person sees what is theirs", async () => {
  const names = async (command: string) =>
    (await asked("help", { command })).sections?.flatMap(({ lines }) =>
      lines.map(([code]) => code.split(" ")[0]),
    ) ?? [];
  assert.ok((await names("Sending")).includes("send"));
  assert.ok((await names("群发与号码")).includes("send"));
  assert.ok((await names("report")).length === 0, "that is a command");
  assert.ok((await names("Quotas")).includes("order"));
  permissions = [];
  const theirs = await asked("help", { command: "sending" });
  const shown = theirs.sections?.flatMap(({ lines }) => lines.map(([code]) => code)) ?? [];
  assert.ok(!shown.some((code) => code.startsWith("send ")), `${shown}`);
  assert.match((await asked("help", { command: "send" })).note ?? "", /don't have permission/);
  permissions = everything;
});

test("a slip gets what may be meant: what only reads runs at a press, of the rest the form is filled in", async () => {
  const meant = async (command: string) =>
    (await asked("help", { command })).actions?.map(({ label, command, input, form, goes }) => ({
      ...{ label, command, input },
      how: form ? "form" : goes ? "runs" : "?",
    }));
  assert.deepEqual(await meant("shwo 会员日"), [
    { label: "Show 会员日", command: "show", input: { resource: "会员日" }, how: "runs" },
  ]);
  assert.deepEqual(await meant("aproove 会员日"), [
    { label: "Approve 会员日", command: "approve", input: { resource: "会员日" }, how: "form" },
  ]);
  assert.equal((await meant("shwo"))?.[0]?.how, "form", "something is still to be filled in");
  assert.equal(await meant("frobnicate"), undefined);
  permissions = [];
  assert.equal(await meant("aproove 会员日"), undefined, "not to somebody who may not");
  permissions = everything;
});

test("what a command needs stands without brackets, also when only its decision asks for it", async () => {
  const { title, table } = await asked("help", { command: "reject" });
  assert.equal(title, "/tidings reject <resource> <reason>");
  assert.deepEqual(table?.rows.at(-1), ["--reason", "Reason (required)"]);
  assert.match((await asked("help", { command: "frobnicate" })).text ?? "", /“frobnicate”/);
});

test("the values of an option that takes some of a fixed list stand beside it", async () => {
  for (const command of ["subscribe", "unsubscribe", "robot add"]) {
    const { table } = await asked("help", { command });
    const told = table?.rows.find(([option]) => option === "--kinds")?.[1] ?? "";
    assert.ok(told.includes("review_waiting | channel_sick") && told.includes("digest_month"), told);
  }
  const { table } = await asked("help", { command: "digest" });
  assert.deepEqual(table?.rows, [["--period", "Period (day | week | month)"]]);
});

test("of a noun that is no command alone, its commands are listed", async () => {
  const { sections } = await asked("help", { command: "Domain" });
  const names = (sections ?? []).flatMap(({ lines }) => lines.map(([usage]) => String(usage)));
  assert.ok(names.length > 3 && names.every((name) => name.startsWith("domain ")), `${names}`);
});

test("what a command is said to do has no place that waits for a row", () => {
  const open = COMMANDS.filter(({ words: { title, description } }) =>
    [title, description].some(({ zh, en }) => /[{}]/.test(zh + en)),
  );
  assert.deepEqual(
    open.map(({ name }) => name),
    [],
  );
});
