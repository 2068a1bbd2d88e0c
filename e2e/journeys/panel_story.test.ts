/** Every number has its story (MSG-1), in a real Chromium: dan asks why a number got nothing, from a row, the palette and a page. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { setLocale, signIn, textOf, visit } from "../screens/panel.ts";
import { member } from "./members.ts";
import { phonesOf, submittedSend } from "./panel_sends.ts";

const RUN = Date.now().toString(36);
const NAME = `经过${RUN}`;
const WAITS = `待批${RUN}`;
/** Nobody else's numbers, also when this is run again on the same copy. */
const FROM = 13_930_000_000 + (Math.floor(Date.now() / 100) % 9_000_000);
const ARRIVES = String(FROM);
/** The carrier of the sandbox lets it expire, so that it can be sent again. */
const EXPIRES = 13_800_000_003;
const WAITING = String(FROM + 50);
const STRANGER = String(FROM + 99);
/** Set to a folder, the looks are also kept there as pictures. */
const KEEP = process.env.TIDINGS_SCREENS;

let browser: Browser;
let dan: Page;
let send: string;

before(async () => {
  browser = await launch();
  const bob = await member("bob", "zh-CN");
  const carol = await member("carol", "zh-CN");
  await member("dan", "zh-CN");
  send = await submittedSend(bob, NAME, [...phonesOf(6, FROM), EXPIRES]);
  await carol.verb("approve_send", { send });
  await submittedSend(bob, WAITS, [Number(WAITING)]);
  dan = await openPage(browser);
  await signIn(dan, "dan@demo.test");
  await setLocale(dan, "简体中文");
});
after(() => browser?.close());

async function lookAt(page: Page, name: string): Promise<void> {
  if (KEEP) await page.screenshot({ path: join(KEEP, `story_${name}.png`), animations: "disabled" });
}
const look = (name: string) => lookAt(dan, name);
const drawer = () => dan.locator(".ant-drawer-content");
const story = () => dan.getByTestId("message-story");
const told = () => dan.getByTestId("told-number");
const told1 = async () => (await textOf(told())).replace(/\s+/g, " ");
const closed = async () => {
  await dan.keyboard.press("Escape");
  await drawer().waitFor({ state: "hidden" });
};
/** Asks the palette for a whole number. */
async function ask(number: string): Promise<void> {
  await dan.keyboard.press("Control+k");
  await dan.locator("[cmdk-input]").fill(number);
  await dan
    .locator("[cmdk-item]")
    .filter({ hasText: number.slice(-4) })
    .waitFor();
  await dan.keyboard.press("Enter");
  await told().waitFor();
}

test("the page of a send says why numbers got nothing, in words and with what helps; a click shows their messages alone", async () => {
  await visit(dan, `/sends/${send}`);
  const reason = dan.getByTestId("reasons").locator("[data-reason='MK:0001']");
  await reason.waitFor();
  assert.match(await textOf(reason), /空号|停机|不存在/);
  await look("reasons_zh");
  await reason.getByRole("button").click();
  await dan.getByTestId("only-reason").waitFor();
  await dan.waitForFunction(() => document.querySelectorAll("[data-story^='delivery/']").length === 1);
  assert.match(await textOf(dan.locator("[data-story^='delivery/']")), /0002$/);
});

test("the masked number of a row opens its story: from the line of the file to the receipt, the code in words with advice", async () => {
  await dan.locator("[data-story^='delivery/']").click();
  await story().waitFor();
  const events = await drawer()
    .locator("[data-story-event]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-story-event")));
  assert.deepEqual(events, ["imported", "submit", "approve", "laid_out", "handed", "receipt"]);
  const text = await textOf(story());
  for (const part of [`${NAME}.csv`, "第 2 行", "Bob", "Carol", "MK:0001", "建议"])
    assert.ok(text.includes(part), `${part} in ${text}`);
  assert.ok(!text.includes("13800000002"), "the number stays masked");
  assert.match(text, /不能重新发送：结果为 MK:0001 的短信不能重新发送/);
  assert.deepEqual(await violations(dan, ".ant-drawer-content"), []);
  await look("drawer_zh");
});

