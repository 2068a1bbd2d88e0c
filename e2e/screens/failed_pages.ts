/** What the open pages show when a test has failed, for the log: alone, that something never came does not tell what came in its place. */
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach } from "node:test";
import type { Page } from "playwright-core";

/** As much of a page as tells which one it is and what is wrong there, in characters. */
const MOST = 700;

const open = new Set<Page>();

/** From now on, a failed test of this file tells what the page shows. */
export function watch(page: Page): Page {
  open.add(page);
  page.on("close", () => open.delete(page));
  return page;
}

afterEach(async (context) => {
  // A hook of the file has the file's context, which tells nothing of one test.
  if (!("passed" in context) || context.passed) return;
  const home = process.env.TIDINGS_TEST_HOME;
  if (home === undefined) return;
  const lines = await Promise.all(
    [...open].map(async (page) => {
      const shown = await page
        .locator("main, [role=dialog]")
        .allInnerTexts()
        .catch((error: unknown) => [String(error)]);
      return `${context.name}: ${page.url()}: ${shown.join(" ").replaceAll(/\s+/g, " ").slice(0, MOST)}\n`;
    }),
  );
  await appendFile(join(home, "logs", "pages.log"), lines.join(""));
});
