import type { Browser, Page } from "playwright-core";
import { openPage } from "../screens/browser.ts";
import { signIn } from "../screens/panel.ts";

/** Bob, who makes things, and carol, who decides about them: each signed in in a browser of their own, in this language. */
export async function bobAndCarol(
  browser: Browser,
  language: "English" | "简体中文" = "English",
): Promise<[bob: Page, carol: Page]> {
  const pages: [Page, Page] = [await openPage(browser), await openPage(browser)];
  await Promise.all([
    signIn(pages[0], "bob@demo.test", language),
    signIn(pages[1], "carol@demo.test", language),
  ]);
  return pages;
}
