import assert from "node:assert/strict";
import test from "node:test";
import type { Button } from "../../chat/dispatcher.ts";
import { pageLink } from "../../engine/page_link.ts";
import type { Answer } from "../../ground/answer.ts";
import { fileOf } from "../../ground/csv.ts";
import { discordMessage } from "../discord/message.ts";
import { rowsShown, slackMessage } from "./blocks.ts";

const button = (label: string, more: Partial<Button> = {}): Button => ({
  token: "f00d",
  label,
  style: null,
  asks: null,
  confirm: null,
  ...more,
});
const drawn = (answer: Answer, buttons: readonly Button[] = [], pictureId: string | null = null) =>
  slackMessage(answer, { buttons, pictureId, locale: "en" });
const types = (answer: Answer, ...rest: [Button[]?, string?]) =>
  drawn(answer, ...rest).blocks.map((block) => block.type);

test("an answer becomes blocks in reading order: title, text, fields, progress, picture, note, buttons, table", () => {
  const answer: Answer = {
    tone: "good",
    title: "会员日",
    text: "ready",
    fields: [{ label: "State", value: "Done" }],
    progress: { label: "Sending", done: 5, total: 10 },
    picture: { name: "p.png", png: new Uint8Array([1]), alt: "Preview" },
    note: "Approved by Carol",
    table: { name: "t", columns: [{ title: "A" }], rows: [["1"]] },
  };
  assert.deepEqual(types(answer, [button("Cancel")], "F1"), [
    "header",
    "section",
    "section",
    "section",
    "image",
    "context",
    "actions",
    "table",
  ]);
  assert.ok(!types(answer).includes("image"), "a picture that could not be uploaded is left out");
});

test("what people wrote cannot mention anybody or draw a link", () => {
  const { text, blocks } = drawn({
    tone: "plain",
    text: "<!channel> & <@U1>",
    fields: [{ label: "<b>", value: "<!here>" }],
  });
  assert.equal(text, "&lt;!channel&gt; &amp; &lt;@U1&gt;");
  const fields = JSON.stringify(blocks[1]);
  assert.ok(fields.includes("&lt;!here&gt;") && !fields.includes("<!here>"));
  assert.ok(JSON.stringify(blocks[0]).includes('"plain_text"'));
});

test("Slack's limits are kept, whatever an answer holds", () => {
  const long = "字".repeat(20_000);
  const answer: Answer = {
    tone: "bad",
    title: long,
    text: long,
    fields: Array.from({ length: 23 }, (_, index) => ({ label: `${index}${long}`, value: long })),
    note: long,
    table: {
      name: "t",
      columns: Array.from({ length: 30 }, (_, index) => ({ title: String(index) })),
      rows: Array.from({ length: 500 }, () => Array.from({ length: 30 }, () => long)),
    },
  };
  const { text, blocks } = drawn(
    answer,
    Array.from({ length: 40 }, (_, index) => button(`${index}${long}`)),
  );
  assert.ok(blocks.length <= 50);
  assert.ok(text.length <= 4_000);
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const { type, text: own, elements, fields, rows } = value as Record<string, unknown>;
    if (type === "header") assert.ok(String((own as { text: string }).text).length <= 150);
    if (type === "section" && own) assert.ok(String((own as { text: string }).text).length <= 3_000);
    if (Array.isArray(fields)) assert.ok(fields.length <= 10);
    if (type === "mrkdwn") assert.ok(String(own).length <= 2_000);
    if (type === "actions") assert.ok((elements as unknown[]).length <= 25);
    if (type === "button") assert.ok(String((own as { text: string }).text).length <= 75);
    if (type === "table") {
      assert.ok(
        (rows as unknown[][]).length <= 100 && (rows as unknown[][]).every((row) => row.length <= 20),
      );
    }
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(blocks);
  assert.match(JSON.stringify(blocks), /500 more rows in the file/);
});

test("a table has the rows that there is room for, in it and in the message; the others are in the file", () => {
  const wide = (text = ""): Answer => ({
    tone: "plain",
    text,
    table: {
      name: "t",
      columns: Array.from({ length: 5 }, (_, index) => ({ title: `C${index}` })),
      rows: Array.from({ length: 40 }, () => Array.from({ length: 5 }, () => "字".repeat(100))),
    },
  });
  const cells = (answer: Answer) => {
    const table = drawn(answer).blocks.find((block) => block.type === "table");
    assert.ok(table?.type === "table");
    return table.rows.flat().map((cell) => (cell.type === "raw_text" ? cell.text : ""));
  };
  assert.equal(cells(wide()).length, 20 * 5, "a heading of 10 characters and 19 rows of 500");
  assert.ok(cells(wide()).join("").length <= 10_000);
  assert.match(JSON.stringify(drawn(wide()).blocks), /21 more rows in the file/);
  assert.equal(rowsShown(wide("字".repeat(5_000))), 13, "7,000 characters of 12,000 are left");
  assert.ok(fileOf(wide(), rowsShown(wide())));
});

test("an escape is not cut in half", () => {
  const text = JSON.stringify(
    drawn({ tone: "plain", fields: [{ label: "a", value: "&".repeat(1_999) }] }).blocks,
  );
  assert.match(text, /&amp;…"/);
});

test("a button's value is its token; what a modal has to ask for stands in its action", () => {
  const { blocks } = drawn({ tone: "plain", text: "x" }, [
    button("Approve", { style: "primary" }),
    button("Reject", { asks: { option: "reason", label: "Reason", suggested: false }, confirm: "release" }),
    button("Cancel", { confirm: "cancel" }),
  ]);
  const actions = blocks.find((block) => block.type === "actions");
  assert.ok(actions && "elements" in actions);
  const elements = actions.elements as {
    action_id: string;
    value: string;
    style?: string;
    confirm?: object;
  }[];
  assert.deepEqual(
    elements.map((each) => [each.action_id, each.value, each.style, each.confirm !== undefined]),
    [
      ["run:0", "f00d", "primary", false],
      ["ask:1:reason:en", "f00d", undefined, false],
      ["run:2", "f00d", undefined, true],
    ],
  );
});

test("a card ends with a link to the page of its row, on both platforms; what has no page has none", async () => {
  const link = pageLink("https://panel.example", { resource: "template", id: "t1" }, "en");
  assert.deepEqual(link, { label: "Open in the panel", url: "https://panel.example/templates/t1" });
  assert.equal(pageLink("https://panel.example", { resource: "chat_channel", id: "c1" }, "en"), null);
  assert.equal(pageLink(null, { resource: "template", id: "t1" }, "en"), null);
  const buttons = [button("Approve"), button(link.label, { token: "", url: link.url })];
  const drawnThere = discordMessage({ tone: "plain", text: "t" }, buttons, "en").body.components[0]
    ?.components;
  assert.deepEqual(
    drawnThere?.map((each) => ["url" in each ? each.url : null, "custom_id" in each]),
    [
      [null, true],
      [link.url, false],
    ],
  );
  const actions = drawn({ tone: "plain", text: "t" }, buttons).blocks.find(({ type }) => type === "actions");
  assert.ok(actions?.type === "actions");
  assert.deepEqual(
    actions.elements.map((each) => (each.type === "button" ? [each.url, each.value] : [])),
    [
      [undefined, "f00d"],
      [link.url, undefined],
    ],
  );
});
