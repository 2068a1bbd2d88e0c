import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Answer } from "../../ground/answer.ts";
import { fileOf } from "../../ground/csv.ts";
import { discordMessage } from "../../surfaces/discord/message.ts";
import { slackMessage } from "../../surfaces/slack/blocks.ts";
import { answerLines } from "../../surfaces/terminal/layout.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** What `help` says to an owner, who may use every command. */
const everything = COMMANDS.flatMap(({ permission }) => [permission ?? []].flat());
let locale = "en";
const rest = await startRest({ whoami: () => ({ ...whoamiOf("a1", "Alice", everything), locale }) });
after(() => rest.close());
const asked = typist(rest, "UALICE");

function assertWhole(text: string, where: string): void {
  for (const { name } of COMMANDS.filter(({ terminalOnly }) => !terminalOnly))
    assert.ok(text.includes(name), `${where}: ${name}`);
}

test("help lists every command under its feature on every surface, within its limits, and needs no file for it", async () => {
  for (const language of ["en", "zh-CN"] as const) {
    locale = language;
    const answer: Answer = await asked("help", {});
    assert.equal(fileOf(answer, 25), null);
    const { blocks } = slackMessage(answer, { buttons: [], pictureId: null, locale: language });
    assert.ok(blocks.length <= 50);
    for (const block of blocks)
      if (block.type === "section") assert.ok((block.text?.text.length ?? 0) <= 3_000);
    assertWhole(JSON.stringify(blocks), "Slack");
    const [embed] = discordMessage(answer, [], language).body.embeds;
    const fields = embed?.fields ?? [];
    const parts = [embed?.title, embed?.description, embed?.footer?.text];
    const all = [...parts, ...fields.flatMap(({ name, value }) => [name, value])].map((each) => each ?? "");
    assert.ok(all.join("").length <= 6_000 && fields.length <= 25, `${all.join("").length}`);
    assert.ok(fields.every(({ value }) => value.length <= 1_024));
    assertWhole(all.join("\n"), "Discord");
    assertWhole(answerLines(answer, { width: 100, colours: false }).join("\n"), "Terminal");
  }
  locale = "en";
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
