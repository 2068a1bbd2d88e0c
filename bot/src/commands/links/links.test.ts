import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import ExcelJS from "exceljs";
import { Refusal } from "../../ground/errors.ts";
import type { InputFile } from "../../registry/registry.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";

/** DOM-1 and JMP-1 in chat: bob asks, everyone sees until when it is decided, what is wrong is said before anything is sent. */

const BATCH = {
  id: "7f3a19be-0000-4000-8000-000000000001",
  name: "双十二会场",
  batch_no: "20261124-0001",
  purpose: "活动落地页",
  source: "typed",
  links: 12,
  first_urls: ["https://mall.example.com/1212"],
  state: "in_review",
  reason: null,
  proof_name: null,
  submitted_by_name: "Bob",
  submitted_at: "2026-11-24T02:30:00Z",
  decided_by_name: null,
  decided_at: null,
  due_at: "2099-11-26T02:30:00Z",
  due_certain: true,
  created_at: "2026-11-24T02:30:00Z",
};
const DOMAIN = {
  ...BATCH,
  id: "7f3a19be-0000-4000-8000-000000000002",
  name: "s.yunshan.example.com",
  enabled: false,
  is_default: false,
  custom_codes: true,
};
let batch: Record<string, unknown>;
let refusal: Refusal | null;
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob"),
    allowed_transitions: allowing(() => []),
    create_domains: () => {
      if (refusal) throw refusal;
      return { domains: [{ id: DOMAIN.id, name: DOMAIN.name }] };
    },
    create_jump_batch: ({ input }) => ({ ...batch, links: (input as { urls: unknown[] }).urls.length }),
  },
  {
    jump_cards: () => [batch],
    domain_cards: () => [DOMAIN],
    jump_link_cards: () => [{ batch_id: BATCH.id }],
    audit_entries: () => [],
  },
);
after(() => rest.close());
beforeEach(() => {
  batch = BATCH;
  refusal = null;
});

const run = typist(rest, "UBOB");
const sent = (verb: string) =>
  rest.calls.filter((call) => call.verb === verb).map((call) => call.args.input as Record<string, unknown>);
const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>): InputFile => ({
  name,
  bytes: bytes.length,
  open: async () => new Blob([bytes]).stream(),
});

async function workbook(cells: readonly string[]): Promise<InputFile> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("links");
  for (const cell of cells) sheet.addRow([cell, "备注"]);
  return fileOf("links.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
}

test("bob asks for several domains in one line; the answer is the card of each", async () => {
  const answer = await run("domain add", {
    names: "S.Yunshan.example.com, b.example.com",
    custom_codes: true,
  });
  assert.deepEqual(sent("create_domains").at(-1), {
    names: ["s.yunshan.example.com", "b.example.com"],
    custom_codes: true,
    proof: null,
  });
  assert.equal(answer.tone, "good");
  assert.deepEqual(answer.card, { resource: "domain", id: DOMAIN.id });
});

