/** Callbacks in the panel (CBK-1): an address, its secret, a test, the log, a post once more; the receiver is gone, and posting is resumed. */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { reachVerb, setLocale, signIn, textOf, transition, visit } from "../screens/panel.ts";

const WORKER = fileURLToPath(new URL("../../supabase/tests/worker/callbacks-worker.ts", import.meta.url));
const KEEP = process.env.TIDINGS_SCREENS;

type Call = { id: string; body: string; headers: Record<string, string> };
const calls: Call[] = [];
let answer = 204;
/** The enterprise's own service; the worker of this story finds its public name here. */
const service = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const headers = request.headers as Record<string, string>;
  calls.push({ id: String(headers["webhook-id"]), body, headers });
  response.writeHead(answer).end();
});

let browser: Browser;
let alice: Page;
let worker: ChildProcess;

before(async () => {
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  worker = spawn(process.execPath, [WORKER], {
    env: { ...process.env, TIDINGS_DB_URL: process.env.TIDINGS_TEST_DB_URL, HOLDER: randomUUID() },
    stdio: "inherit",
  });
  browser = await launch();
  alice = await openPage(browser, "desk", { locale: "en" });
  await signIn(alice, "alice@demo.test");
  await setLocale(alice, "English");
});
after(async () => {
  worker?.kill("SIGKILL");
  await browser?.close();
  service.close();
  service.closeAllConnections();
});

async function shot(name: string): Promise<void> {
  if (!KEEP) return;
  await alice.screenshot({ path: join(KEEP, `callbacks-${name}.png`), fullPage: true });
}
const open = async () => {
  await visit(alice, "/callbacks");
  await alice.getByRole("link", { name: "Sends and resolutions, in batches" }).click();
  await alice.locator("h1", { hasText: "Sends and resolutions, in batches" }).waitFor();
};
/** The page once it says so: what the worker does is seen when it is looked at again. */
async function shows(words: string): Promise<void> {
  for (;;) {
    const found = await alice
      .getByText(words)
      .first()
      .waitFor({ timeout: 3_000 })
      .then(() => true)
      .catch(() => false);
    if (found) return;
    await alice.reload();
  }
}
test("alice sets an address, which is told nothing before it has a secret; the secret is shown this once", async () => {
  await visit(alice, "/callbacks");
  await alice.getByText("States of templates").waitFor();
  await shot("list");
  await open();
  await reachVerb(alice, "update");
  await alice.locator('[data-verb="update"]').click();
  await alice.locator("#callback-url").fill("http://192.168.0.9/in");
  await alice.getByText("it points into a private or reserved network").waitFor();
  await shot("form");
  const { port } = service.address() as AddressInfo;
  await alice.locator("#callback-url").fill(`http://erp.example.com:${port}/receipts`);
  await alice.getByTestId("send").click();
  await alice.getByText("Off: no secret yet").waitFor();
  await reachVerb(alice, "rotate");
  await alice.locator('[data-verb="rotate"]').click();
  await alice.locator('[data-confirm="rotate_callback"]').click();
  const secret = await textOf(alice.getByTestId("once"));
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  await shot("secret");
  assert.deepEqual(await violations(alice), []);
  await alice.getByRole("button", { name: "I have it" }).click();
  await alice.getByText("Nothing posted yet").waitFor();
  assert.ok(!(await alice.content()).includes(secret));

  await transition(alice, "test");
  await shows("Working");
  assert.equal(calls.length, 1);
  const [call] = calls;
  assert.ok(call);
  assert.deepEqual(new Webhook(secret).verify(call.body, call.headers), JSON.parse(call.body));
  await shot("working");
});

test("the log has the post with its body masked; it is posted once more under its id", async () => {
  await visit(alice, "/callback-posts");
  await alice.getByRole("link", { name: calls[0]?.id ?? "" }).click();
  await alice.locator("h1", { hasText: calls[0]?.id ?? "" }).waitFor();
  await alice.getByText("send_status").first().waitFor();
  await shot("post");
  assert.deepEqual(await violations(alice), []);
  await reachVerb(alice, "replay");
  await alice.locator('[data-verb="replay"]').click();
  for (; calls.length < 2; ) await alice.waitForTimeout(50);
  assert.equal(calls[1]?.id, calls[0]?.id);
  await visit(alice, "/callback-posts");
  await alice.getByText("Taken").first().waitFor();
  await shot("log");
});

test("a receiver that is gone is posted to no more: the page and the alerts say so, until it is resumed", async () => {
  answer = 410;
  await open();
  await transition(alice, "test");
  await shows("Stopped");
  await alice.getByText("HTTP 410").first().waitFor();
  await shot("stopped");
  await visit(alice, "/alerts");
  await alice.getByText("The callback for Sends and resolutions, in batches takes nothing").first().waitFor();
  await shot("alerts");
  answer = 204;
  await open();
  await transition(alice, "resume");
  await shows("Working");
  assert.equal(calls.at(-1)?.id, calls.at(-2)?.id, "what had waited goes out");
  await reachVerb(alice, "update");
  await alice.locator('[data-verb="update"]').click();
  await alice.locator("#callback-url").fill("");
  await alice.getByTestId("send").click();
  await alice.getByText("No address").first().waitFor();
});
