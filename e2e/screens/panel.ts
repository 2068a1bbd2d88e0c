/** How a person uses the panel in a browser: signing in, finding what is shown. For journeys and screens. */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

/** Where the copy under test is: `npm test` sets it, a person may point it at a copy of their own. */
export function place(): { readonly admin: string; readonly api: string; readonly key: string } {
  const { TIDINGS_TEST_ADMIN_URL, TIDINGS_TEST_API_URL, TIDINGS_TEST_PUBLISHABLE_KEY } = process.env;
  assert.ok(
    TIDINGS_TEST_ADMIN_URL && TIDINGS_TEST_API_URL && TIDINGS_TEST_PUBLISHABLE_KEY,
    "TIDINGS_TEST_ADMIN_URL, TIDINGS_TEST_API_URL and TIDINGS_TEST_PUBLISHABLE_KEY name the running copy",
  );
  return { admin: TIDINGS_TEST_ADMIN_URL, api: TIDINGS_TEST_API_URL, key: TIDINGS_TEST_PUBLISHABLE_KEY };
}

/** The password of the demo people. */
export const PASSWORD = "tidings-demo";

/** Fills in the sign-in form and sends it, whatever comes of it. */
export async function trySignIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.locator("button[type=submit]").click();
}

/** Signs in and waits for the overview. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${place().admin}/sign-in`);
  await trySignIn(page, email, PASSWORD);
  await page.locator(`[data-who="${email}"]`).waitFor();
}

/** Opens a page of the panel by its address. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${place().admin}${path}`);
}

/** Goes to another address of the panel as a link in it does, without loading the panel anew. */
export async function hop(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await page.waitForURL((url) => url.pathname === path);
}

/** Opens a section of the panel by its menu, and waits until it is shown. */
export async function enter(page: Page, path: string): Promise<void> {
  await page.locator(`.frame-menu a[href="${path}"]`).click();
  await page.waitForURL((url) => url.pathname === path);
  await page.locator("h1").waitFor();
}

/** Chooses the language of the panel. */
export async function setLocale(page: Page, name: "English" | "简体中文"): Promise<void> {
  await page.locator(".anticon-global").click();
  await page.getByRole("menuitem", { name }).click();
  await page.waitForFunction(
    (lang) => document.documentElement.lang === lang,
    name === "English" ? "en" : "zh-CN",
  );
}

/** Chooses an entry of a list box by what it says. */
export async function choose(page: Page, id: string, text: string): Promise<void> {
  const field = page.locator(`#${id}`);
  const option = page.locator(".ant-select-item-option:visible", { hasText: text }).first();
  await field.click();
  // The list may close under the click when its rows are read again: open it again, at most three times.
  for (let tries = 1; ; tries += 1) {
    try {
      return await option.click({ timeout: tries === 3 ? 30_000 : 5_000 });
    } catch (error) {
      if (tries === 3) throw error;
      if (!(await option.isVisible())) await field.click();
    }
  }
}

/** Opens "…" where the action of a verb is under it. The page has shown its actions when either is seen. */
export async function reachVerb(page: Page, verb: string): Promise<void> {
  const button = page.locator(`[data-verb="${verb}"]`);
  const more = page.locator("[data-more]");
  await button.or(more).first().waitFor();
  if (await button.isVisible()) return;
  await more.click();
}

/** Clicks the button of a transition and confirms its dialog, with `reason` if it asks for one. Answers the text of the dialog. */
export async function transition(page: Page, verb: string, reason?: string): Promise<string> {
  await reachVerb(page, verb);
  await page.locator(`[data-verb="${verb}"]`).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const said = await textOf(dialog);
  if (reason !== undefined) await page.locator("#transition-reason").fill(reason);
  await dialog.locator("[data-confirm]").click();
  await dialog.waitFor({ state: "hidden" });
  return said;
}

/** The whole numbers in the bar of an account, by place. */
export async function sharesOf(page: Page): Promise<Record<string, number>> {
  const pairs = await page
    .locator("[data-share]")
    .evaluateAll((shares) =>
      shares.map(
        (share) => [share.getAttribute("data-share"), share.querySelector("b")?.textContent] as const,
      ),
    );
  return Object.fromEntries(pairs.map(([place, count]) => [place, Number(count?.replace(/\D/g, ""))]));
}

/** All text inside what `at` finds. */
export async function textOf(at: Locator): Promise<string> {
  return (await at.textContent()) ?? "";
}
