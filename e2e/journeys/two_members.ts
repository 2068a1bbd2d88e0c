import type { Browser, Page } from "playwright-core";
import { openPage } from "../screens/browser.ts";
import { setLocale, signIn } from "../screens/panel.ts";

/** Bob, who makes things, and carol, who decides about them: each signed in in a browser of their own, in English. */
export async function bobAndCarol(browser: Browser): Promise<[bob: Page, carol: Page]> {
  const pages: [Page, Page] = [await openPage(browser), await openPage(browser)];
  await Promise.all([signIn(pages[0], "bob@demo.test"), signIn(pages[1], "carol@demo.test")]);
  await Promise.all(pages.map((page) => setLocale(page, "English")));
  return pages;
}