test("the story has a page of its own, whose address has no number; the other messages to the number are one click away", async () => {
  await drawer().getByRole("link", { name: "打开页面" }).click();
  await dan.locator("h1", { hasText: "短信收发记录" }).waitFor();
  await story().waitFor();
  assert.match(new URL(dan.url()).pathname, /^\/messages\/\d+$/);
  await look("page_zh");
  await dan.getByTestId("all-of-number").click();
  await told().locator("[data-message]").first().waitFor();
  assert.ok(!dan.url().includes("1380000"));
  await visit(dan, "/messages/nonsense");
  await dan.locator("[data-status='404']").waitFor();
});

test("Ctrl+K finds a whole number and says in one step what it got, or why it got nothing, also where it is in no send", async () => {
  await visit(dan, "/");
  await ask(ARRIVES);
  assert.match(await told1(), new RegExp(`${NAME}.*已送达|${NAME}.*发送成功`));
  await look("number_zh");
  await closed();
  await ask(WAITING);
  assert.match(await told1(), new RegExp(`${WAITS}：等待审批`));
  await closed();
  await ask(STRANGER);
  assert.match(await told1(), /所有号码文件和任务均不包含这个号码.*请核对号码/);
  await look("nowhere_zh");
  assert.ok(!dan.url().includes(STRANGER));
  assert.ok(!(await textOf(dan.locator("body"))).includes(STRANGER));
  await closed();
});

test("the page without an address asks for a number; a part of one is told so, and nothing is asked", async () => {
  await setLocale(dan, "English");
  await visit(dan, "/messages");
  await look("empty_en");
  const field = dan.locator("#story-number");
  await field.fill(STRANGER.slice(0, 8));
  await field.press("Enter");
  await dan.getByText("Enter the full number").first().waitFor();
  await look("partial_en");
  await field.fill("13800000004");
  await field.press("Enter");
  await told().locator("[data-message]").first().waitFor();
  assert.match(await textOf(told()), /What to do: /);
  await look("number_en");
  await dan.setViewportSize({ width: 390, height: 844 });
  await told().locator("[data-message]").first().click();
  await story().waitFor();
  await look("page_narrow");
  assert.deepEqual(await violations(dan), []);
});

test("a message that expired is sent again from its story, found by its number on the overview; the story then leads to the resend", async () => {
  const bob = await openPage(browser);
  await signIn(bob, "bob@demo.test");
  await setLocale(bob, "English");
  await visit(bob, "/");
  await bob.locator("#overview-number").fill(String(EXPIRES));
  await bob.locator("#overview-number").press("Enter");
  await bob.getByTestId("told-number").locator("[data-message]").first().click();
  const its = bob.getByTestId("message-story");
  await its.locator("[data-verb='resend']").waitFor();
  await bob.keyboard.press("Control+k");
  await bob.locator("[cmdk-input]").fill("Send again");
  await bob.locator("[cmdk-item]", { hasText: "Send again" }).click();
  await bob.locator("[data-confirm='resend_delivery']").waitFor();
  await lookAt(bob, "again_en");
  await bob.locator("[data-confirm='resend_delivery']").click();
  const resent = its.locator("[data-story-event='resent']");
  await resent.waitFor();
  assert.match(await textOf(resent), /Bob resent/);
  assert.match(await textOf(bob.getByTestId("not-again")), /was already resent/);
  assert.equal(await its.locator("[data-verb='resend']").count(), 0);
  await lookAt(bob, "resent_en");
  await resent.getByRole("link").click();
  await bob.waitForURL(/\/sends\/[0-9a-f-]{36}$/);
  await bob.locator("h1", { hasText: NAME }).waitFor();
});
