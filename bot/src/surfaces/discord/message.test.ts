import assert from "node:assert/strict";
import test from "node:test";
import type { Button } from "../../chat/dispatcher.ts";
import type { Answer } from "../../ground/answer.ts";
import { discordMessage } from "./message.ts";
import { customIdOf } from "./test_chat.ts";

const button = (label: string, more: Partial<Button> = {}): Button => ({
  token: "a".repeat(32),
  label,
  style: null,
  asks: null,
  confirm: null,
  ...more,
});

test("an answer becomes an embed with its picture attached and its buttons in rows of five", () => {
  const answer: Answer = {
    tone: "warn",
    title: "会员日",
    text: "waits",
    fields: [{ label: "State", value: "In review" }],
    picture: { name: "preview 1.png", png: new Uint8Array([1, 2]), alt: "Preview" },
    note: "Submitted by Bob",
  };
  const { body, files } = discordMessage(
    answer,
    Array.from({ length: 7 }, (_, n) => button(`b${n}`)),
    "en",
  );
  assert.deepEqual(
    body.components.map((row) => row.components.length),
    [5, 2],
  );
  assert.equal(body.embeds[0]?.image?.url, "attachment://preview_1.png");
  assert.deepEqual(body.attachments, [{ id: 0, filename: "preview_1.png", description: "Preview" }]);
  assert.equal(files[0]?.name, "preview_1.png");
  assert.deepEqual(body.allowed_mentions, { parse: [] });
});

test("what people wrote is not markup", () => {
  const { body } = discordMessage({ tone: "plain", title: "*bold*", text: "_x_ `code`" }, [], "en");
  assert.equal(body.embeds[0]?.title, "\\*bold\\*");
  assert.equal(body.embeds[0]?.description, "\\_x\\_ \\`code\\`");
});

test("Discord's limits are kept, whatever an answer holds", () => {
  const long = "字".repeat(9_000);
  const answer: Answer = {
    tone: "bad",
    title: long,
    text: long,
    fields: Array.from({ length: 40 }, () => ({ label: long, value: long })),
    note: long,
    table: {
      name: "t",
      columns: [{ title: "A" }, { title: "B" }],
      rows: Array.from({ length: 300 }, (_, index) => [String(index), "x".repeat(20)]),
    },
  };
  const { body, files } = discordMessage(
    answer,
    Array.from({ length: 60 }, () => button(long)),
    "en",
  );
  const [embed] = body.embeds;
  assert.ok(embed);
  assert.ok((embed.title?.length ?? 0) <= 256 && (embed.description?.length ?? 0) <= 4_096);
  assert.ok((embed.fields?.length ?? 0) <= 25 && (embed.footer?.text.length ?? 0) <= 2_048);
  const sum = [embed.title, embed.description, embed.footer?.text]
    .concat(...(embed.fields ?? []).map(({ name, value }) => [name, value]))
    .reduce((total, part) => total + (part?.length ?? 0), 0);
  assert.ok(sum <= 6_000, String(sum));
  assert.ok(body.components.length <= 5);
  assert.deepEqual(
    files.map((file) => file.name),
    ["t.csv"],
    "the whole table is in its file",
  );
});

test("a wide table is told row by row, without what is nothing", () => {
  const columns = [
    "Kind",
    "Available",
    "Reserved",
    "Used",
    "Granted",
    "Pay-as-you-go",
    "Packages",
    "Next expiry",
    "Note",
  ];
  const table = {
    name: "quota",
    columns: columns.map((title) => ({ title })),
    rows: [["AIM resolutions", "98,099", "0", "1,901", "100,000", "0", "1", "2027-11-25 00:16", ""]],
  };
  const { body } = discordMessage({ tone: "plain", table }, [], "en");
  assert.equal(
    body.embeds[0]?.description,
    "**AIM resolutions** Available 98,099 · Used 1,901 · Granted 100,000 · Packages 1 · Next expiry 2027-11-25 00:16",
  );
});

test("a line of help names the slash command that Discord has it under; where there is room for codes alone, each has a line for its own", () => {
  const lines = [
    ["queue", "What waits for you"],
    ["sms-app list [name]", "Lists SMS applications"],
    ["97 %", "is no command"],
  ] as const;
  const fieldsOf = (many: number) => {
    const all = Array.from({ length: many }, () => lines).flat();
    const { body } = discordMessage({ tone: "plain", sections: [{ title: "All", lines: all }] }, [], "en");
    return body.embeds[0]?.fields ?? [];
  };
  assert.deepEqual(fieldsOf(1), [
    {
      name: "All",
      value: [
        "`/tidings-on-call queue` What waits for you",
        "`/tidings-sms sms-app list [name]` Lists SMS applications",
        "`97 %` is no command",
      ].join("\n"),
      inline: false,
    },
  ]);
  const [short] = fieldsOf(80);
  assert.equal(short?.name, "All");
  assert.match(short?.value ?? "", /^`\/tidings-on-call` `queue` · `queue` · /);
});

test("a custom_id has the token, what to ask for, and never more than 100 characters", () => {
  const ids = [
    button("Approve"),
    button("Reject", { asks: { option: "reason", label: "Reason", suggested: false } }),
    button("Ask", { asks: { option: "person", label: "Reviewer", suggested: true } }),
    button("Cancel", { confirm: "release" }),
  ];
  const { body } = discordMessage({ tone: "plain", text: "x" }, ids, "zh-CN");
  const shown = body.components[0]?.components.map(customIdOf) ?? [];
  assert.deepEqual(shown, [
    `run:zh-CN:${"a".repeat(32)}`,
    `ask:reason:zh-CN:${"a".repeat(32)}`,
    `pick:person:zh-CN:${"a".repeat(32)}`,
    `sure:release:zh-CN:${"a".repeat(32)}`,
  ]);
  assert.ok(shown.every((id) => id.length <= 100));
});
