/** The download centre in a real Chromium (DLC-1, §10.4): what a list shows becomes a file, which is announced, downloaded and deleted. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { arrived, load, signIn, transition } from "../screens/panel.ts";
import { counts, reads } from "../screens/shown.ts";

let browser: Browser;
let bob: Page;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  await signIn(bob, "bob@demo.test", "简体中文");
});
after(() => browser?.close());

const exporting = async (page: Page, format: string) => {
  await page.getByTestId("export").first().click();
  await page.getByRole("menuitem", { name: format }).click();
};
const newest = () => bob.locator("tbody tr[data-row-key]").first();

test("bob exports his replies; where he is, he is told that the file is ready", async () => {
  await load(bob, "/replies");
  await exporting(bob, "CSV 文件");
  await bob.locator(".ant-notification-notice", { hasText: "已可下载" }).waitFor();
  await bob.getByRole("button", { name: "前往下载中心" }).click();
  await bob.waitForURL((url) => url.pathname === "/exports");
  await newest().locator('[data-state="done"]').waitFor();
  await reads(newest(), /用户回复 \d{4}-\d\d-\d\d.*CSV/s);
});

test("he downloads it: a file with headings, and no whole number in it", async () => {
  const [download] = await Promise.all([
    bob.waitForEvent("download"),
    newest().getByTestId("download").click(),
  ]);
  assert.match(download.suggestedFilename(), /^用户回复 \d{4}-\d\d-\d\d \d{4}\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /^\uFEFF手机号,结果,内容,签名/);
  assert.doesNotMatch(text, /1[3-9]\d{9}/);
});

test("a workbook of a list he sees; alice sees none of his files", async () => {
  await load(bob, "/receipts");
  await exporting(bob, "Excel");
  await load(bob, "/exports");
  await newest().locator('[data-state="done"]').waitFor();
  const [download] = await Promise.all([
    bob.waitForEvent("download"),
    newest().getByTestId("download").click(),
  ]);
  assert.equal((await readFile(await download.path())).subarray(0, 2).toString(), "PK");
  const alice = await openPage(browser);
  await signIn(alice, "alice@demo.test");
  await load(alice, "/exports");
  await alice.locator("h1").waitFor();
  await arrived(alice);
  await counts(alice.locator("tbody tr[data-row-key]", { hasText: "未知回执" }), 0);
});

test("what he deletes is gone with its file", async () => {
  const link = newest().locator('a[href^="/exports/"]').first();
  const pathname = (await link.getAttribute("href")) ?? "";
  await load(bob, pathname);
  await transition(bob, "delete");
  await bob.waitForURL((url) => url.pathname === "/exports");
  await bob.locator(`a[href="${pathname}"]`).waitFor({ state: "detached" });
});
