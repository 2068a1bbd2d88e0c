/** The sealed audit log in a real Chromium (IAM-4): its head, its proof, and a file that proves itself elsewhere. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { SealedRow } from "@tidings/shared/people/audit_proof.ts";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, visit } from "../screens/panel.ts";
import { reads } from "../screens/shown.ts";

let browser: Browser;
let alice: Page;

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  await signIn(alice, "alice@demo.test", "简体中文");
});
after(() => browser?.close());

test("alice reads the head of the chain, has it proved, and is told that the log is whole", async () => {
  await visit(alice, "/audit");
  const chain = alice.getByTestId("audit-chain");
  await reads(chain.getByTestId("audit-hash"), /^[0-9a-f]{16}$/);
  await chain.getByTestId("prove").click();
  await reads(chain.getByTestId("proof"), /日志完整：[\d,]+ 条封存记录逐条重算，全部一致/);
});

test("what she exports can be computed anew without us: each line from the one before", async () => {
  await alice.getByTestId("export-audit").click();
  await alice.getByRole("dialog").locator(".ant-btn-primary").click();
  await alice.locator(".ant-notification-notice", { hasText: "已可下载" }).waitFor();
  await alice.getByRole("button", { name: "前往下载中心" }).click();
  const [download] = await Promise.all([
    alice.waitForEvent("download"),
    alice.getByTestId("download").first().click(),
  ]);
  assert.match(download.suggestedFilename(), /^封存的审计日志 \d{4}-\d\d-\d\d \d{4}\.ndjson$/);
  const text = await readFile(await download.path(), "utf8");
  const lines: SealedRow[] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  let before = "";
  const marks = new Set<string>();
  for (const [at, { seq, hash, previous, row, names }] of lines.entries()) {
    assert.deepEqual([seq, previous ?? ""], [at + 1, before]);
    assert.equal(createHash("sha256").update(`${before}${row}`).digest("hex"), hash);
    before = hash;
    // Whom the marks in it stand for.
    for (const [mark, { text, salt }] of Object.entries(names)) {
      const proved = createHash("sha256")
        .update(Buffer.from(salt ?? "", "hex"))
        .update(text)
        .digest("hex");
      assert.equal(mark, `person:${proved}`);
      assert.ok(row.includes(mark) && !row.includes(`"${text}"`), text);
      marks.add(text);
    }
  }
  assert.ok(marks.has("Alice") && marks.has("Carol"), [...marks].join());
  assert.ok(lines.length > 10, `${lines.length} sealed rows`);
});

test("a number that is none is no filter, and one that is shows that row alone", async () => {
  await visit(alice, "/audit");
  await alice.getByRole("button", { name: "高级筛选" }).click();
  const number = alice.locator("#filter-id");
  await number.fill("第一条");
  await number.press("Enter");
  const rows = alice.locator("tbody tr[data-row-key]");
  await rows.nth(2).waitFor();
  await number.fill((await rows.nth(1).getAttribute("data-row-key")) ?? "");
  await number.press("Enter");
  await rows.nth(1).waitFor({ state: "detached" });
  await rows.first().waitFor();
});
