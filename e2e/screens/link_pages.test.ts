/** The pages behind short links, as a browser shows them: light and dark, narrow and wide, in both languages. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch } from "./browser.ts";
import { faintTexts, focusOrder, pictures, smallTargets } from "./reading.ts";
import { counts } from "./shown.ts";

const ROOT = join(import.meta.dirname, "../..");
const DENO = join(dirname(createRequire(import.meta.url).resolve("deno/package.json")), "deno");
const LINK = join(ROOT, "supabase/functions/link");

let browser: Browser;
let gallery: ChildProcess;
let address: string;

before(async () => {
  browser = await launch();
  const flags = [
    "--allow-net=127.0.0.1",
    "--no-prompt",
    "--no-check",
    "--no-lock",
    "--node-modules-dir=manual",
  ];
  const config = ["--config", join(LINK, "deno.json")];
  gallery = spawn(DENO, ["run", ...flags, ...config, join(LINK, "page/gallery/run.ts")], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (!gallery.stdout) throw new Error("the gallery says nothing");
  for await (const line of createInterface({ input: gallery.stdout })) {
    const said = /http:\/\/[\d.]+:\d+\//.exec(line)?.[0];
    if (!said) continue;
    address = said;
    break;
  }
  assert.ok(address, "the gallery tells its address");
});
after(async () => {
  await browser?.close();
  if (gallery && gallery.exitCode === null && gallery.kill()) await once(gallery, "exit");
});

const LOOKS = [
  { colorScheme: "light", width: 320, language: "zh" },
  { colorScheme: "dark", width: 320, language: "en" },
  { colorScheme: "light", width: 1280, language: "en" },
  { colorScheme: "dark", width: 1280, language: "zh" },
] as const;

/** A page, and what the browser had to say against it, its policy included. */
async function open(look: (typeof LOOKS)[number]): Promise<{ page: Page; heard: string[] }> {
  const { colorScheme, width } = look;
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 720 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => {
    // a closed link's own status is no fault of its page, the gallery has no film to show
    if (/Failed to load resource/.test(message.text()) && /\/closed\/|clip\.mp4/.test(message.location().url))
      return;
    if (message.type() === "error" || message.type() === "warning")
      heard.push(`${page.url()}: ${message.text()}`);
  });
  return { page, heard };
}

async function names(page: Page): Promise<string[]> {
  await page.goto(address);
  return page.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
}

for (const look of LOOKS) {
  const { colorScheme, width, language } = look;
  test(`every page can be read and tapped: ${colorScheme}, ${width} px, ${language}`, async () => {
    const { page, heard } = await open(look);
    for (const name of await names(page)) {
      await page.goto(new URL(`${name}?language=${language}`, address).href);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${name}: ${wide} px do not fit into ${width}`);
      assert.deepEqual(await faintTexts(page), [], `${name}: contrast`);
      assert.deepEqual(await smallTargets(page), [], `${name}: targets`);
      assert.deepEqual(await pictures(page), [], `${name}: pictures`);
      const { order, seen } = await focusOrder(page);
      assert.deepEqual(order, Array.from(order.keys()), `${name}: the Tab key goes down the page`);
      assert.ok(seen, `${name}: where the focus is can be seen`);
      await counts(page.locator("main"), 1, name);
      await counts(page.locator("h1"), 1, name);
    }
    assert.deepEqual(heard, []);
  });
}

test("a popup and a large picture open over the page and close by their button and by Escape", async () => {
  const { page, heard } = await open(LOOKS[0]);
  await page.goto(`${address}notice`);
  await page.getByRole("button", { name: "活动规则" }).click();
  const popup = page.getByRole("dialog", { name: "活动规则" });
  await popup.getByText("每人限领一次。").waitFor();
  await popup.getByRole("button", { name: "我知道了" }).click();
  await popup.waitFor({ state: "hidden" });
  await page.locator("a.picture").click();
  const large = page.getByRole("dialog", { name: "查看大图" });
  await large.getByRole("img", { name: "云杉会员日：暮色中的山丘" }).waitFor();
  await page.keyboard.press("Escape");
  await large.waitFor({ state: "hidden" });
  assert.equal(page.url(), `${address}notice`);
  assert.deepEqual(heard, []);
});

test("a code is copied by a tap, and the page says so", async (t) => {
  // a page may write to the clipboard only while it has the focus: so it has a browser of its own
  const alone = await launch();
  t.after(() => alone.close());
  const context = await alone.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`${address}notice`);
  await page.getByRole("button", { name: "复制会员码" }).click();
  await page.getByRole("status").getByText("已复制").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "YS-YS20261118");
});

test("slides are reached by the keyboard", async () => {
  const { page } = await open(LOOKS[0]);
  await page.goto(`${address}carousel-1`);
  const slides = page.getByRole("region", { name: "可左右滑动" });
  await slides.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => (document.querySelector(".slides")?.scrollLeft ?? 0) > 100);
});

const EVIL = `</script><script>alert(1)</script>"><img src=x onerror=alert(1)></style></title></main><svg onload=alert(1)>`;

test("a hostile name is shown as what it is, and a browser finds no element and runs nothing because of it", async () => {
  const { page, heard } = await open(LOOKS[0]);
  let asked = false;
  page.on("dialog", (dialog) => {
    asked = true;
    void dialog.dismiss();
  });
  const count = () => page.evaluate(() => document.querySelectorAll("body *").length);
  for (const name of await names(page)) {
    if (name.startsWith("/closed")) continue;
    await page.goto(new URL(name, address).href);
    const plain = await count();
    const values = new URLSearchParams({ name: EVIL, amount: EVIL, deadline: EVIL, member_no: EVIL });
    await page.goto(new URL(`${name}?${values}`, address).href);
    assert.equal(await count(), plain, name);
  }
  await page.goto(`${address}notice?${new URLSearchParams({ name: "<b>李雷</b>" })}`);
  await page.getByText("<b>李雷</b>，您的").waitFor();
  assert.equal(asked, false);
  assert.deepEqual(heard, []);
});
