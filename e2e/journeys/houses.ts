/** One send in each house, as the pictures of `docs/pictures`: both chats, the terminal, the panel, and its card on a phone. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import type { Message as DiscordMessage } from "../doubles/discord/server_state.ts";
import type { Message as SlackMessage } from "../doubles/slack/workspace.ts";
import { launch, openPage } from "../screens/browser.ts";
import { settled } from "../screens/looking.ts";
import { signIn, visit } from "../screens/panel.ts";
import { discordWindow, slackWindow, terminalWindow } from "../screens/windows.ts";
import type { ChatChannel, Seen } from "./chat_channels.ts";
import { ROOT, terminalSettings, typedThere } from "./terminals.ts";

/** A page of docs loads them all at once: more bytes than this are a picture that is too large. */
const MOST_BYTES = 150_000;
const FOLDER = join(ROOT, "docs/pictures");
/** Where a window finds its fonts, so that it looks the same on a machine without Chinese ones. */
const FONTS = join(ROOT, "node_modules/@fontsource/noto-sans-sc");
const HOST = "http://windows.invalid";

async function keep(name: string, of: Locator | Page): Promise<void> {
  const bytes = await of.screenshot();
  await writeFile(join(FOLDER, `${name}.png`), bytes);
  assert.ok(bytes.length <= MOST_BYTES, `${name}.png has ${bytes.length} bytes`);
}

/** Draws windows in a page whose only server is the folder of the fonts. */
async function keepWindows(browser: Browser, windows: Readonly<Record<string, string>>): Promise<void> {
  const page = await openPage(browser);
  for (const [name, html] of Object.entries(windows)) {
    await page.route(`${HOST}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === "/") return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
      const file = path.endsWith(".css") ? basename(path) : join("files", basename(path));
      return route.fulfill({
        contentType: path.endsWith(".css") ? "text/css" : "font/woff2",
        body: await readFile(join(FONTS, file)),
      });
    });
    // Each hundred Chinese letters are a font of their own, asked for when they are drawn.
    await page.goto(`${HOST}/`, { waitUntil: "networkidle" });
    await keep(name, page.locator("#window"));
    await page.unroute(`${HOST}/**`);
  }
  await page.context().close();
}

/** What `status` prints of it, with the colours of a terminal. */
async function terminalOf(send: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "tidings-picture-"));
  const own = { ...terminalSettings(home), TIDINGS_EMAIL: "carol@demo.test" };
  const { text, code } = await typedThere(["status", send], own, undefined, 92);
  await rm(home, { recursive: true });
  assert.equal(code, 0, text);
  // Where files are kept by default.
  const shown = text.replaceAll(home, ".tidings");
  return terminalWindow(`npm run -s tidings -- --as carol@demo.test status ${send}`, shown);
}

type Send = { readonly id: string; readonly name: string };
type Cards = readonly (readonly [ChatChannel, Seen])[];

/** Makes them anew, of a send whose trial waits for its release, and of its cards in both chats. */
export async function pictureHouses(send: Send, cards: Cards): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const browser = await launch();
  try {
    await picture(browser, send, cards);
  } finally {
    await browser.close();
  }
}

async function picture(browser: Browser, send: Send, cards: Cards): Promise<void> {
  const chats = cards.map(([channel, card]): [string, string] => {
    const png = channel.pictureOf(card);
    return channel.name === "Slack"
      ? ["slack", slackWindow((card as SlackMessage).blocks, png)]
      : ["discord", discordWindow(card as DiscordMessage, png)];
  });
  await keepWindows(browser, { ...Object.fromEntries(chats), terminal: await terminalOf(send.name) });

  const page = await openPage(browser, "desk", { viewport: { width: 1280, height: 800 }, locale: "en-US" });
  await signIn(page, "carol@demo.test", "English");
  await visit(page, `/sends/${send.id}`);
  await settled(page);
  await keep("panel", page);
  await page.context().close();

  // Bob made it: of its first number he sees the values that a phone shows.
  const sharp = await openPage(browser, "desk", { deviceScaleFactor: 1.25, locale: "en-US" });
  await signIn(sharp, "bob@demo.test", "English");
  await visit(sharp, `/sends/${send.id}`);
  await sharp.getByTestId("phone").click();
  const phone = sharp.locator("figure.phone");
  await phone.locator("iframe").contentFrame().locator("style[data-lent]").waitFor({ state: "attached" });
  await settled(sharp);
  await keep("phone", phone);
}
