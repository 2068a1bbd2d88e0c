/** Callbacks in the panel (CBK-1): an address, its secret, a test, receipts of a send, the log, posts once more, another secret; a receiver that is gone. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { reachVerb, setLocale, signIn, textOf, visit } from "../screens/panel.ts";
import { member } from "./members.ts";
import { submittedSend } from "./panel_sends.ts";

const WORKER = fileURLToPath(new URL("../../supabase/tests/worker/callbacks-worker.ts", import.meta.url));
const RUN = Date.now();
const KIND = "Send and resolution receipts (batch)";
/** Numbers of this run, whole: the log never shows one. */
const PHONES = [0, 1, 2].map((n) => 13_600_000_000 + (RUN % 10_000_000) * 10 + n);

type Call = { id: string; body: string; headers: Record<string, string> };
const calls: Call[] = [];
let answer = 204;
let heard = Promise.withResolvers<void>();
/** The enterprise's own service; the worker of this story finds its public name on this machine. */
const service = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const headers = request.headers as Record<string, string>;
  calls.push({ id: String(headers["webhook-id"]), body, headers });
  response.writeHead(answer).end();
  heard.resolve();
  heard = Promise.withResolvers();
});

let browser: Browser;
let alice: Page;
let worker: ChildProcess;
let url = "";

before(async () => {
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  url = `http://erp.example.com:${(service.address() as AddressInfo).port}/receipts/${RUN}`;
  worker = spawn(process.execPath, [WORKER], {
    env: { ...process.env, TIDINGS_DB_URL: process.env.TIDINGS_TEST_DB_URL, HOLDER: randomUUID() },
    stdio: "inherit",
  });
  browser = await launch();
  alice = await openPage(browser);
  await signIn(alice, "alice@demo.test");
  await setLocale(alice, "English");
});
after(async () => {
  worker?.kill("SIGKILL");
  await browser?.close();
  service.close();
  service.closeAllConnections();
});

/** Waits until the service has been posted this to. */
async function posted(so: () => boolean): Promise<void> {
  while (!so()) await heard.promise;
}
const eventsOf = ({ body }: Call): Record<string, string>[] => JSON.parse(JSON.parse(body).body);
const signedBy = (secret: string, { body, headers }: Call) => {
  try {
    return new Webhook(secret).verify(body, headers) !== null;
  } catch {
    return false;
  }
};
/** Opens the page of the address; it reads itself anew every few seconds. */
async function open(page = alice): Promise<void> {
  await visit(page, "/callbacks");
  await page.getByRole("link", { name: KIND }).click();
  await page.locator("h1", { hasText: KIND }).waitFor();
}
const health = (words: string) => alice.locator('[data-fact="health"]', { hasText: words }).waitFor();
async function click(verb: string): Promise<void> {
  await reachVerb(alice, verb);
  await alice.locator(`[data-verb="${verb}"]`).click();
}
/** Clicks an act that asks first. */
async function confirm(verb: string): Promise<void> {
  await click(verb);
  const dialog = alice.getByRole("dialog");
  await dialog.locator("[data-confirm]").click();
  await dialog.waitFor({ state: "hidden" });
}
/** Makes a secret, which is shown this once. */
async function secretMade(): Promise<string> {
  await click("rotate");
  assert.ok(
    (await textOf(alice.getByRole("dialog"))).includes(
      `Once the secret is generated, events (with full numbers) are pushed to ${url}`,
    ),
  );
  await alice.locator('[data-confirm="rotate_callback"]').click();
  const secret = await textOf(alice.getByTestId("once"));
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  await alice.getByRole("button", { name: "Done" }).click();
  await alice.getByTestId("once").waitFor({ state: "detached" });
  assert.ok(!(await alice.content()).includes(secret));
  return secret;
}
let first = "";
/** The post whose page is open. */
let looked = "";

test("what is no public address is refused where it is typed, and one that is set is told nothing before it has a secret", async () => {
  await open();
  await alice.getByText("Set an address").first().waitFor();
  await click("update");
  for (const [typed, said] of [
    ["http://192.168.0.9/in", "it points to a private or reserved network"],
    ["https://[::ffff:10.0.0.1]/", "the host isn't a full public domain"],
    ["https://localhost/in", "it points to a private or reserved network"],
    ["https://user:secret@erp.example.com/", "it can't contain a user name"],
    ["ftp://erp.example.com/", "it must start with http"],
    ["https://erp.example.com:6379/", "this port belongs to a non-web service"],
    ["nonsense", "it must start with http"],
  ] as const) {
    await alice.locator("#callback-url").fill(typed);
    await alice.getByText(said).first().waitFor();
  }
  await alice.getByTestId("send").click();
  assert.match(alice.url(), /\/edit$/, "nothing was sent");
  await alice.locator("#callback-url").fill(url);
  await alice.getByTestId("send").click();
  await health("Off, no secret yet");
  await alice.getByText("No secret yet, so nothing is pushed").first().waitFor();
  await reachVerb(alice, "rotate");
  assert.equal(await alice.locator('[data-verb="test"]').count(), 0, "nothing is posted before that");
  await alice.keyboard.press("Escape");
});

