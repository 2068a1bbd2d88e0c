import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { typist, whoamiOf } from "../testing/person.ts";
import { startRest } from "../testing/rest_double.ts";

/** Alice belongs to two enterprises, and works in the first. */

const asked: [string, string | null][] = [];
const table = (name: string) => (_user: string | null, query: URLSearchParams) => {
  asked.push([name, query.get("enterprise_id")]);
  return [];
};
const NAMES = [
  ...[
    "template_cards",
    "send_cards",
    "sends",
    "domain_cards",
    "jump_cards",
    "jump_link_cards",
    "waiting_reviews",
  ],
  ...["number_files", "resolve_task_cards", "link_cards", "approval_rules", "groups", "channel_cards"],
  ...["sms_signatures", "sms_template_cards", "quota_balances", "opt_outs", "report_days"],
];
const rest = await startRest(
  { whoami: () => whoamiOf("a11ce", "Alice"), find_link: () => null },
  Object.fromEntries(NAMES.map((name) => [name, table(name)])),
);
after(() => rest.close());
const run = typist(rest, "UALICE");

test("whatever is listed or found by what was typed is of the enterprise in use", async () => {
  const lines: [string, Record<string, unknown>][] = [
    ...[
      "reviews",
      "templates",
      "numbers",
      "status",
      "domains",
      "jumps",
      "task list",
      "task-link list",
      "sends",
      "quota",
    ].map((name): [string, Record<string, unknown>] => [name, { page: 1 }]),
    ...["approval-rules", "channels", "optout list"].map((name): [string, Record<string, unknown>] => [
      name,
      {},
    ]),
    ["show", { resource: "会员日" }],
    ["approve", { resource: "7f3a19be-0000-4000-8000-000000000001" }],
    ["release", { resource: "会员日" }],
    ["submit", { resource: "会员日" }],
    ["numbers", { file: "a.csv" }],
    ["jump links", { url: "mall.example.com" }],
    ["link-show", { resource: "海报" }],
    ["link-show", { resource: "7f3a19be-0000-4000-8000-000000000001" }],
    ["link-show", { resource: "70368744177665" }],
    ["send", { template: "会员日", sms: "福利", numbers: "13800138000" }],
    ["approval-rule remove", { name: "大额" }],
    ["optout remove", { signature: "云杉", phone: "13800138000" }],
  ];
  for (const [name, raw] of lines) await run(name, raw);
  assert.ok(asked.length >= lines.length, "each of them asks");
  assert.deepEqual(
    asked.filter(([, enterprise]) => enterprise !== "eq.e1"),
    [],
  );
});

test("no file but rows.ts asks a table, so that none is asked without an enterprise or an id", () => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name) && name !== "rows.ts",
  );
  for (const name of files) {
    const text = readFileSync(join(folder, name), "utf8").replace(/storage\s*\.from\(/g, "");
    assert.doesNotMatch(text, /(?<!Array|Buffer|Uint8Array)\.from\(/, name);
  }
});
