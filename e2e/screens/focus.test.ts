/** Where the focus is, by keyboard alone: seen in a list, a form and a dialog, and given back when the dialog ends. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { member, submittedTemplate } from "../journeys/members.ts";
import { launch, openPage } from "./browser.ts";
import { load, signIn } from "./panel.ts";

let browser: Browser;
let alice: Page;
before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  await signIn(alice, "alice@demo.test");
});
after(() => browser?.close());

const MOST_STOPS = 40;

/** Presses Tab up to `most` times; answers the stops at which no ring of 2 px is around the focus or what holds it. */
async function unseenStops(page: Page, most: number): Promise<{ stops: number; unseen: string[] }> {
  const unseen: string[] = [];
  let stops = 0;
  for (; stops < most; stops++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const ringed = (element: Element | null): boolean => {
        if (!element) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return (
          (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || ringed(element.parentElement)
        );
      };
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      return { seen: ringed(at), html: at.outerHTML.slice(0, 160) };
    });
    if (stop === null) break;
    if (!stop.seen) unseen.push(stop.html);
  }
  return { stops, unseen };
}

// A form begins in its first field: from there it is so far to the end of the page.
for (const [name, path, least] of [
  ["a list", "/domains", 6],
  ["a form", "/invitations/new", 2],
  ["a wizard", "/sends/new", 4],
] as const) {
  test(`whoever goes through ${name} by Tab sees each stop`, async () => {
    await load(alice, path);
    await alice.locator("h1").waitFor();
    await alice.waitForFunction(() => document.querySelector(".ant-spin-spinning") === null);
    const { stops, unseen } = await unseenStops(alice, MOST_STOPS);
    assert.ok(stops >= least, `${stops} stops`);
    assert.deepEqual(unseen, []);
  });
}

test("a dialog takes the focus, keeps it while Tab goes round, and gives it back to the button that opened it", async () => {
  const bob = await member("bob", "zh-CN");
  await load(alice, `/templates/${await submittedTemplate(bob, `焦点${Date.now().toString(36)}`)}`);
  const button = alice.locator('[data-verb="approve"]');
  await button.focus();
  await alice.keyboard.press("Enter");
  const dialog = alice.getByRole("dialog");
  await dialog.locator("[data-confirm]").waitFor();
  const { unseen } = await unseenStops(alice, 8);
  assert.deepEqual(unseen, []);
  assert.equal(await dialog.evaluate((box) => box.contains(document.activeElement)), true);
  await alice.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await alice.waitForFunction(() => document.activeElement?.getAttribute("data-verb") === "approve");
});
