/** A file under Chinese headings goes out: bob maps its columns, states on what ground marketing goes out, and carol reads both. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, nextStep, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { holds, reads, shares } from "../screens/shown.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const FILE = `名单${RUN}.csv`;

let browser: Browser;
let bob: Page;
let carol: Page;

before(async () => {
  browser = await launch();
  [bob, carol] = [await openPage(browser), await openPage(browser)];
});
after(() => browser?.close());

const fact = (page: Page, key: string) => textOf(page.locator(`[data-fact="${key}"]`));

test("an empty remark rejects nobody, and the page of the file lists every heading", async () => {
  await signIn(bob, "bob@demo.test", "简体中文");
  await visit(bob, "/numbers/new");
  const rows = ["13933330001,张三,50,", "13933330002,李四,60,老客户", "13933330003,王五,70,"];
  await bob.locator('input[type="file"]').setInputFiles({
    name: FILE,
    mimeType: "text/csv",
    buffer: Buffer.from(`手机号,姓名,立减金额,remark\r\n${rows.join("\r\n")}\r\n`),
  });
  await bob.locator('[data-state="ready"]').waitFor();
  await shares(bob, { accepted: 3, invalid: 0, duplicates: 0 });
  assert.match(await fact(bob, "columns"), /手机号、姓名、立减金额、remark/);
});

test("the form guesses which column fills which parameter, and asks marketing for its ground of consent", async () => {
  await visit(bob, "/sends/new");
  await bob.locator("#send-name").fill(`开卡${RUN}`);
  await choose(bob, "send-template", "开卡欢迎图文", "开卡欢迎图文");
  await choose(bob, "send-sms", "会员福利");
  await reads(bob.locator("blockquote.sms").first(), /点击 http\S+ 领取。拒收请回复R$/);
  await nextStep(bob);
  await choose(bob, "send-file", FILE);
  await reads(bob.getByTestId("columns"), /amount.*立减金额.*name.*姓名/s);
  await bob.getByTestId("next").click();
  await bob.getByText("请填写同意依据").waitFor();
  await bob.locator("#send-consent").fill("入会时勾选");
  await bob.locator('input[type="file"]').setInputFiles({
    name: "协议.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\n"),
  });
  await nextStep(bob);
  await bob.waitForURL(/step=timing/);
  await bob.goBack();
  await bob.waitForURL(/step=numbers/);
  await holds(bob.locator("#send-consent"), "入会时勾选", "Back goes a step back");
  await nextStep(bob);
  await bob.locator("label", { hasText: /^是$/ }).click();
  const size = bob.locator("#send-trial-size");
  await holds(size, "2", "a trial is of fewer than the three numbers");
  await size.fill("3");
  await bob.getByTestId("next").click();
  await bob.getByText("试发数量须少于号码总数（3 个）").waitFor();
  await bob.locator("label", { hasText: /^否$/ }).click();
  await nextStep(bob);
  await reads(bob.getByTestId("send-summary"), /同意依据：入会时勾选/);
  await reads(bob.getByTestId("send-summary"), /每条消息计 \d 条短信，共 \d 条/);
  await bob.getByTestId("submit").click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
});

test("carol reads the columns, the ground with its evidence and the segments, and approves", async () => {
  await signIn(carol, "carol@demo.test");
  await visit(carol, new URL(bob.url()).pathname);
  assert.match(await fact(carol, "columns"), /name=姓名; amount=立减金额/);
  assert.match(await fact(carol, "consent"), /入会时勾选/);
  assert.match(await fact(carol, "consent_name"), /协议\.pdf/);
  assert.match(await fact(carol, "segments"), /\d/);
  await transition(carol, "approve");
  await carol.locator('[data-state="in_review"]').first().waitFor({ state: "detached" });
});
