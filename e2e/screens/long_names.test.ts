/** A name of 64 characters without a space, on a phone: wherever it is shown the page fits into the window. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { member } from "../journeys/members.ts";
import { phonesOf, submittedSend } from "../journeys/panel_sends.ts";
import { launch, openPage } from "./browser.ts";
import { arrived, choose, hop, nextStep, signIn, transition } from "./panel.ts";

const NAME = Date.now().toString(36).padEnd(64, "x");
/** Set to a folder, the pages are also kept there as pictures. */
const KEEP = process.env.TIDINGS_SCREENS;

let browser: Browser;
let page: Page;
let send: string;

before(async () => {
  browser = await launch();
  send = await submittedSend(await member("bob", "zh-CN"), NAME, phonesOf(1, 13_912_380_000), 86_400_000);
  page = await openPage(browser, "phone");
  await signIn(page, "carol@demo.test");
});
after(() => browser?.close());

/** How many pixels the page is wider than its window, once the name is drawn `at` a place. */
async function over(at: string, shot: string): Promise<number> {
  await page.locator(at, { hasText: NAME }).first().waitFor();
  await arrived(page);
  if (KEEP) await page.screenshot({ path: join(KEEP, `long-${shot}.png`), fullPage: true });
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

test("where it waits for carol, in the lists, on its own page, in its dialog and where it is under way", async () => {
  assert.equal(await over("[data-testid=waiting] a", "waiting"), 0);
  await hop(page, "/sends");
  assert.equal(await over(".row-card a", "sends"), 0);
  await hop(page, "/numbers");
  assert.equal(await over(".row-card a", "numbers"), 0);
  await hop(page, `/sends/${send}`);
  assert.equal(await over("h1", "send"), 0);
  await transition(page, "approve");
  await page.locator('[data-state="ready"]').first().waitFor();
  await hop(page, "/");
  assert.equal(await over("[data-testid=running] a", "running"), 0);
});

test("in the summary of bob's new send, which has no page yet", async () => {
  await page.context().close();
  page = await openPage(browser, "phone");
  await signIn(page, "bob@demo.test");
  await hop(page, "/sends/new");
  await page.locator("#send-name").fill(NAME);
  await choose(page, "send-template", "签收提醒", "签收提醒");
  await choose(page, "send-sms", "订单通知");
  await nextStep(page);
  await choose(page, "send-file", NAME);
  assert.equal(await over(".page", "form"), 0);
  await nextStep(page, 2);
  assert.equal(await over("[data-testid=send-summary]", "summary"), 0);
});
