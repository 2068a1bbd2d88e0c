/** Every page of the panel, in both languages and on a desk and a phone, light and dark: drawn whole, with words and without noise. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { headOf, NOUNS, type Noun, PLATFORM, rightOf } from "@tidings/shared/resource/nouns.ts";
import type { Browser, Page } from "playwright-core";
import { violations } from "./access.ts";
import { launch, openPage } from "./browser.ts";
import { hop, place, signIn, textOf, visit } from "./panel.ts";

/** The pages of declared nouns: the list, and the form of a new one for whoever may have that right. */
const declared = (nouns: (noun: Noun) => boolean, platform: boolean): string[] =>
  (Object.keys(NOUNS) as Noun[]).filter(nouns).flatMap((noun) => {
    const { path } = NOUNS[noun];
    const makes = DECLARED[noun].forms.create && (rightOf(noun, "create") === PLATFORM) === platform;
    return [`/${path}`, ...(makes ? [`/${path}/new`] : [])];
  });

const DECLARED_PATHS = declared((noun) => headOf(noun).reach !== "deployment", false);
const PATHS = [
  "/",
  ...["/settings", "/sends/details", "/messages", "/devices", "/jumps/links", "/offers", "/unit-prices"],
  ...[
    "/reports",
    "/reports/templates",
    "/reports/resolutions",
    "/reports/group-links",
    "/reports/personal-links",
    "/reports/clicks",
    "/reports/click-detail",
    "/rights",
    "/account",
    "/enterprise",
  ],
  "/nonsense",
];
/** What olga has, who runs the deployment and works in no enterprise. */
const PLATFORM_PATHS = ["/platform", "/sessions", "/account"];
const DECLARED_PLATFORM_PATHS = declared(
  (noun) => ["deployment", "platform"].includes(headOf(noun).reach ?? ""),
  true,
);
/** What is read before anybody has signed in. */
const DOORS = ["/sign-in", "/sign-up", "/confirm", "/new-password", "/join"] as const;
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

/** Waits until the page has come and nothing turns any more. */
async function settled(page: Page): Promise<void> {
  await page.locator("h1").waitFor();
  await page.waitForFunction(() => document.querySelector(".ant-spin-spinning") === null);
  // A table that has just come is still fading in, with colours that are none of the theme's.
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== "running"),
  );
}

async function look(page: Page, name: string, within = "[role=main]"): Promise<void> {
  await settled(page);
  if (KEEP) await page.screenshot({ path: join(KEEP, `${name}.png`), fullPage: true });
  const text = await textOf(page.locator("body"));
  // An SMS text has a place for its link, which is shown as it is written: {link}.
  assert.doesNotMatch(
    text,
    /(?<!\$)\{(?!link\})[a-z_]+([,:][^}]*)?\}|undefined|NaN|\[object/,
    `${name}: a raw place or value`,
  );
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: innerWidth,
  }));
  assert.ok(wide <= window, `${name}: ${wide} px do not fit into ${window}`);
  // The frame around it is the same on every page, and half of what axe would read. It is read once for each look.
  assert.deepEqual(await violations(page, within), [], name);
}

/** Pages of single rows, each as a list leads to it. */
async function lookAtRows(page: Page, named: string): Promise<void> {
  await hop(page, "/templates");
  await page.locator(".template-name").first().click();
  await page.locator(".phone iframe").first().waitFor();
  await look(page, `${named}-template`);
  await hop(page, "/service-accounts");
  await page.getByRole("link", { name: "云杉商城" }).first().click();
  await page.locator(".account-logo[src]").waitFor();
  await look(page, `${named}-service-account`);
  await page.getByTestId("part-home").getByRole("link").first().click();
  await page.locator(".account-background[src]").waitFor();
  await look(page, `${named}-account-part`);
  await hop(page, "/callbacks");
  await page.locator('main a[href^="/callbacks/"]:not([href$="/edit"])').first().click();
  await page.locator("[data-fact]").first().waitFor();
  await look(page, `${named}-callback`);
  await page.locator('[data-verb="update"]').click();
  await page.getByTestId("send").waitFor();
  await look(page, `${named}-callback-edit`);
}

/** A channel and a carrier, each as its list leads to it, and the form of the carrier. */
async function lookAtCarriers(page: Page, named: (what: string) => string): Promise<void> {
  for (const path of ["/channels", "/carriers"]) {
    await hop(page, path);
    await page.locator(`main a[href^="${path}/"]:not([href$="/new"])`).first().click();
    await page.locator("[data-fact]").first().waitFor();
    await look(page, named(`${path}/one`));
  }
  await page.locator('[data-verb="update"]').click();
  await page.getByTestId("send").waitFor();
  await look(page, named("/carriers/edit"));
}

