/** What hands do by habit in the panel: Back after a link, two clicks where one is meant, an address cut short. */
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { setLocale, signIn, visit } from "../screens/panel.ts";
import { seen } from "../screens/shown.ts";
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
  await seen(page.locator('[data-confirm="approve_template"]'), true);
});

test("an address with a bad or an unknown id says that there is no such thing, and leads back to the list", async () => {
  const bob = await openPage(browser);
  await signIn(bob, "bob@demo.test");
  const unknown = "7f3a19be-0000-4000-8000-000000000404";
  const lost = async (path: string, said: RegExp, back: string) => {
    await visit(bob, path);
    await bob.locator(".status-title", { hasText: said }).waitFor();
    await bob.getByRole("link", { name: back }).click();
    await bob.waitForURL(new RegExp(`/${path.split("/")[1]}(\\?.*)?$`));
  };
  await setLocale(bob, "简体中文");
  for (const list of ["templates", "sends", "numbers", "domains", "jumps", "resolve-tasks"])
    await lost(`/${list}/xyz`, /^没有这个/, "返回列表");
  await lost("/domains/xyz/edit", /^没有这个域名$/, "返回列表");
  await setLocale(bob, "English");
  await lost(`/templates/${unknown}/edit`, /^There is no such template$/, "Back to the list");
  await bob.context().close();
});