test("the secret is shown once; a test is signed with it", async () => {
  first = await secretMade();
  await health("Nothing pushed yet");
  await click("test");
  await posted(() => calls.length === 1);
  const [call] = calls;
  assert.ok(call && signedBy(first, call));
  assert.equal(eventsOf(call)[0]?.msg_id, "test");
  await health("Working");
  assert.deepEqual(await violations(alice), []);
});

test("receipts of a send arrive there whole, and the log shows them masked", async () => {
  const bob = await member("bob", "en");
  const send = await submittedSend(bob, `回执${RUN}`, PHONES);
  await (await member("carol", "en")).verb("approve_send", { send });
  const told = () => calls.flatMap(eventsOf).filter(({ task_id }) => task_id === send);
  await posted(() => told().length >= PHONES.length);
  assert.deepEqual(
    told()
      .filter(({ send_status }) => send_status === "DELIVRD")
      .map(({ cust_flag }) => Number(cust_flag))
      .toSorted((one, other) => one - other),
    PHONES,
  );
  const call = calls.findLast((each) => eventsOf(each).some(({ task_id }) => task_id === send));
  assert.ok(call && signedBy(first, call));
  looked = call.id;
  await alice.getByRole("link", { name: "View push log" }).click();
  await alice.getByRole("link", { name: call.id, exact: true }).click();
  await alice.locator("h1", { hasText: call.id }).waitFor();
  const body = alice.locator('[data-fact="body"]');
  await body.getByText("cust_flag").first().waitFor();
  assert.match(await textOf(body), /136\*+\d{4}/);
  const page = await alice.content();
  for (const phone of PHONES) assert.ok(!page.includes(String(phone)), "no whole number is on the page");
  assert.deepEqual(await violations(alice), []);
});

/** What was posted since then, by id. */
const idsSince = (since: number) => new Set(calls.slice(since).map(({ id }) => id));

test("one post, and all of a time, are posted again under their ids", async () => {
  let since = calls.length;
  await click("replay");
  await posted(() => idsSince(since).has(looked));
  const ids = idsSince(0);
  since = calls.length;
  await open();
  await confirm("replay");
  await posted(() => ids.isSubsetOf(idsSince(since)));
  await health("Working");
});

test("while the secret is changed both sign, and the page says until when", async () => {
  const second = await secretMade();
  await alice.locator('[data-fact="former_until"]').waitFor();
  const since = calls.length;
  await confirm("test");
  const tried = () => calls.slice(since).find((call) => eventsOf(call)[0]?.msg_id === "test");
  await posted(() => tried() !== undefined);
  const call = tried();
  assert.ok(call && signedBy(first, call) && signedBy(second, call));
});

test("a receiver that is gone is posted to no more: page, log and alerts say so, until alice resumes it", async () => {
  await open();
  await health("Working");
  let since = calls.length;
  answer = 410;
  await confirm("test");
  await health("Stopped");
  await alice
    .locator('[data-fact="error"]', { hasText: "HTTP 410: the receiver no longer accepts requests" })
    .waitFor();
  await alice.getByText("Fix your service, then resume push").waitFor();
  const refused = idsSince(since);
  await alice.getByRole("link", { name: "View push log" }).click();
  await alice.locator("tbody tr", { hasText: "HTTP 410" }).first().waitFor();
  await visit(alice, "/alerts");
  await alice.getByText(`The callback URL “${KIND}” is unavailable`).first().waitFor();
  answer = 204;
  since = calls.length;
  await open();
  await confirm("resume");
  await posted(() => refused.isSubsetOf(idsSince(since)));
  await health("Working");
});

test("dan, who reads, finds address and log, and nothing to press", async () => {
  const dan = await openPage(browser);
  await signIn(dan, "dan@demo.test");
  await setLocale(dan, "English");
  await open(dan);
  await dan.getByText(url).first().waitFor();
  await dan.locator('[data-fact="health"]').waitFor();
  assert.equal(await dan.locator("[data-verb], [data-more]").count(), 0);
  await visit(dan, "/callback-posts");
  await dan.getByRole("link", { name: looked, exact: true }).click();
  await dan.locator('[data-fact="body"]').waitFor();
  assert.equal(await dan.locator("[data-verb], [data-more]").count(), 0);
  await dan.context().close();
});

test("without an address nothing is posted any more", async () => {
  await open();
  await click("update");
  await alice.locator("#callback-url").fill("");
  await alice.getByTestId("send").click();
  await health("No address");
});
