/** The page of a row, its form and its dialogs: for everybody, and by keyboard alone (A11Y-1). */
import assert from "node:assert/strict";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { Locator, Page } from "playwright-core";
import { violations } from "./access.ts";
import { look, settled } from "./looking.ts";
import { hop, led, load } from "./panel.ts";
import { comes } from "./shown.ts";

/** Acts that ask nothing: their button does them. */
const isAtOnce = (noun: Noun, act: string) => DECLARED[noun].transitions[act]?.atOnce === true;

/** What may be done with the row: by a button or an entry of its menu, which opens a dialog or, as *Copy*, leads to another page. */
type Act = { readonly act: string; readonly inMore: boolean; readonly leads: boolean };

/** The acts on the page of a row. */
async function actsOf(page: Page): Promise<readonly Act[]> {
  const named = (at: Locator, inMore: boolean) =>
    at.evaluateAll(
      (all, where) =>
        all.map((each) => ({
          act: each.getAttribute("data-verb") ?? "",
          inMore: where,
          leads: each.closest("a") !== null,
        })),
      inMore,
    );
  const buttons = await named(page.locator(".page-head button[data-verb]"), false);
  const more = page.locator("[data-more]");
  if ((await more.count()) === 0) return buttons;
  await more.press("Enter");
  const menu = page.locator(".ant-dropdown:visible");
  await menu.waitFor();
  const rare = await named(menu.locator("[data-verb]"), true);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  return [...buttons, ...rare];
}

/** Whether the focus is in the dialog. */
const holdsFocus = (dialog: Locator) => dialog.evaluate((box) => box.contains(document.activeElement));

/** Begins an act by keyboard. */
async function begin(page: Page, { act, inMore }: Act): Promise<void> {
  if (!inMore) return page.locator(`.page-head button[data-verb="${act}"]`).press("Enter");
  await page.locator("[data-more]").press("Enter");
  await page
    .locator(`.ant-dropdown:visible .ant-dropdown-menu-item:has([data-verb="${act}"])`)
    .press("Enter");
}

/** Opens the dialog of an act by keyboard, goes round in it, and leaves it: the focus is in it, and then on a control of the page. */
async function lookAtDialog(page: Page, act: Act, name: string): Promise<void> {
  await begin(page, act);
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
  for (const each of await actsOf(page)) {
    if (isAtOnce(noun, each.act)) continue;
    const name = named(`/${path}/${each.act}`);
    if (each.leads) {
      await led(
        page,
        () => begin(page, each),
        ({ pathname }) => pathname !== href,
      );
      await look(page, name);
      // A form that begins with what was copied may ask before it is left.
      await load(page, href);
      await settled(page);
    } else await lookAtDialog(page, each, name);
    looks += 1;
  }
  const edit = page.locator('.page-head [data-verb="update"]');
  if ((await edit.count()) === 0) return looks;
  await led(
    page,
    () => edit.press("Enter"),
    ({ pathname }) => pathname.endsWith("/edit"),
  );
  await look(page, named(`/${path}/edit`));
  return looks + 1;
}
