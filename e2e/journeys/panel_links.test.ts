/** Domains and jump links in the panel: asked for by bob, decided by carol, and what is wrong is said where it is. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import ExcelJS from "exceljs";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { exported, setLocale, signIn, transition, visit } from "../screens/panel.ts";
import { counts, reads } from "../screens/shown.ts";

const RUN = Date.now().toString(36);
const DOMAIN = `go-${RUN}.example.com`;
const TASK = `双旦会场${RUN}`;

let browser: Browser;
let bob: Page;
let carol: Page;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  carol = await openPage(browser);
  await Promise.all([signIn(bob, "bob@demo.test", "简体中文"), signIn(carol, "carol@demo.test", "简体中文")]);
});
after(() => browser?.close());

const PDF = { name: "授权函.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };
/** Waits until a field says that this is wrong with it. */
const wrong = (page: Page, words: string | RegExp) =>
  page.locator(".ant-form-item-explain-error", { hasText: words }).waitFor();

async function workbook(name: string, links: readonly string[]) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("links");
  for (const link of ["跳转链接", ...links]) sheet.addRow([link]);
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { name, mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) };
}

test("bob asks for two domains in one go; a name that is none and a file that is no pdf are said at once", async () => {
  await visit(bob, "/domains/new");
  await bob.getByTestId("send").click();
  await wrong(bob, "请填写域名");
  const names = bob.locator("#domain-names");
  await names.fill(`-bad-${RUN}.example.com`);
  await names.press("Enter");
  await wrong(bob, /「-bad-.*」不是有效的域名：连字符不能在一段的开头或结尾/);
  await bob.locator(".ant-select-selection-item-remove").click();
  await names.fill(`${DOMAIN.toUpperCase()} other-${RUN}.example.com `);
  await names.press("Enter");
  const proof = bob.locator(`input[type="file"][accept=".pdf"]`);
  await proof.setInputFiles({ ...PDF, buffer: Buffer.from("no pdf at all") });
  await wrong(bob, "文件内容不是 pdf");
  await proof.setInputFiles(PDF);
  await bob.getByText(PDF.name).waitFor();
  await bob.getByTestId("send").click();
  await bob.waitForURL((url) => url.pathname === "/domains");
  const row = bob.locator("tr", { hasText: DOMAIN });
  await row.locator('[data-state="in_review"]').waitFor();
});

test("carol reads the proof and rejects with a note; bob edits and submits again; approved, it is enabled", async () => {
  await carol.getByTestId("waiting").getByRole("link", { name: DOMAIN }).click();
  // The letter stands beside the decision; a browser without a viewer of its own says so, and downloads nothing unasked.
  await carol.getByText(`不能在页面内显示 PDF 文件「${PDF.name}」`).waitFor();
  const [saved] = await Promise.all([
    carol.waitForEvent("download"),
    carol.getByRole("button", { name: `下载 ${PDF.name}` }).click(),
  ]);
  assert.equal(saved.suggestedFilename(), PDF.name);
  await transition(carol, "reject", "请写明与授权方的关系");
  await bob.locator("tr", { hasText: DOMAIN }).getByText("请写明与授权方的关系").waitFor();
  await bob.locator("tr", { hasText: DOMAIN }).getByRole("link", { name: "修改" }).click();
  await bob.getByRole("radio", { name: "是", exact: true }).check();
  await bob.getByTestId("send").click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
  await counts(bob.locator('[data-verb="approve"]'), 0, "bob submitted it");
  await carol.locator('[data-verb="approve"]').waitFor();
  await transition(carol, "approve", "材料齐全");
  await carol.locator('[data-state="approved"]').first().waitFor();
  const power = (checked: boolean) => bob.getByRole("switch", { name: `启用或禁用「${DOMAIN}」`, checked });
  await bob.locator('[data-state="approved"]').first().waitFor();
  await power(true).click();
  await bob.getByText("域名已禁用").first().waitFor();
  await power(false).waitFor();
});

