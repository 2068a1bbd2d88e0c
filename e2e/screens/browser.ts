/** A real Chromium for looking at the panel: an installed one where there is one, else the one that npm brings. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { watch } from "./failed_pages.ts";

/** Where Linux and macOS keep a Chromium or a Chrome. TIDINGS_CHROMIUM names another, or `bundled` for npm's. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Nothing the browser does of its own accord: no updates, no phoning home, no first-run pages. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page of a journey is gone before code that V8's last compiler has made pays for itself: without it signing in and loading cost about a tenth less.
  "--js-flags=--no-opt",
];

/** With this flag all contexts share one storage: the last sign-in would hold in every one of them. */
const SHARED = "--single-process";

/** Starts a program without one of its capabilities (Linux). */
const SETPRIV = "/usr/bin/setpriv";

/**
 * The program, or a script that starts it with the priority of everything else. Chromium's threads that draw take nice -8 where they may, and
 * root may: four browsers on two cores then keep the servers that they look at from answering.
 */
async function asEverybody(program: string): Promise<string> {
  if (process.getuid?.() !== 0 || !existsSync(SETPRIV)) return program;
  const script = join(tmpdir(), "chromium-as-everybody.sh");
  const made = `${script}.${randomUUID()}`;
  const without = "--bounding-set=-sys_nice --inh-caps=-sys_nice";
  await writeFile(made, `#!/bin/sh\nexec ${SETPRIV} ${without} "${program}" "$@"\n`, { mode: 0o755 });
  await rename(made, script); // another test may be starting the one that was there
  return script;
}

/**
 * npm's Chromium, unpacked once for all processes of a run. It takes seconds, and who would start a file that another process still writes
 * is told "Text file busy": each unpacks into a folder of its own, and the first that is ready gives its folder the name.
 */
async function unpacked(): Promise<string> {
  const folder = join(tmpdir(), "tidings-chromium");
  const program = join(folder, "chromium");
  if (existsSync(program)) return program;
  const shared = process.env.TMPDIR;
  const own = await mkdtemp(`${folder}-`);
  process.env.TMPDIR = own;
  try {
    await sparticuz.executablePath();
  } finally {
    if (shared === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = shared;
  }
  await rename(own, folder).catch(async (cause) => {
    if (!existsSync(program)) throw cause;
    await rm(own, { recursive: true });
  });
  return program;
}

/**
 * Starts a headless Chromium. The caller closes it.
 *
 * @throws when there is none: npm's is for Linux on x64 only, elsewhere a Chrome must be installed
 */
export async function launch(): Promise<Browser> {
  const wanted = process.env.TIDINGS_CHROMIUM;
  const installed =
    wanted === "bundled" ? undefined : [wanted, ...INSTALLED].find((path) => path && existsSync(path));
  // In the C locale Chromium saves a file with a Chinese name as "download".
  const env = { ...process.env, LANG: process.env.LANG || "C.UTF-8" } as Record<string, string>;
  if (installed)
    return chromium.launch({
      executablePath: await asEverybody(installed),
      args: QUIET,
      headless: true,
      env,
    });
  return chromium.launch({
    env,
    executablePath: await asEverybody(await unpacked()),
    args: [...sparticuz.args.filter((arg) => arg !== SHARED), ...QUIET],
    headless: true,
  });
}

/** The user agent of a usual browser: the links count a headless one as a bot. */
const AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** How long anything is waited for, in milliseconds: a test that hangs is failed after 150 s, and a little before it is told what it waited for. */
const PATIENCE = 140_000;

/** A page of its own (its own storage, so its own session), as wide as a desk or as a phone. */
export async function openPage(
  browser: Browser,
  size: "desk" | "phone" = "desk",
  options: BrowserContextOptions = {},
): Promise<Page> {
  const viewport = size === "desk" ? { width: 1280, height: 860 } : { width: 390, height: 844 };
  const context = await browser.newContext({
    viewport,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    userAgent: AGENT,
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  return watch(await context.newPage());
}

// Run alone, it says whether there is a Chromium that starts, and unpacks npm's.
if (import.meta.main) await (await launch()).close();
