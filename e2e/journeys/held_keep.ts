import type { Page } from "playwright-core";

/** Holds the keeping of the next picture of a page back until `goOn`; `asked` once the page has asked for it. */
export async function heldKeep(page: Page): Promise<{ asked: Promise<void>; goOn: () => void }> {
  const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route(/functions\/v1\/keep-file/, async (route) => {
    asked.resolve();
    await release.promise;
    await route.continue();
  });
  return { asked: asked.promise, goOn: release.resolve };
}