test("bob types jump links: a private address is refused by name, the form says until when it is reviewed", async () => {
  await visit(bob, "/jumps/new");
  await bob.locator("#jump-name").fill(TASK);
  await bob.locator("#jump-purpose").fill("双旦活动落地页");
  await bob.locator("#jump-urls").fill(`https://mall.example.com/${RUN}\nhttp://192.168.1.8/`);
  await wrong(
    bob,
    /链接：1 个不能使用，请修改后重试\s*第 2 个 http:\/\/192\.168\.1\.8\/：指向内网或保留地址/,
  );
  await reads(bob.getByTestId("due"), /预计 \d{4}-\d\d-\d\d \d\d:\d\d 前完成审核/);
  await bob.getByText("未保存的内容已保留在此浏览器").waitFor();
  await bob.reload();
  await bob.locator("#jump-urls").fill(`https://mall.example.com/${RUN}\nHTTPS://Mall.example.com/${RUN}`);
  await bob.getByTestId("send").click();
  await bob.getByText("已提交 1 个链接，需另一位成员审核").waitFor();
  await bob
    .getByText(/预计 \d{4}-\d\d-\d\d \d\d:\d\d 前完成/)
    .first()
    .waitFor();
});

test("carol approves the batch whole, and bob finds the link by a part of its address", async () => {
  await visit(carol, "/");
  await carol.getByTestId("waiting").getByRole("link", { name: TASK }).click();
  await carol.getByRole("link", { name: `https://mall.example.com/${RUN}` }).waitFor();
  await transition(carol, "approve", "");
  await visit(bob, "/jumps/links");
  await bob.locator("#filter-url").fill(RUN);
  const row = bob.locator("tbody tr", { hasText: RUN });
  await row.locator('[data-state="approved"]').waitFor();
  await reads(row, new RegExp(TASK));
  // What is filtered is what is in the file, with the columns that are shown.
  await bob.getByTestId("columns").click();
  await bob.locator('[data-column="batch_no"]').getByRole("checkbox").uncheck();
  await bob.keyboard.press("Escape");
  await counts(bob.getByRole("columnheader", { name: "申请批次号" }), 0);
  const file = await exported(bob);
  const [heads = "", ...lines] = (await readFile(await file.path(), "utf8")).trim().split(/\r?\n/);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", new RegExp(`https://mall.example.com/${RUN}.*${TASK}`));
  assert.doesNotMatch(heads, /任务编号/);
});

test("every column of the batches has a name of its own, in English too", async () => {
  for (const language of ["English", "简体中文"] as const) {
    await visit(bob, "/jumps");
    await setLocale(bob, language);
    await bob.locator("tbody tr", { hasText: TASK }).waitFor();
    const titles = await bob.locator("thead th").allTextContents();
    assert.equal(new Set(titles).size, titles.length, titles.join(", "));
  }
});

test("a workbook's bad rows are listed with their number; without them ten thousand links go in at once", async () => {
  await visit(bob, "/jumps/new");
  await bob.locator("#jump-name").fill(`全部商品${RUN}`);
  await bob.locator("#jump-purpose").fill("商品页");
  await bob.getByText("文件上传", { exact: true }).click();
  const input = bob.locator(`input[type="file"][accept=".xlsx"]`);
  await input.setInputFiles(await workbook("bad.xlsx", ["https://mall.example.com/1", "https://intranet/"]));
  await wrong(bob, /链接：1 个不能使用，请修改后重试\s*第 3 个 https:\/\/intranet\/：主机名/);
  const links = Array.from({ length: 10_000 }, (_, index) => `https://mall.example.com/${RUN}/${index}`);
  await input.setInputFiles(await workbook("all.xlsx", links));
  await bob.getByText("现有 10,000 个，最多 10,000 个").waitFor();
  await bob.getByTestId("send").click();
  await bob.getByText("已提交 10,000 个链接，需另一位成员审核").waitFor();
});
