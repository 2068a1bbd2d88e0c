/** What hands do by habit in the panel: Back after a link, two clicks where one is meant, an address cut short. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listLink } from "@tidings/shared/resource/address.ts";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { setLocale, signIn, visit } from "../screens/panel.ts";
import { counts, reads, seen } from "../screens/shown.ts";
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

/** Waits until what has the focus is this. */
const focused = (what: string) =>
  page.waitForFunction((selector) => document.activeElement?.matches(selector), what);

test("what waits is gone through by keys: two for each decision, the next one is shown, Escape leads back to the row, Back to it too", async () => {
  const run = `keys${Date.now().toString(36)}`;
  const bob = await member("bob", "zh-CN");
  const names = ["a", "b", "c", "d"].map((one) => `${one}-${run}.example.com`);
  const { domains } = await bob.verb("create_domains", { input: { names, custom_codes: false } });
  const list = listLink("domains", { name: run });
  await visit(page, list);
  const queue = page.getByTestId("queue");
  await counts(page.locator("tr[data-row-key]"), 4);
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await reads(queue, /1\D+4/);
  await focused('[data-confirm="approve_domain"]');
  await page.keyboard.press("Enter");
  // It is looked at: a key that is held down decides nothing.
  await reads(queue, /2\D+4/);
  await focused(".review-content");
  await page.keyboard.press("r");
  await focused("#transition-reason");
  await page.keyboard.type("材料不全");
  await page.keyboard.press("Control+Enter");
  await reads(queue, /3\D+4/);
  await focused(".review-content");
  await page.keyboard.press("a");
  await focused('[data-confirm="approve_domain"]');
  await page.keyboard.press("Escape");
  await focused(".review-content");
  await page.keyboard.press("j");
  await reads(queue, /4\D+4/);
  await page.keyboard.press("Escape");
  await counts(queue, 0);
  await focused("tr[data-row-key]");
  await counts(page.locator('tr[data-row-key] [data-state="in_review"]'), 2);
  // The row with the focus is that which was looked at last: Enter opens its page, Back leads to it again.
  const at = await page.evaluate(() => document.activeElement?.getAttribute("data-row-key"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/domains/${at}`);
  await page.locator('[data-verb="approve"]').waitFor();
  await page.goBack();
  await focused(`tr[data-row-key="${at}"]`);
  // Cards of a narrow window are gone through by the same keys, and the one with the focus is seen.
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await counts(page.locator("li[data-row-key]"), 4);
  await page.keyboard.press("j");
  await focused("li[data-row-key]:focus-visible");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  await focused("li[data-row-key]:focus-visible");
  if (wide) await page.setViewportSize(wide);
  await visit(page, `/domains/${at}`);
  await page.locator('[data-verb="approve"]').waitFor();
  await page.keyboard.press("a");
  await focused('[data-confirm="approve_domain"]');
  await page.keyboard.press("Enter");
  await page.locator('[data-state="approved"]').first().waitFor();
  // The fourth waits still, and whatever else others have left.
  await focused("[data-testid=next-waiting]");
  const left = domains.map(({ id }: { id: string }) => id);
  const states = await bob.client.from("domains").select("state").in("id", left);
  const tally = (states.data ?? []).map(({ state }) => state).sort();
  assert.deepEqual(tally, ["approved", "approved", "in_review", "rejected"]);
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
  await lost(`/templates/${unknown}/edit`, /^This template doesn't exist$/, "Back to the list");
  await bob.context().close();
});
