import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Dict } from "../ground/json.ts";
import { type SlackDouble, startSlack } from "./double.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const long = (length: number) => "字".repeat(length);
const button = (more: Dict = {}) => ({ type: "button", text: plain("Go"), action_id: "go", ...more });
const actions = (...elements: Dict[]) => ({ type: "actions", elements });
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });

const grid = (rows: number, cells: number, text = "x") => ({
  type: "table",
  rows: Array(rows).fill(Array(cells).fill({ type: "raw_text", text })),
});

describe("Slack's limits on blocks", () => {
  let slack: SlackDouble;
  before(async () => {
    slack = await startSlack();
  });
  after(() => slack.close());

  async function post(blocks: unknown): Promise<Dict> {
    const { SLACK_API_URL, SLACK_BOT_TOKEN } = slack.env();
    const headers = { authorization: `Bearer ${SLACK_BOT_TOKEN}`, "content-type": "application/json" };
    const body = JSON.stringify({ channel: "#tidings", text: "t", blocks });
    const response = await fetch(`${SLACK_API_URL}chat.postMessage`, { method: "POST", headers, body });
    return (await response.json()) as Dict;
  }

  const broken: [string, unknown[], string][] = [
    [
      "51 blocks",
      Array(51).fill({ type: "divider" }),
      "no more than 50 items allowed [json-pointer:/blocks]",
    ],
    [
      "a section of 3001",
      [section(long(3001))],
      "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ],
    ["an empty section", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    [
      "a section of nothing",
      [{ type: "section" }],
      "must define either `text` or `fields` [json-pointer:/blocks/0]",
    ],
    [
      "11 fields",
      [{ type: "section", fields: Array(11).fill(plain("x")) }],
      "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ],
    [
      "a field of 2001",
      [{ type: "section", fields: [plain(long(2001))] }],
      "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ],
    [
      "a header of 151",
      [{ type: "header", text: plain(long(151)) }],
      "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ],
    [
      "a header in mrkdwn",
      [{ type: "header", text: { type: "mrkdwn", text: "x" } }],
      "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ],
    [
      "a label of 76",
      [actions(button({ text: plain(long(76)) }))],
      "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ],
    [
      "a value of 2001",
      [actions(button({ value: long(2001) }))],
      "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ],
    [
      "an action_id of 256",
      [actions(button({ action_id: long(256) }))],
      "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ],
    [
      "a block_id of 256",
      [{ type: "divider", block_id: long(256) }],
      "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ],
    [
      "26 elements",
      [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `go${n}` })))],
      "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "one action_id twice",
      [actions(button(), button())],
      '`action_id` "go" already exists [json-pointer:/blocks/0/elements]',
    ],
    [
      "one block_id twice",
      [
        { type: "divider", block_id: "b" },
        { type: "divider", block_id: "b" },
      ],
      "`block_id` b already exists [json-pointer:/blocks]",
    ],
    [
      "11 context elements",
      [{ type: "context", elements: Array(11).fill(plain("x")) }],
      "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ],
    [
      "a style nobody knows",
      [actions(button({ style: "secondary" }))],
      "value is not allowed [json-pointer:/blocks/0/elements/0/style]",
    ],
    [
      "a property nobody knows",
      [actions(button({ disabled: true }))],
      "invalid additional property: disabled [json-pointer:/blocks/0/elements/0]",
    ],
    ["a block nobody knows", [{ type: "banner" }], "unsupported type: banner [json-pointer:/blocks/0/type]"],
    [
      "a menu without options",
      [actions({ type: "static_select", action_id: "m", options: [] })],
      "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ],
    [
      "101 options",
      [
        actions({
          type: "static_select",
          action_id: "m",
          options: Array(101).fill({ text: plain("x"), value: "x" }),
        }),
      ],
      "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ],
    ["two tables", [grid(1, 1), grid(1, 1)], "only_one_table_allowed [json-pointer:/blocks]"],
    ["101 rows", [grid(101, 1)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"],
    ["21 columns", [grid(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"],
    [
      "an empty cell",
      [grid(1, 1, "")],
      "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
    ],
    [
      "a table of 10010",
      [grid(91, 11, "0123456789")],
      "no more than 10000 characters allowed [json-pointer:/blocks/0/rows]",
    ],
    [
      "a file field in a message",
      [{ type: "input", label: plain("F"), element: { type: "file_input" } }],
      "unsupported type: file_input [json-pointer:/blocks/0/element/type]",
    ],
  ];
  for (const [what, blocks, words] of broken) {
    it(`${what}: invalid_blocks, with the place that is wrong`, async () => {
      const refused = await post(blocks);
      assert.equal(refused.error, "invalid_blocks");
      assert.ok((refused.errors as string[]).includes(words), JSON.stringify(refused.errors));
    });
  }

  it("everything at its limit is taken", async () => {
    const blocks = [
      { type: "header", text: plain(long(150)) },
      section(long(3000)),
      actions(button({ text: plain(long(75)), value: long(2000), action_id: long(255) })),
      ...Array(47).fill({ type: "divider" }),
    ];
    assert.equal((await post(blocks)).ok, true);
    assert.equal((await post("[not json")).error, "invalid_blocks_format");
  });
});
