/** The page of a row, its form and its dialogs: for everybody, and by keyboard alone (A11Y-1). */
import assert from "node:assert/strict";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { Locator, Page } from "playwright-core";
import { violations } from "./access.ts";
import { look, settled } from "./looking.ts";
import { hop } from "./panel.ts";
import { comes } from "./shown.ts";

/** Acts that ask nothing: their button does them. */
const isAtOnce = (noun: Noun, act: string) => DECLARED[noun].transitions[act]?.atOnce === true;

/** What opens a dialog of the row: buttons of the page, and entries of its menu. */
async function actsOf(page: Page): Promise<readonly { act: string; inMore: boolean }[]> {
  const named = (at: Locator) =>
    at.evaluateAll((all) => all.map((each) => each.getAttribute("data-verb") ?? ""));
  const buttons = (await named(page.locator(".page-head button[data-verb]"))).map((act) => ({
    act,
    inMore: false,
  }));
  const more = page.locator("[data-more]");
  if ((await more.count()) === 0) return buttons;
  await more.press("Enter");
  const menu = page.locator(".ant-dropdown:visible");
  await menu.waitFor();
  const rare = (await named(menu.locator("[data-verb]"))).map((act) => ({ act, inMore: true }));
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  return [...buttons, ...rare];
}

/** Whether the focus is in the dialog. */
const holdsFocus = (dialog: Locator) => dialog.evaluate((box) => box.contains(document.activeElement));

/** Opens the dialog of an act by keyboard, goes round in it, and leaves it: the focus is in it, and then on a control of the page. */
async function lookAtDialog(page: Page, act: string, inMore: boolean, name: string): Promise<void> {
  const button = page.locator(`.page-head button[data-verb="${act}"]`);
  const more = page.locator("[data-more]");
  if (inMore) {
    await more.press("Enter");
    await page
      .locator(`.ant-dropdown:visible .ant-dropdown-menu-item:has([data-verb="${act}"])`)
      .press("Enter");
  } else await button.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.locator(".ant-modal-footer, .ant-drawer-body").first().waitFor();
  await settled(page);
  assert.deepEqual(await violations(page, "[role=dialog]"), [], `${name}: the dialog`);
  for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press("Tab");
  assert.equal(await holdsFocus(dialog), true, `${name}: the focus has left the dialog`);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await comes(
    () => page.evaluate(() => document.activeElement === document.body),
    (lost) => assert.equal(lost, false, `${name}: the focus is lost when the dialog ends`),
  );
}

/**
 * The first row of a noun's list, as somebody comes to it who uses it: its page, each of its dialogs, its form. Nothing is done. Answers how much
 * was looked at; 0: the list has no row with a page of its own.
 */
export async function lookAtRow(page: Page, noun: Noun, named: (what: string) => string): Promise<number> {
  const { path } = NOUNS[noun];
  await hop(page, `/${path}`);
  await settled(page);
  const rows = page.locator(`main a[href^="/${path}/"]:not([href*="/new"]):not([href*="?"])`);
  const href = (await rows.count()) > 0 ? await rows.first().getAttribute("href") : null;
  if (!href) return 0;
  await hop(page, href);
  await look(page, named(`/${path}/one`));
  let looks = 1;
  for (const { act, inMore } of await actsOf(page)) {
    if (isAtOnce(noun, act)) continue;
    await lookAtDialog(page, act, inMore, named(`/${path}/${act}`));
    looks += 1;
  }
  const edit = page.locator('.page-head [data-verb="update"]');
  if ((await edit.count()) === 0) return looks;
  await edit.press("Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/edit"));
  await look(page, named(`/${path}/edit`));
  return looks + 1;
}
