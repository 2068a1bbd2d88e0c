/** Every page of the panel, in both languages and on a desk and a phone, light and dark: drawn whole, with words and without noise. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { headOf, NOUNS, type Noun, PLATFORM, rightOf } from "@tidings/shared/resource/nouns.ts";
import type { Browser, Page } from "playwright-core";
import { violations } from "./access.ts";
import { launch, openPage } from "./browser.ts";
import { complaints, look, settled } from "./looking.ts";
import { hop, place, signIn, visit } from "./panel.ts";
import { lookAtRow } from "./rows.ts";

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

let browser: Browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

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
/** `npm run screens`: every page in every look, or in those that are named, as `TIDINGS_LOOKS=desk-dark-English,phone-light-简体中文`. */
const ASKED = process.env.TIDINGS_LOOKS;
const EVERY = ASKED !== undefined;
const nameOf = ({ size, colorScheme, language }: Look) => `${size}-${colorScheme}-${language}`;
const LOOKS: readonly Look[] = EVERY
  ? FEW.flatMap((look): Look[] => [
      look,
      { ...look, colorScheme: look.colorScheme === "light" ? "dark" : "light" },
    ]).filter((look) => ASKED === "every" || ASKED.split(",").includes(nameOf(look)))
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

/** Nouns whose rows have a page. */
const withRows = (deployment: boolean): Noun[] =>
  (Object.keys(NOUNS) as Noun[]).filter(
    (noun) =>
      !DECLARED[noun].single &&
      DECLARED[noun].opens !== false &&
      (headOf(noun).reach === "deployment") === deployment,
  );
const ROWS = withRows(false);
const PLATFORM_ROWS = withRows(true);

/** Of which of them a row is opened in this look: a row with its dialogs costs as much as five pages, so `npm test` opens every second noun's, in one look. */
const rowsIn = (look: Look, nouns: readonly Noun[]): Noun[] =>
  EVERY ? [...nouns] : nouns.filter((_, index) => index % (2 * FEW.length) === 2 * FEW.indexOf(look));

/** As many pages as one test opens. */
const AT_ONCE = 18;
/** Of as many nouns one test opens a row. */
const ROWS_AT_ONCE = 4;

/** These in parts of so many. */
const parted = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  );

for (const each of LOOKS) {
  const { language, size, colorScheme } = each;
  const mine = seenIn(each, PATHS, DECLARED_PATHS);
  const parts = parted(mine, AT_ONCE);
  const rows = parted(rowsIn(each, ROWS), ROWS_AT_ONCE);
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
        await look(page, `${nameOf(each)}${path.replaceAll("/", "-")}`);
      }
      assert.match(await page.title(), /· Tidings$/);
      assert.deepEqual(heard.splice(0), []);
    });
  }

  for (const nouns of rows) {
    test(`a row of ${nouns.join(", ")}, its dialogs and its form are whole in ${language} on a ${size}, ${colorScheme}, and by keyboard`, async () => {
      open ??= opened();
      const { page, heard } = await open;
      for (const noun of nouns)
        await lookAtRow(page, noun, (what) => `${nameOf(each)}${what.replaceAll("/", "-")}`);
      assert.deepEqual(heard.splice(0), []);
    });
  }

  test(`olga finds the pages of the deployment whole in ${language} on a ${size}, ${colorScheme}`, async () => {
    // What alice had open would go on asking.
    await (await open)?.page.context().close();
    const page = await openPage(browser, size, { colorScheme });
    const heard = await complaints(page);
    const named = (what: string) => `olga-${nameOf(each)}${what.replaceAll("/", "-")}`;
    await signIn(page, "olga@tidings.test", language);
    await page.locator(".facts").first().waitFor();
    for (const path of seenIn(each, PLATFORM_PATHS, DECLARED_PLATFORM_PATHS)) {
      await hop(page, path);
      await look(page, named(path));
    }
    for (const noun of rowsIn(each, PLATFORM_ROWS)) await lookAtRow(page, noun, named);
    assert.deepEqual(heard.splice(0), []);
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
      await look(page, `door-${nameOf(each)}${path.replaceAll("/", "-")}`, "html");
    }
    await signIn(page, "alice@demo.test", language);
    await hop(page, "/open-enterprise");
    await look(page, `door-${nameOf(each)}-open-enterprise`, "html");
    assert.deepEqual(heard.splice(0), []);
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
