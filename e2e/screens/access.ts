/** axe on a page of the panel: what of it people with a screen reader, a keyboard or low vision cannot use. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const SOURCE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds against the page as it is now, or what `within` is of it, one line a rule with the first element it is about. Every rule counts. */
export async function violations(page: Page, within = "html"): Promise<string[]> {
  // Evaluated, not added as a script: the policy of the page runs no script but its own.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  return page.evaluate(async (part) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    // A message in its frame is held to by the tests of the link pages.
    const found = await axe.run(part, { resultTypes: ["violations"], iframes: false });
    return found.violations.map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
    );
  }, within);
}