test("a name that is none is named before anything is sent, and a refusal speaks with the register's words", async () => {
  const before = sent("create_domains").length;
  const wrong = await run("domain add", { names: "a.example.com -b.example.com" });
  assert.match(wrong.text ?? "", /“-b\.example\.com” isn't a valid domain: no part .* hyphen\.$/);
  const told = await run("domain add", { names: "http://x.example.com/" });
  assert.match(told.text ?? "", /: enter only the domain, without http:\/\/, port or path\.$/);
  assert.equal(sent("create_domains").length, before);
  refusal = new Refusal("domain_taken", 409);
  const taken = await run("domain add", { names: "a.example.com" });
  assert.equal(taken.refusal?.code, "domain_taken");
});

test("a proof that is no pdf is refused before anything is sent", async () => {
  const before = sent("create_domains").length;
  const proof = fileOf("letter.pdf", new TextEncoder().encode("not a pdf"));
  const answer = await run("domain add", { names: "a.example.com", proof });
  assert.match(answer.text ?? "", /pdf file no larger than 2 MB/);
  assert.equal(sent("create_domains").length, before);
});

test("the list of domains tells the review apart from the state", async () => {
  const { table } = await run("domain list", { state: "in_review", days: 7 });
  assert.deepEqual(table?.rows[0]?.slice(0, 4), ["s.yunshan.example.com", "In review", "—", "Yes"]);
});

test("bob submits typed links, each once, and hears until when they are reviewed", async () => {
  const urls = "https://mall.example.com/a,1 <https://mall.example.com/b|b>\nHTTPS://MALL.example.com/b";
  const answer = await run("jump add", { name: "会场", reason: "落地页", urls });
  assert.deepEqual(sent("create_jump_batch").at(-1), {
    name: "会场",
    purpose: "落地页",
    source: "typed",
    urls: ["https://mall.example.com/a,1", "https://mall.example.com/b"],
    proof: null,
  });
  assert.match(answer.text ?? "", /^Submitted 2 links for another member's approval/);
  assert.match(answer.text ?? "", /https:\/\/mall\.example\.com\/1212\n… 2 in all$/);
  const one = await run("jump add", { name: "会场", reason: "落地页", urls: "https://mall.example.com/a" });
  assert.match(one.text ?? "", /^Submitted 1 link for another member's approval/);
  const bad = await run("jump add", { name: "会场", reason: "落地页", urls: "http://10.0.0.1/" });
  assert.match(bad.text ?? "", /^Links: 1 can't be used/);
  assert.equal(answer.fields?.find(({ label }) => label === "Expected by")?.value, "2099-11-26 10:30");
});

test("links come from the first column of a workbook, and every bad one is told with its row", async () => {
  const good = await workbook(["Links", "https://mall.example.com/a", "https://mall.example.com/b"]);
  await run("jump add", { name: "会场", reason: "落地页", file: good });
  assert.deepEqual(sent("create_jump_batch").at(-1)?.urls, [
    "https://mall.example.com/a",
    "https://mall.example.com/b",
  ]);
  assert.equal(sent("create_jump_batch").at(-1)?.source, "file");
  const before = sent("create_jump_batch").length;
  const bad = await workbook(["https://mall.example.com/a", "http://10.0.0.1/", "https://intranet/"]);
  const answer = await run("jump add", { name: "会场", reason: "落地页", file: bad });
  assert.match(answer.text ?? "", /^Links: 2 can't be used/);
  assert.match(answer.text ?? "", /2: http:\/\/10\.0\.0\.1\/, it points to a private/);
  assert.match(answer.text ?? "", /3: https:\/\/intranet\/, the host isn't a full public domain/);
  assert.equal(sent("create_jump_batch").length, before);
});

test("eleven typed links, none, both ways at once, and a file that is no workbook are refused with words", async () => {
  const many = Array.from({ length: 11 }, (_, i) => `https://mall.example.com/${i}`).join(" ");
  const base = { name: "会场", reason: "落地页" };
  assert.match(
    (await run("jump add", { ...base, urls: many })).text ?? "",
    /Links: enter 1 to 10 \(there are 11 now\)/,
  );
  assert.match(
    (await run("jump add", base)).text ?? "",
    /Give exactly one of: Links \(urls\) \/ Links \(file\)/,
  );
  const file = await workbook(["https://mall.example.com/a"]);
  assert.match(
    (await run("jump add", { ...base, urls: "https://a.cn/", file })).text ?? "",
    /Give exactly one of: Links \(urls\) \/ Links \(file\)/,
  );
  assert.match(
    (await run("jump add", { ...base, file: fileOf("a.csv", new Uint8Array(3)) })).text ?? "",
    /The file for Links must be \.xlsx/,
  );
  const broken = fileOf("a.xlsx", new TextEncoder().encode("PK no workbook"));
  assert.match(
    (await run("jump add", { ...base, file: broken })).text ?? "",
    /isn't a readable XLSX workbook/,
  );
});

test("the list of batches says until when each is reviewed, what is overdue, and what is not certain", async () => {
  const due = async (more: object) => {
    batch = { ...BATCH, ...more };
    const { table } = await run("jump list", { name: "会场" });
    return table?.rows[0]?.[table.columns.findIndex(({ title }) => title === "Expected by")];
  };
  assert.equal(await due({}), "2099-11-26 10:30");
  assert.match((await due({ due_certain: false })) ?? "", /holidays not published yet/);
  assert.match((await due({ due_at: "2026-01-01T00:00:00Z" })) ?? "", /overdue/);
  assert.equal(await due({ state: "approved" }), "—");
});
