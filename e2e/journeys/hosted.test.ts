/**
 * A hosted project from nothing (DEP-1, docs/hosted.md): what git would hand to a stranger deploys with the real CLI to the double of Supabase; bot and panel
 * run beside it as `npm start` runs them there. Bob sends from the panel, Carol approves, and the receipts come back.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { freePorts } from "@tidings/shared/node/ports.ts";
import type { Browser, Page } from "playwright-core";
import { layCarrier, layDemo, strangersFolder } from "../doubles/supabase/demo.ts";
import { type Hosted, startHosted } from "../doubles/supabase/double.ts";
import { launch } from "../screens/browser.ts";
import { choose, nextStep, transition, visit } from "../screens/panel.ts";
import { member } from "./members.ts";
import { comesTo } from "./sends.ts";
import { bobAndCarol } from "./two_members.ts";

const ROOT = join(import.meta.dirname, "../..");
const FILE = "hosted.csv";
/** What the deployer's machine has of its own; nothing of the copy under test. */
const PLAIN = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "en_GB.UTF-8" };

let folder: string;
let clone: string;
let hosted: Hosted;
let browser: Browser;
let bob: Page;
let carol: Page;
const running: ChildProcess[] = [];

/** A program of the project, in `cwd`. `ready` resolves when it prints this. */
function start(cwd: string, program: string, words: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join(cwd, program), ...words], {
    cwd,
    env: { ...PLAIN, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (out += chunk));
  return {
    child,
    said: () => out,
    async says(what: RegExp): Promise<void> {
      while (!what.test(out)) {
        if (child.exitCode !== null) throw new Error(`${program} ended: ${out}`);
        await pause(50);
      }
    },
  };
}

/** A command of the README, typed in the stranger's folder. Answers what it printed. */
async function typed(
  program: string,
  words: readonly string[],
  env: Record<string, string>,
): Promise<string> {
  const { child, said } = start(clone, program, words, env);
  const [code] = await once(child, "close");
  assert.equal(code, 0, said());
  return said();
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-stranger-"));
  const [admin = 0, botPort = 0, carrierPort = 0] = await freePorts(3);
  const panel = `http://127.0.0.1:${admin}`;
  [clone, hosted] = await Promise.all([strangersFolder(folder), startHosted({ siteUrl: panel })]);
  const owner = { SUPABASE_DB_URL: hosted.dbUrl };
  const deployed = await typed("supabase/deploy/main.ts", ["--project-ref", hosted.ref], {
    ...owner,
    SUPABASE_ACCESS_TOKEN: hosted.token,
    SUPABASE_URL: hosted.projectUrl,
    SUPABASE_PROFILE: hosted.profile,
  });
  assert.match(deployed, /^Deployment complete\.$/m);
  const told = await typed("supabase/local/setup.ts", ["bot", "robot@company.example"], owner);
  const bot = Object.fromEntries(
    Array.from(told.matchAll(/(TIDINGS_BOT_\w+)=(\S+)/g), ([, name, value]) => [name, value]),
  );

  await layDemo(hosted);
  const [url, key] = [`http://127.0.0.1:${carrierPort}`, "a-key-of-the-carrier"];
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const sandbox = start(ROOT, "supabase/local/carrier/main.ts", [], {
    TIDINGS_HOME: join(folder, "carrier"),
    TIDINGS_CARRIER_PORT: String(carrierPort),
    CARRIER_KEY: key,
    CARRIER_WEBHOOK_SECRET: secret,
  });
  running.push(sandbox.child);
  // It asks for its key there: any answer says that it is up.
  while (!(await fetch(`${url}/v1/health`).catch(() => undefined))) {
    assert.equal(sandbox.child.exitCode, null, sandbox.said());
    await pause(50);
  }
  await layCarrier(hosted, { url, key, secret });

  // The panel that the run has built already; one of other sources would be built anew.
  const [home, built] = [join(folder, "home"), process.env.TIDINGS_TEST_HOME];
  if (built) await cp(join(built, "panel"), join(home, "panel"), { recursive: true });
  const copy = start(ROOT, "supabase/local/start.ts", [], {
    ...bot,
    TIDINGS_HOME: home,
    TIDINGS_ADMIN_PORT: String(admin),
    TIDINGS_BOT_PORT: String(botPort),
    SUPABASE_URL: hosted.projectUrl,
    SUPABASE_PUBLISHABLE_KEY: hosted.publishableKey,
  });
  running.push(copy.child);
  await copy.says(/Tidings is ready/);
  Object.assign(process.env, {
    TIDINGS_TEST_ADMIN_URL: panel,
    TIDINGS_TEST_API_URL: hosted.projectUrl,
    TIDINGS_TEST_PUBLISHABLE_KEY: hosted.publishableKey,
  });
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser);
});

after(async () => {
  await browser?.close();
  for (const child of running) {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  }
  await hosted?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a send goes from the panel to its receipts", async () => {
  await visit(bob, "/numbers/new");
  const rows = ["13933350001,Zhang,YS1,A-1", "13933350002,Li,YS2,B-2", "13800000002,Wang,YS3,C-3"];
  await bob.locator('input[type="file"]').setInputFiles({
    name: FILE,
    mimeType: "text/csv",
    buffer: Buffer.from(`phone,name,order_no,pickup_code\n${rows.join("\n")}\n`),
  });
  await bob.locator('[data-state="ready"]').waitFor();
  await visit(bob, "/sends/new");
  await bob.locator("#send-name").fill("Hosted");
  await choose(bob, "send-template", "签收提醒");
  await choose(bob, "send-sms", "订单通知");
  await nextStep(bob);
  await choose(bob, "send-file", FILE);
  await nextStep(bob, 2);
  await bob.getByTestId("submit").click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
  const send = new URL(bob.url()).pathname;
  await visit(carol, send);
  await transition(carol, "approve");
  const maker = await member("bob", "en");
  const id = send.split("/").at(-1) ?? "";
  await comesTo(maker, id, "done");
  const { data } = await maker.client
    .from("send_cards")
    .select("delivered,failed,pending,handed")
    .eq("id", id)
    .single();
  assert.deepEqual(data, { delivered: 2, failed: 1, pending: 0, handed: 0 });
});

test("whoever looks from outside finds everything in its place", async () => {
  const out = await typed("supabase/deploy/status.ts", ["--project", hosted.ref, "--json"], {
    SUPABASE_ACCESS_TOKEN: hosted.token,
    SUPABASE_URL: hosted.projectUrl,
    SUPABASE_PROFILE: hosted.profile,
  });
  const results = JSON.parse(out) as { id: string; state: string }[];
  assert.deepEqual(
    results.filter(({ state }) => state === "bad"),
    [],
  );
  assert.ok(results.length >= 8);
});
