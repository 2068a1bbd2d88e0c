/**
 * DEP-1: the heaviest single call of every function, as deployed, stays under what a hosted function has. The report of each is a line of
 * docs/benchmarks.md. CPU and memory are read from outside; on a system without /proc there is nothing to read.
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { after, test } from "node:test";
import { NUMBER_LIMITS } from "@tidings/shared/numbers/file.ts";
import { Webhook } from "standardwebhooks";
import { startMail } from "../../../e2e/doubles/mail/double.ts";
import { cli } from "../../../e2e/doubles/supabase/cli.ts";
import { KEPT } from "../../../shared/src/files/kinds.ts";
import { filmOf } from "../../../shared/src/ground/files/samples.ts";
import { startedSend } from "../../bench/ground.ts";
import { done, groupInput, idOf, invited, madeTask, messagesOf, phones, yunshan } from "../fixtures.ts";
import { servingShortcut } from "../shortcuts/shortcut_fixtures.ts";
import { draftTemplate } from "../templates/checks.ts";
import { forTests } from "../test_database.ts";
import { calm } from "./carrier.ts";
import { importAll, upload } from "./numbers.ts";
import { put } from "./objects.ts";
import { type FunctionName, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true, hosted: true });
const { db, api } = stage;
const hosted = stage.hosted ?? assert.fail();

const CPU_SECONDS = 2;
const MB = 1024 * 1024;
const MEMORY = 256 * MB;

type Line = { name: FunctionName; what: string; cpu: number; mb: number };
const lines: Line[] = [];

/** Does `work`, and notes the most that one call of the function took meanwhile. */
async function measured(name: FunctionName, what: string, work: () => Promise<unknown>): Promise<void> {
  const from = hosted.measured.length;
  await work();
  const calls = hosted.measured.slice(from).filter(({ slug }) => slug === name);
  assert.ok(calls.length > 0, `${name} was not called`);
  const cpu = Math.max(...calls.map(({ cpuSeconds }) => cpuSeconds));
  const mb = Math.ceil(Math.max(...calls.map(({ peakBytes }) => peakBytes)) / MB);
  lines.push({ name, what, cpu, mb });
  assert.ok(cpu <= CPU_SECONDS, `${name}: ${cpu} s of CPU`);
  assert.ok(mb * MB <= MEMORY, `${name}: ${mb} MB`);
}

