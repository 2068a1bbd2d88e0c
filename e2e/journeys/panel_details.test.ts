/** What became of every message, over all sends, in a real Chromium: dan looks for his answers, mallory finds none. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, enter, exported, signIn, textOf, visit } from "../screens/panel.ts";
import { counts, reads } from "../screens/shown.ts";
import { member } from "./members.ts";
import { phonesOf, submittedSend } from "./panel_sends.ts";

const RUN = Date.now().toString(36);
const FIRST = `明细一${RUN}`;
const SECOND = `明细二${RUN}`;
/** Nobody else's numbers, also when this is run again on the same copy. */
const FROM = 13_920_000_000 + (Math.floor(Date.now() / 100) % 9_000_000);
/** One that both sends go to. */
const SHARED = String(FROM);

let browser: Browser;
let dan: Page;

before(async () => {
  browser = await launch();
  const bob = await member("bob", "zh-CN");
  const carol = await member("carol", "zh-CN");
  await member("dan", "zh-CN");
  for (const [name, good] of [
    [FIRST, 24],
    [SECOND, 3],
  ] as const)
    await carol.verb("approve_send", { send: await submittedSend(bob, name, phonesOf(good, FROM)) });
  dan = await openPage(browser);
  await signIn(dan, "dan@demo.test", "简体中文");
});
after(() => browser?.close());

const numberField = (page: Page) => page.getByRole("searchbox");
const rows = (page: Page) => page.locator("tr.ant-table-row");
/** The texts of the rows, once there is none that `wrong` finds. */
async function texts(page: Page, wrong: RegExp): Promise<string[]> {
  await page.waitForFunction((source) => {
    const shown = [...document.querySelectorAll("tr.ant-table-row")].map((row) => row.textContent ?? "");
    return shown.length > 0 && !shown.some((text) => new RegExp(source).test(text));
  }, wrong.source);
  return rows(page).allInnerTexts();
}

test("dan finds the page beside the sends; it shows the last 24 hours over all sends, each number masked", async () => {
  await enter(dan, "/sends/details");
  await dan.locator("h1", { hasText: "发送任务明细" }).waitFor();
  await reads(dan.locator(".frame-menu .ant-menu-item-selected"), "发送任务明细");
  await reads(dan.locator(".ant-segmented-item-selected"), "最近 24 小时");
  await rows(dan).filter({ hasText: FIRST }).first().waitFor();
  await reads(rows(dan).filter({ hasText: FIRST }).first(), /\+86139\*{4}\d{4}|\+86138\*{4}\d{4}/);
  assert.ok(!(await textOf(dan.locator("body"))).includes(SHARED));
});

/** The two messages to the shared number, and no other, the later send first. */
async function both(): Promise<void> {
  await dan.waitForFunction(() => document.querySelectorAll("tr.ant-table-row").length === 2);
  assert.match((await rows(dan).allInnerTexts()).join(), new RegExp(`${SECOND}[^]*${FIRST}`));
}

test("while he types a number no row of another one stands under it; whole, it is found in both sends; it is not in the address, and a reload keeps it", async () => {
  const field = numberField(dan);
  await field.pressSequentially(`${SHARED.slice(0, 3)} ${SHARED.slice(3, 7)}`);
  assert.equal(await rows(dan).count(), 0, "at once, before anything is asked for");
  await dan.getByText("请输入完整号码").waitFor();
  await field.pressSequentially(` ${SHARED.slice(7)}`);
  await both();
  // Another number: the rows of the one before go with its last digit, not with the answer.
  await field.press("Backspace");
  await counts(rows(dan), 0);
  await field.pressSequentially(SHARED.slice(-1));
  await both();
  assert.ok(!dan.url().includes(SHARED.slice(3)));
  await dan.reload();
  await both();
  await numberField(dan).fill("");
  await rows(dan).nth(2).waitFor();
});

test("by result and by signature, kept in the address; from a row he comes to its send", async () => {
  await choose(dan, "filter-signature", "云杉商城");
  await choose(dan, "filter-result", "发送失败");
  for (const row of await texts(dan, /发送成功|已提交/)) assert.match(row, /发送失败/);
  const address = new URL(dan.url());
  assert.equal(address.searchParams.get("result"), "failed");
  assert.equal(address.searchParams.get("signature"), "云杉商城");
  await dan.getByRole("tab", { name: "有问题" }).click();
  await dan.waitForURL(/view=problems/);
  await texts(dan, /发送成功|已提交/);
  await visit(dan, `${address.pathname}${address.search}`);
  await dan.reload();
  await rows(dan).filter({ hasText: FIRST }).first().getByRole("link", { name: FIRST }).click();
  await dan.waitForURL(/\/sends\/[0-9a-f-]{36}$/);
  await dan.locator("h1", { hasText: FIRST }).waitFor();
  await dan.goBack();
  await texts(dan, /发送成功|已提交/);
});