type Look = {
  readonly pair: 0 | 1;
  readonly language: "简体中文" | "English";
  readonly size: "desk" | "phone";
  readonly colorScheme: "light" | "dark";
};
/** Two pairs of opposite looks: all four together meet every two of a language, a width and a theme. */
const FEW: readonly Look[] = [
  { pair: 0, language: "简体中文", size: "desk", colorScheme: "light" },
  { pair: 0, language: "English", size: "phone", colorScheme: "dark" },
  { pair: 1, language: "English", size: "desk", colorScheme: "dark" },
  { pair: 1, language: "简体中文", size: "phone", colorScheme: "light" },
];
/** `npm run screens`: every page in every look. */
const EVERY = process.env.TIDINGS_LOOKS === "every";
const LOOKS: readonly Look[] = EVERY
  ? FEW.flatMap((look) => [look, { ...look, colorScheme: look.colorScheme === "light" ? "dark" : "light" }])
  : FEW;

/**
 * Which of these pages are looked at in this look. A page of its own is met by one pair, so in each language, width and theme; its neighbour by the
 * other pair. Lists and forms of declared nouns are drawn by the same parts, so each is met by one look, and its neighbours by the others.
 */
const seenIn = (look: Look, own: readonly string[], ofParts: readonly string[]): string[] =>
  EVERY
    ? [...own, ...ofParts]
    : [
        ...own.filter((_, index) => index % 2 === look.pair),
        ...ofParts.filter((_, index) => index % FEW.length === FEW.indexOf(look)),
      ];

/** As many pages as one test opens. */
const AT_ONCE = 18;

for (const each of LOOKS) {
  const { pair, language, size, colorScheme } = each;
  const mine = seenIn(each, PATHS, DECLARED_PATHS);
  const parts = Array.from({ length: Math.ceil(mine.length / AT_ONCE) }, (_, part) =>
    mine.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  /** One page for all parts: a page of one's own loads and compiles the panel anew. */
  let open: Promise<{ page: Page; heard: string[] }> | undefined;
  const opened = async () => {
    const page = await openPage(browser, size, { colorScheme });
    const heard = await complaints(page);
    await signIn(page, "alice@demo.test", language);
    await settled(page);
    assert.deepEqual(await violations(page), [], "the frame");
    return { page, heard };
  };

  for (const paths of parts) {
    test(`alice finds ${paths[0]} to ${paths.at(-1)} whole in ${language} on a ${size}, ${colorScheme}`, async () => {
      open ??= opened();
      const { page, heard } = await open;
      for (const path of paths) {
        await hop(page, path);
        await look(page, `${size}-${colorScheme}${path.replaceAll("/", "-")}`);
      }
      const last = paths === parts.at(-1);
      if (last && pair === 0) await lookAtRows(page, `${size}-${colorScheme}`);
      assert.match(await page.title(), /· Tidings$/);
      assert.deepEqual(heard, []);
      if (last) await page.context().close();
    });
  }

  test(`olga finds the pages of the deployment whole in ${language} on a ${size}, ${colorScheme}`, async () => {
    const page = await openPage(browser, size, { colorScheme });
    const heard = await complaints(page);
    const named = (what: string) => `olga-${size}-${colorScheme}${what.replaceAll("/", "-")}`;
    await signIn(page, "olga@tidings.test", language);
    await page.locator(".facts").first().waitFor();
    for (const path of seenIn(each, PLATFORM_PATHS, DECLARED_PLATFORM_PATHS)) {
      await hop(page, path);
      await look(page, named(path));
    }
    if (pair === 1) await lookAtCarriers(page, named);
    assert.deepEqual(heard, []);
    await page.context().close();
  });

  test(`a stranger finds the doors whole in ${language} on a ${size}, ${colorScheme}, and alice the one to another enterprise`, async () => {
    const page = await openPage(browser, size, {
      colorScheme,
      locale: language === "English" ? "en-GB" : "zh-CN",
    });
    const heard = await complaints(page);
    for (const path of seenIn(each, DOORS, [])) {
      await visit(page, path);
      await look(page, `door-${size}-${colorScheme}${path.replaceAll("/", "-")}`, "html");
    }
    await signIn(page, "alice@demo.test", language);
    await hop(page, "/open-enterprise");
    await look(page, `door-${size}-${colorScheme}-open-enterprise`, "html");
    assert.deepEqual(heard, []);
    await page.context().close();
  });
}

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