const answered = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init);
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return text;
};
const called = async (name: FunctionName, who: "alice" | "bob" | "bot", body?: unknown) => {
  const answer = await stage.call(name, who, body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};

after(() => {
  for (const { name, what, cpu, mb } of lines) {
    const bytes = hosted.bundles.find((one) => one.name === name)?.bytes ?? 0;
    console.log(`| \`${name}\` | ${Math.ceil(bytes / 1000)} | ${what} | ${cpu.toFixed(2)} | ${mb} |`);
  }
});

/** A file of one part that is as large as a part may be. */
async function largestPart(what: string, head: string, line: (n: number) => string): Promise<void> {
  const count = Math.floor((NUMBER_LIMITS.part_bytes - head.length - 1) / (line(0).length + 1));
  const text = [head, ...Array.from({ length: count }, (_, n) => line(n)), ""].join("\n");
  const file = await upload(stage, "much.csv", new TextEncoder().encode(text));
  await measured("import-numbers", `a part of 8 MB: ${count.toLocaleString("en")} lines${what}`, async () => {
    const { accepted } = await importAll(stage, file);
    assert.equal(accepted, count);
  });
}

test("import-numbers: a part of the most bytes, of the shortest lines and of lines with values", async () => {
  await largestPart("", "phone", (n) => String(13_000_000_000 + n));
  const values = (n: number) => String(1_000_000 + n);
  await largestPart(
    " with three values, quoted",
    "phone,name,order_no,pickup_code",
    (n) => `${13_100_000_000 + n},"N, ${values(n)}","YS ""${values(n)}""",${values(n)}`,
  );
});

test("dispatch: a full share of a hundred batches, and receive-receipts: what the carrier tells of them", async () => {
  await calm(stage);
  await stage.control({ receipt_delay_ms: [60_000, 60_000] });
  const send = await startedSend(db, 125_000);
  await measured("dispatch", "a share of 100 batches: 100,000 messages", async () => {
    const { batches, accepted } = await called("dispatch", "bot");
    assert.deepEqual([batches, accepted], [100, 100_000]);
  });
  const ids = (await messagesOf(db, send)).slice(0, 1_000);
  const receipts = ids.map((reference) => ({
    ...{ reference, carrier_id: `c${reference}`, status: "delivered", vendor: "huawei" },
    ...{ code: "D".repeat(60), at: new Date().toISOString() },
  }));
  const body = JSON.stringify({ type: "receipts", receipts });
  const at = new Date();
  await measured("receive-receipts", "1,000 receipts, the most of a call", () =>
    answered(`${api}/functions/v1/receive-receipts/${stage.channel}`, {
      method: "POST",
      headers: {
        "webhook-id": "call-1",
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": new Webhook(stage.webhookSecret).sign("call-1", at, body),
      },
      body,
    }),
  );
  await measured("export-rows", "a share of 25 slices: 125,000 messages into a workbook", async () => {
    const columns = [
      "ordinal",
      "phone",
      "state",
      "code",
      "vendor",
      "segments",
      "resolved",
      "handed_at",
      "final_at",
    ];
    const input = { name: "much", source: "delivery", format: "xlsx", columns, of: send, locale: "zh-CN" };
    await done(db.as("alice").rpc("create_export", { input }));
    await called("export-rows", "bot");
  });
});

test("keep-file: the largest video; check-template, submit-templates, check-device, check-link, fetch-picture, mail-invitation, mail-digests: one each", async () => {
  const film = filmOf("isom", 720, 1280, 1_000, KEPT.media.bytes);
  const path = `${await yunshan(db)}/${randomUUID()}.mp4`;
  assert.equal(await put(stage, `incoming/${path}`, film, "video/mp4"), 200);
  await measured("keep-file", "a video of 7 MB", () => called("keep-file", "bob", { kind: "media", path }));
  const template = await draftTemplate(db);
  await measured("check-template", "a notice", () => called("check-template", "bob", { template }));
  const waiting = await idOf(db, "templates", "会员日图文");
  await done(db.as("carol").rpc("approve_template", { template: waiting, reason: "Fine." }));
  await measured("submit-templates", "a version", () => called("submit-templates", "bot"));
  const phone = {
    model: "Mate 40 Pro",
    system: "harmonyos",
    system_version: "3.0.0",
    app_version: "11.1.0.551",
  };
  await measured("check-device", "a phone", () => called("check-device", "bob", phone));
  await measured("check-link", "an address without a host", () =>
    called("check-link", "bob", { address: "https://nowhere.tidings-of-nobody.com/" }),
  );
  await measured("fetch-picture", "an address without a host", async () => {
    const url = "https://nowhere.tidings-of-nobody.com/a.png";
    const answer = await stage.call("fetch-picture", "bob", { url, enterprise: await yunshan(db) });
    assert.equal(answer.body.code, "picture_not_fetched");
  });
  const mail = forTests(await startMail());
  const settings = [
    `TIDINGS_SMTP_URL=${mail.url}`,
    "TIDINGS_MAIL_FROM=i@tidings.example",
    "TIDINGS_PANEL_URL=https://panel.example",
  ];
  assert.equal((await cli(hosted, tmpdir(), "secrets", "set", ...settings)).code, 0);
  const { token } = await invited(db, "frank", ["Readers"]);
  await measured("mail-invitation", "a mail", () => called("mail-invitation", "alice", { token }));
  await done(db.as("alice").rpc("set_notices", { input: { month_mail: true } }));
  await db.sql`update public.members set joined_at = now() - interval '60 days'`;
  await db.sql`select private.alert(${await yunshan(db)}, 'digest_month', 'quota', null, private.digest_figures(${await yunshan(db)}, 'digest_month', date '2026-11-01'))`;
  await measured("mail-digests", "a mail", () => called("mail-digests", "bot"));
  assert.equal(mail.letters.length, 2);
  const numbers = phones(500);
  await measured("ask-carrier", "500 numbers, the most of a call", () =>
    called("ask-carrier", "bob", { ask: "capabilities", numbers }),
  );
});

test("link: a card, a page; show-shortcuts: a phone; receive-clicks: a full call", async () => {
  const task = await madeTask(db, await groupInput(db));
  const [row] =
    await db.sql`select private.link_code(min(id)) as code from public.links where task_id = ${task.id}`;
  const url = `${api}/functions/v1/link/${row?.code}`;
  const huawei = await stage.pass("huawei");
  await measured("link", "a card", () => answered(url, { headers: huawei }));
  await measured("link", "a page", () =>
    answered(url, { headers: { "user-agent": "Mozilla/5.0 (iPhone)" } }),
  );
  const shortcut = await servingShortcut(db, "云杉商城");
  const query = new URLSearchParams({ signature: "云杉商城", region: "深圳" });
  await measured("show-shortcuts", "a signature", () =>
    answered(`${api}/functions/v1/show-shortcuts?${query}`),
  );
  await measured("show-account", "a signature", () =>
    answered(`${api}/functions/v1/show-account?${query}&port=10690000001`),
  );
  const at = new Date().toISOString();
  const clicks = Array.from({ length: 1_000 }, (_, n) => ({
    id: `e-${n}`,
    place: "shortcut",
    of: shortcut,
    item: "1",
    at,
  }));
  await measured("receive-clicks", "1,000 clicks, the most of a call", () =>
    answered(`${api}/functions/v1/receive-clicks`, {
      method: "POST",
      headers: huawei,
      body: JSON.stringify({ clicks }),
    }),
  );
});

test("api: its description, and a list in pages", async () => {
  const headers = await stage.headers("bob");
  await measured("api", "its description", () => answered(`${api}/functions/v1/api/openapi.json`));
  await measured("api", "a list", () => answered(`${api}/functions/v1/api/resources/templates`, { headers }));
});

test("every function was measured", () => {
  assert.deepEqual(
    [...new Set(lines.map(({ name }) => name))].sort(),
    hosted.bundles.map(({ name }) => name).sort(),
  );
});
