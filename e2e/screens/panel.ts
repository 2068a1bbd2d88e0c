/** How a person uses the panel in a browser: signing in, finding what is shown. For journeys and screens. */
import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import type { Download, Locator, Page } from "playwright-core";

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

/** The languages of the panel, as its menu calls them. */
type Language = "English" | "简体中文";
/** Where a browser keeps which one was chosen in it, and which one it has shown. */
const KEPT_LOCALE = ["tidings.locale", "tidings.locale.shown"];
const localeOf = (language: Language) => (language === "English" ? "en" : "zh-CN");

/**
 * Gives the browser a session of this person, as the form of the panel would leave it, and waits for the overview. With `language` it is what the
 * person has chosen before: to choose it in the page that is open costs as much as loading it.
 */
export async function signIn(page: Page, email: string, language?: Language): Promise<void> {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  const client = createClient(place().api, place().key, { auth: { storage, autoRefreshToken: false } });
  const { error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  assert.equal(error, null, `${email} signs in`);
  const localStorage = Array.from(kept, ([name, value]) => ({ name, value }));
  if (language) {
    const locale = localeOf(language);
    const chosen = await client.rpc("set_locale", { input: { locale } });
    assert.equal(chosen.error, null, `${email} chooses ${language}`);
    // As a browser keeps it: else the first page would come in the browser's language, and then in the person's.
    localStorage.push(...KEPT_LOCALE.map((name) => ({ name, value: locale })));
  }
  const origin = new URL(place().admin).origin;
  await page.context().setStorageState({ cookies: [], origins: [{ origin, localStorage }] });
  await visit(page, "/");
  await page.locator(`[data-who="${email}"]`).waitFor();
  if (language) await inLanguage(page, language);
}

/** Waits until the panel is shown in this language. */
const inLanguage = (page: Page, language: Language) =>
  page.waitForFunction((lang) => document.documentElement.lang === lang, localeOf(language));

/** What a loading page shows: a skeleton, rows that are being read again, or a list to choose from that is read. */
const AWAITED = '[data-loading], [aria-busy="true"], .ant-select-loading';

/** Waits until no part of the page is loading. */
export const arrived = (page: Page) =>
  page.waitForFunction((awaited) => document.querySelector(awaited) === null, AWAITED);

/** Loads a page of the panel by its address, as a browser does that has nothing of it. */
export async function load(page: Page, path: string): Promise<void> {
  await page.goto(`${place().admin}${path}`);
}

/** Opens a page of the panel: as a link does where the panel is open at another page, which costs a third, else loaded. */
export async function visit(page: Page, path: string): Promise<void> {
  const { admin } = place();
  const there = new URL(path, admin).pathname;
  const open =
    page.url().startsWith(admin) &&
    new URL(page.url()).pathname !== there &&
    (await page.locator("[data-who]").count()) > 0;
  await (open ? hop(page, path) : load(page, path));
}

/** Goes to another page of the panel as a link in it does, without loading the panel anew, and waits for its heading. */
export async function hop(page: Page, path: string): Promise<void> {
  const there = new URL(path, page.url()).pathname;
  const go = () =>
    page.evaluate((to) => {
      // As the router numbers its own entries: of one without a number it cannot tell where Back leads.
      history.pushState({ idx: (history.state?.idx ?? 0) + 1 }, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
  const come = (url: URL) => url.pathname === there;
  if (come(new URL(page.url()))) await go();
  else await led(page, go, come);
}

/** Does what leads to another page of the panel, and waits for the heading of that: the page before stays until the next one is loaded. */
export async function led(page: Page, go: () => Promise<void>, come: (url: URL) => boolean): Promise<void> {
  await page.evaluate(() => document.querySelector("h1")?.setAttribute("data-before", ""));
  await go();
  await page.waitForURL(come);
  await page.locator("h1:not([data-before])").waitFor();
}

/** Clicks an entry of the menu, and unfolds its section before, where it is folded; what is set once is a tile on the page of settings. */
export async function clickMenu(page: Page, path: string): Promise<void> {
  const menu = page.locator(".frame-menu");
  await menu.locator("a").first().waitFor({ state: "attached" });
  const entry = menu.locator(`a[href="${path}"]`);
  // The menu stands as a whole as soon as it stands.
  if ((await entry.count()) === 0) {
    await menu.locator('a[href="/settings"]').click();
    await page.locator(`.settings-tile[href="${path}"]`).click();
    return;
  }
  const title = page
    .locator(".ant-menu-submenu", { has: page.locator(`a[href="${path}"]`) })
    .locator(".ant-menu-submenu-title");
  if ((await title.count()) > 0 && (await title.getAttribute("aria-expanded")) === "false")
    await title.click();
  await entry.click();
}

/** Goes on in a form of several steps, and waits until the next one is shown: a click on a step that is about to go is a click on that step. */
export async function nextStep(page: Page, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const before = await page.locator(".ant-steps-item-active").textContent();
    await page.getByTestId("next").click();
    await page
      .locator(".ant-steps-item-active")
      .filter({ hasNotText: before ?? "" })
      .waitFor();
  }
}

/** Opens a page of the panel by its menu, and waits until it is shown. */
export async function enter(page: Page, path: string): Promise<void> {
  await clickMenu(page, path);
  await page.waitForURL((url) => url.pathname === path);
  await page.locator("h1").waitFor();
}

/** Chooses the language of the panel. */
export async function setLocale(page: Page, name: Language): Promise<void> {
  await page.locator(".anticon-global").click();
  await page.getByRole("menuitem", { name }).click();
  await inLanguage(page, name);
}

/** Chooses an entry of a list box by what it says; `typed` is typed into it before, where it is too long to show the entry at once. */
export async function choose(page: Page, id: string, text: string, typed?: string): Promise<void> {
  const field = page.locator(`#${id}`);
  const options = page.locator(".ant-select-item-option:visible", { hasText: text });
  // Other journeys may have made what has this text inside: the one that says just this is meant.
  const same = options.filter({ has: page.getByText(text, { exact: true }) });
  // The list may close under the click when its rows are read again: open it again, at most three times.
  for (let tries = 1; ; tries += 1) {
    if (tries === 1 || !(await options.first().isVisible())) await field.click();
    if (typed !== undefined) await field.fill(typed);
    const timeout = tries === 3 ? 30_000 : 5_000;
    try {
      await options.first().waitFor({ timeout });
      await ((await same.count()) > 0 ? same : options).first().click({ timeout });
      break;
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
  // antd gives the focus back to the box in a task after the click. A list that is opened before it would be closed by it, with what was typed.
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
}

/**
 * Opens "…" where the action of a verb is under it. The page has shown its actions when either is seen. They are drawn anew when the law
 * has answered, so what was seen may be gone at the click: then it is looked again.
 */
export async function reachVerb(page: Page, verb: string): Promise<void> {
  const button = page.locator(`[data-verb="${verb}"]`);
  const more = page.locator("[data-more]");
  for (let opened = false; !opened; ) {
    await button.or(more).first().waitFor();
    if (await button.isVisible()) return;
    opened = await more.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  }
}

/** Types what the dialog that is shown asks for before it does something that cannot be undone. */
export async function typeAsked(page: Page): Promise<void> {
  const field = page.getByRole("dialog").locator("[data-typed]");
  if ((await field.count()) > 0) await field.fill((await field.getAttribute("data-typed")) ?? "");
}

/** Clicks the button of a transition and confirms its dialog, with `reason` if it asks for one. Answers the text of the dialog. */
export async function transition(page: Page, verb: string, reason?: string): Promise<string> {
  await reachVerb(page, verb);
  await page.locator(`[data-verb="${verb}"]`).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const said = await textOf(dialog);
  await typeAsked(page);
  if (reason !== undefined) await page.locator("#transition-reason").fill(reason);
  await dialog.locator("[data-confirm]").click();
  await dialog.waitFor({ state: "hidden" });
  return said;
}

/** Exports what a list shows, waits for the file and downloads it from the download centre. */
export async function exported(page: Page, format: "CSV" | "XLSX" = "CSV"): Promise<Download> {
  await page.getByTestId("export").first().click();
  await page.getByRole("menuitem", { name: format }).first().click();
  await page.locator(".ant-notification-notice-success").first().waitFor();
  // Loaded: the list that was read before would show an older file as the newest.
  await load(page, "/exports");
  const newest = page.locator("tbody tr[data-row-key]").first();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    newest.getByTestId("download").click(),
  ]);
  return download;
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
