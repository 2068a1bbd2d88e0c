/** Every page of the panel, in both languages and on a desk and a phone: drawn whole, with words and without noise. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "./browser.ts";
import { hop, PASSWORD, place, setLocale, signIn, textOf, trySignIn, visit } from "./panel.ts";

const PATHS = [
  "/",
  "/templates",
  "/templates/new",
  "/numbers",
  "/numbers/new",
  "/sends",
  "/sends/new",
  "/sends/details",
  "/resolve-tasks",
  "/resolve-tasks/details",
  "/resolve-tasks/new",
  "/link-rules",
  "/devices",
  "/domains",
  "/domains/new",
  "/jumps",
  "/jumps/links",
  "/jumps/new",
  "/alerts",
  "/approval-rules",
  "/opt-outs",
  "/opt-outs/new",
  "/send-settings",
  "/channels",
  "/quota",
  "/reports",
  "/reports/templates",
  "/reports/group-links",
  "/members",
  "/invitations",
  "/invitations/new",
  "/groups",
  "/groups/new",
  "/audit",
  "/account",
] as const;
/** Set to a folder, the pages are also kept there as pictures. */
const KEEP = process.env.TIDINGS_SCREENS;

let browser: Browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What the browser complained of while the page was open, and what the content security policy kept from happening. */
async function complaints(page: Page): Promise<string[]> {
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

/** Waits until nothing turns any more, then looks. */
async function look(page: Page, name: string): Promise<void> {
  await page.locator("h1").waitFor();
  await page.waitForFunction(() => document.querySelector(".ant-spin-spinning") === null);
  if (KEEP) await page.screenshot({ path: join(KEEP, `${name}.png`), fullPage: true });
  const text = await textOf(page.locator("body"));
  assert.doesNotMatch(
    text,
    /(?<!\$)\{[a-z_]+(, number)?\}|undefined|NaN|\[object/,
    `${name}: a raw place or value`,
  );
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: innerWidth,
  }));
  assert.ok(wide <= window, `${name}: ${wide} px do not fit into ${window}`);
}

for (const [language, size] of [
  ["简体中文", "desk"],
  ["English", "phone"],
] as const) {
  test(`alice finds every page whole in ${language} on a ${size}`, async () => {
    const page = await openPage(browser, size);
    const heard = await complaints(page);
    await signIn(page, "alice@demo.test");
    await setLocale(page, language);
    for (const path of PATHS) {
      await hop(page, path);
      await look(page, `${size}${path.replaceAll("/", "-")}`);
    }
    await hop(page, "/templates");
    await page.locator(".template-name").first().click();
    await page.locator(".phone iframe").waitFor();
    await look(page, `${size}-template`);
    const title = await page.title();
    assert.match(title, /· Tidings$/);
    assert.deepEqual(heard, []);
    await page.context().close();
  });
}

test("olga finds her page whole on a desk and on a phone", async () => {
  for (const size of ["desk", "phone"] as const) {
    const page = await openPage(browser, size);
    const heard = await complaints(page);
    await visit(page, "/sign-in");
    await trySignIn(page, "olga@tidings.test", PASSWORD);
    await page.locator("[data-set]").first().waitFor();
    await look(page, `${size}-platform`);
    assert.deepEqual(heard, []);
    await page.context().close();
  }
});

test("what was slipped into a page of the panel does not run, and nobody can show the panel in a frame", async () => {
  const page = await openPage(browser);
  const heard = await complaints(page);
  await visit(page, "/sign-in");
  await page.locator("h1").waitFor();
  const ran = await page.evaluate(async () => {
    const marked = window as unknown as { ran?: string };
    const script = document.createElement("script");
    script.textContent = "window.ran = 'inline'";
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.ran = 'handler'");
    const failed = new Promise((done) => image.addEventListener("error", done));
    image.src = "data:image/png;base64,AA==";
    document.body.append(script, image);
    await failed;
    try {
      new Function("window.ran = 'text'")();
    } catch {
      // Refused, as it has to be: what ran is looked at below.
    }
    return marked.ran;
  });
  assert.equal(ran, undefined);
  await assert.rejects(page.evaluate(() => fetch("https://elsewhere.example/")));
  const kept = heard.filter((each) => each.startsWith("policy: ")).map((each) => each.split(" ")[1]);
  assert.deepEqual(kept.slice(0, 3), ["script-src-elem", "script-src-attr", "script-src"]);
  assert.ok(
    heard.some((each) => /elsewhere\.example.*Content Security Policy/.test(each)),
    heard.join("\n"),
  );
  const other = await openPage(browser);
  await other.route("http://frame.example/", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${place().admin}/"></iframe>` }),
  );
  await other.goto("http://frame.example/");
  const frame = other.frames().find((each) => each !== other.mainFrame());
  assert.equal(await frame?.locator("#root").count(), 0);
  await Promise.all([page.context().close(), other.context().close()]);
});

test("a machine without Chinese glyphs shows Chinese all the same: the panel brings its own", async () => {
  const page = await openPage(browser);
  await visit(page, "/sign-in");
  await page.locator("h1").waitFor();
  await page.waitForFunction(() =>
    [...document.fonts].some((face) => face.family.includes("Noto Sans SC") && face.status !== "error"),
  );
  await page.evaluate(() => document.fonts.load('16px "Noto Sans SC"', "登录"));
  assert.equal(await page.evaluate(() => document.fonts.check('16px "Noto Sans SC"', "登录")), true);
  await page.context().close();
});

test("nothing of a session is left when alice signs out", async () => {
  const page = await openPage(browser);
  await signIn(page, "alice@demo.test");
  await page.locator('[data-who="alice@demo.test"]').click();
  await page.getByRole("menuitem", { name: /退出登录|Sign out/ }).click();
  await page.locator("#password").waitFor();
  await visit(page, "/sends");
  await page.locator("#password").waitFor();
  assert.match(page.url(), /to=%2Fsends/);
  await page.context().close();
});