test("its columns are chosen, and kept with its filters as a view of his own", async () => {
  await dan.getByTestId("columns").click();
  await dan.locator('[data-column="vendor"]').getByRole("checkbox").uncheck();
  await dan.keyboard.press("Escape");
  await counts(dan.getByRole("columnheader", { name: "厂商" }), 0);
  await dan.getByTestId("view-save").click();
  await dan.locator("#view-name").fill(`失败${RUN}`);
  await dan.locator("[data-confirm]").click();
  await dan.locator(`[data-view="失败${RUN}"]`).waitFor();
  await visit(dan, "/sends/details");
  await dan.locator(`[data-view="失败${RUN}"]`).click();
  for (const row of await texts(dan, /发送成功|已提交/)) assert.match(row, /发送失败/);
  await counts(dan.getByRole("columnheader", { name: "厂商" }), 0);
  const file = await exported(dan);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
  assert.ok(
    lines.length > 1 && lines.slice(1).every((line) => /发送失败/.test(line) && /\*{4}/.test(line)),
    lines[1],
  );
  assert.ok(!lines[0]?.includes("厂商"));
});

test("page after page of the last hour, nobody stands twice", async () => {
  await visit(dan, "/sends/details?last=1");
  await reads(dan.locator(".ant-segmented-item-selected"), "最近 1 小时");
  await rows(dan).nth(19).waitFor();
  const ids = () => rows(dan).evaluateAll((all) => all.map((row) => row.getAttribute("data-row-key") ?? ""));
  const first = await ids();
  await dan.getByRole("button", { name: "下一页" }).click();
  await dan.getByText("第 2 页").waitFor();
  await dan.locator(`tr[data-row-key="${first[0]}"]`).waitFor({ state: "detached" });
  const second = await ids();
  assert.equal(new Set([...first, ...second]).size, first.length + second.length);
  await dan.getByRole("button", { name: "上一页" }).click();
  await dan.getByText("第 1 页").waitFor();
});

test("a time of his own begins with the one shown; more than 24 hours is refused in words, also by the database", async () => {
  await dan.locator(".ant-segmented-item", { hasText: "自定义" }).click();
  await rows(dan).filter({ hasText: FIRST }).first().waitFor();
  const from = new URL(dan.url()).searchParams.get("from") ?? "";
  const to = new Date(Date.parse(from) + 25 * 3_600_000).toISOString();
  await visit(dan, `/sends/details?from=${from}&to=${to}`);
  await dan.getByRole("alert").filter({ hasText: "最长 24 小时" }).waitFor();
  await counts(dan.locator("table"), 0);
  const api = await member("dan", "zh-CN");
  await assert.rejects(api.verb("send_details", { sent_from: from, sent_to: to }), /range_too_long/);
  await dan.locator(".ant-segmented-item", { hasText: "最近 24 小时" }).click();
  await rows(dan).first().waitFor();
});

test("a time in which nothing was sent says so and where to go on", async () => {
  await visit(dan, "/sends/details?from=2020-01-01T00:00:00Z&to=2020-01-01T01:00:00Z");
  await dan.getByText("这段时间内没有发送").waitFor();
  await dan.getByRole("link", { name: "查看发送任务" }).click();
  await dan.waitForURL(/\/sends$/);
});

test("mallory, of another enterprise, finds nothing, not even by the number", async () => {
  const mallory = await openPage(browser);
  await signIn(mallory, "mallory@other.test");
  await enter(mallory, "/sends/details");
  await numberField(mallory).fill(SHARED);
  // The time that was looked through is said, and where the number is looked for at any time.
  await mallory
    .getByText(/最近 24 小时内没有符合条件的记录|No matches for this period: Last 24 hours/)
    .waitFor();
  await counts(mallory.getByTestId("number-story"), 1);
  await counts(rows(mallory), 0);
  await mallory.context().close();
});

test("dan cannot reveal a number; alice does, with a reason, and sees it in that window alone", async () => {
  await visit(dan, "/sends/details");
  await rows(dan).first().waitFor();
  await counts(dan.locator('[data-verb="reveal_recipient"]'), 0);
  const alice = await openPage(browser);
  await signIn(alice, "alice@demo.test", "简体中文");
  await visit(alice, "/sends/details");
  await numberField(alice).fill(SHARED);
  await alice.waitForFunction(() => document.querySelectorAll("tr.ant-table-row").length === 2);
  await rows(alice).first().locator('[data-verb="reveal_recipient"]').click();
  const confirm = alice.locator('[data-confirm="reveal_recipient"]');
  await confirm.click();
  await alice.getByText("请填写原因").waitFor();
  await alice.locator("#reveal-reason").fill("客户来电核对");
  await confirm.click();
  const shown = alice.getByTestId("revealed");
  await shown.getByText(`+86${SHARED}`).waitFor();
  await shown.getByText("王小明").waitFor();
  await alice.getByRole("button", { name: "关闭" }).last().click();
  await shown.waitFor({ state: "detached" });
  assert.ok(!(await textOf(alice.locator("body"))).includes(SHARED));
  await alice.context().close();
});
