import type { Page } from "playwright-core";

/** Holds the measuring of the next picture of a page back until `goOn`; `asked` once the page has asked for it. */
export async function heldMeasure(page: Page): Promise<{ asked: Promise<void>; goOn: () => Promise<void> }> {
  const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const address = /functions\/v1\/measure-image/;
  await page.route(address, async (route) => {
    asked.resolve();
    await release.promise;
    await route.continue();
  });
  return {
    asked: asked.promise,
    async goOn() {
      release.resolve();
      await page.unroute(address);
    },
  };
}
