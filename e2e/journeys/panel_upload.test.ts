/** An upload that is cut off in the middle: after a reload only what is missing is sent. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, textOf, visit } from "../screens/panel.ts";
import { shares } from "../screens/shown.ts";

const NAME = `大名单${Date.now().toString(36)}.csv`;
const LINES = 30_000;
const PARTS = /\/storage\/v1\/object\/numbers\/.*\/(\d+)\.csv$/;

let browser: Browser;
let bob: Page;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
});
after(() => browser?.close());

/** Some 9 MB: one part and a bit. */
function file(): { name: string; mimeType: string; buffer: Buffer } {
  const note = "云".repeat(95);
  const lines = Array.from({ length: LINES }, (_, index) => `${13700000000 + index},${note}`);
  return { name: NAME, mimeType: "text/csv", buffer: Buffer.from(`手机号,note\n${lines.join("\n")}\n`) };
}

test("the line breaks after the first part: bob is told, and nothing is lost", async () => {
  await signIn(bob, "bob@demo.test", "简体中文");
  await visit(bob, "/numbers/new");
  await bob.route(PARTS, (route) =>
    PARTS.exec(route.request().url())?.[1] === "1" ? route.continue() : route.abort(),
  );
  await bob.locator('input[type="file"]').setInputFiles(file());
  await bob.getByText("连接不上服务器").waitFor();
  await bob.getByRole("button", { name: "继续" }).click();
  await bob.getByText("已上传 1 / 2 部分").waitFor();
});

test("another file is not mixed into it", async () => {
  await bob.reload();
  await bob.locator('input[type="file"]').setInputFiles({
    name: NAME,
    mimeType: "text/csv",
    buffer: Buffer.from("手机号\n13800138000\n"),
  });
  await bob.getByText("这不是同一个文件").waitFor();
});

test("with the same file it goes on: only the missing part is sent, and every line is there", async () => {
  await bob.unrouteAll({ behavior: "wait" });
  const sent: string[] = [];
  bob.on("request", (request) => {
    const part = PARTS.exec(request.url())?.[1];
    if (part && request.method() !== "OPTIONS") sent.push(part);
  });
  await bob.locator('input[type="file"]').setInputFiles(file());
  await bob.locator('[data-state="ready"]').waitFor();
  assert.deepEqual(sent, ["2"]);
  await shares(bob, { accepted: LINES, invalid: 0, duplicates: 0 });
});

test("what is no workbook is said to be none, before anything is sent", async () => {
  await visit(bob, "/numbers/new");
  await bob.locator('input[type="file"]').setInputFiles({
    name: "假的.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: Buffer.from("not a zip at all"),
  });
  await bob.getByText("这不是可读取的 XLSX 工作簿").waitFor();
  await visit(bob, "/numbers");
  await bob.locator("table").waitFor();
  assert.ok(!(await textOf(bob.locator("table"))).includes("假的"));
});

test("a file of membership numbers is taken as customer flags, and links are made of it", async () => {
  await visit(bob, "/numbers/new?for=flags");
  const name = `会员${Date.now().toString(36)}.csv`;
  const rows = Array.from({ length: 150 }, (_, n) => `VIP-${n},会员${n},${n}`);
  await bob.locator('input[type="file"]').setInputFiles({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(`会员号,name,amount\n${rows.join("\n")}\nVIP-7,又是,1\n,没有,1\n`),
  });
  await bob.locator('[data-state="ready"]').waitFor();
  await bob.getByText("缺少客户标识").waitFor();
  await shares(bob, { accepted: 150, invalid: 1, duplicates: 1 });
  await bob.getByRole("link", { name: "用此文件生成短链" }).click();
  await bob.getByText(`${name}（客户标识，150 个）`).waitFor();
});
