/** What hands do by habit in the panel: Back after a link, two clicks where one is meant. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, visit } from "../screens/panel.ts";
import { member, submittedTemplate } from "./members.ts";

let browser: Browser;
let page: Page;
before(async () => {
  browser = await launch();
  page = await openPage(browser);
  await signIn(page, "carol@demo.test");
});
after(() => browser?.close());

test("from a row's link, one Back leads to the list again", async () => {
  await visit(page, "/numbers");
  await page.locator("tr.row-open a").first().click();
  await page.waitForURL(/\/numbers\/[0-9a-f-]{36}$/);
  await page.goBack();
  await page.waitForURL(/\/numbers(\?.*)?$/);
});

test("a double click on Approve opens the dialog and leaves it open", async () => {
  const waiting = await submittedTemplate(await member("bob", "zh-CN"), `双击${Date.now().toString(36)}`);
  await visit(page, `/templates/${waiting}`);
  await page.locator('[data-verb="approve"]').dblclick();
  await page.locator('[data-confirm="approve_template"]').waitFor();
  // The dialog has come to rest: a closing one would be gone by the time its way in has ended.
  await page
    .locator(".ant-modal-wrap")
    .evaluate((modal) => Promise.all(modal.getAnimations({ subtree: true }).map(({ finished }) => finished)));
  assert.equal(await page.locator('[data-confirm="approve_template"]').isVisible(), true);
});
