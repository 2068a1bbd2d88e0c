/** One look at a page: whether it is drawn whole, with words, without noise and for everybody. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { violations } from "./access.ts";
import { arrived, textOf } from "./panel.ts";

/** Set to a folder, the pages are also kept there as pictures. */
const KEEP = process.env.TIDINGS_SCREENS;

/** What the browser complained of while the page was open, and what the content security policy kept from happening. */
export async function complaints(page: Page): Promise<string[]> {
  const heard: string[] = [];
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample, sourceFile }) =>
      console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}`),
    ),
  );
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") heard.push(message.text());
  });
  return heard;
}

/** Waits until the page has come and nothing turns any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").waitFor();
  await arrived(page);
  // A message as a phone shows it is a document of its own: it has its font and its pictures later than the page.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLIFrameElement>(".phone iframe, .phone-bare iframe")].every((frame) => {
      const inner = frame.getClientRects().length > 0 ? frame.contentDocument : null;
      if (!inner) return true;
      return (
        inner.querySelector("style[data-lent]") !== null &&
        inner.fonts.status === "loaded" &&
        [...inner.images].every((image) => image.complete || image.loading === "lazy")
      );
    }),
  );
  // A table that has just come is still fading in, with colours that are none of the theme's.
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== "running"),
  );
}

/** One page as it is now: whole, with words, within its width, and nothing for axe to find in `within`. */
export async function look(page: Page, name: string, within = "[role=main]"): Promise<void> {
  await settled(page);
  if (KEEP) await page.screenshot({ path: join(KEEP, `${name}.png`), fullPage: true });
  const text = await textOf(page.locator("body"));
  // An SMS text has a place for its link, which is shown as it is written: {link}.
  assert.doesNotMatch(
    text,
    /(?<!\$)\{(?!link\})[a-z_]+([,:][^}]*)?\}|undefined|NaN|\[object/,
    `${name}: a raw place or value`,
  );
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: innerWidth,
  }));
  assert.ok(wide <= window, `${name}: ${wide} px do not fit into ${window}`);
  // The frame around it is the same on every page, and half of what axe would read. It is read once for each look.
  assert.deepEqual(await violations(page, within), [], name);
}
