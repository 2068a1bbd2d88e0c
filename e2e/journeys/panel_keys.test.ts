/** Access keys in the panel (API-1): a secret seen once, two that work while it is rotated, and an end at once. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, place, reachVerb, signIn, textOf, transition, visit } from "../screens/panel.ts";

const RUN = Date.now().toString(36);
const KEY = `Shop ${RUN}`;

let browser: Browser;
let alice: Page;
let id = "";

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  await signIn(alice, "alice@demo.test", "English");
});
after(() => browser?.close());

/** What the API answers to a list of this key's. */
const called = async (secret: string, path = "/resources/templates?limit=1") =>
  fetch(`${place().api}/functions/v1/api${path}`, { headers: { authorization: `Bearer ${id}.${secret}` } });

/** Makes a secret on the page that is open, and answers it as it is shown this once. */
async function madeSecret(): Promise<string> {
  await reachVerb(alice, "rotate");
  await alice.locator('[data-verb="rotate"]').click();
  await alice.locator('[data-confirm="rotate_access_key"]').click();
  const secret = await textOf(alice.getByTestId("once"));
  assert.match(secret, /^[A-Za-z0-9]{40}$/);
  await alice.getByRole("button", { name: "I have it" }).click();
  await alice.getByTestId("once").waitFor({ state: "detached" });
  assert.ok(!(await alice.content()).includes(secret));
  return secret;
}

let first = "";

test("alice makes a key and its secret, which is shown once and works at once", async () => {
  await visit(alice, "/access-keys/new");
  await alice.locator("#access-key-name").fill(KEY);
  await choose(alice, "access-key-policies", "KooMessage Development", "Development");
  await choose(alice, "access-key-policies", "RTC Administrator", "RTC");
  await alice.keyboard.press("Escape");
  await alice.getByTestId("send").click();
  await alice.locator("h1", { hasText: KEY }).waitFor();
  await alice.getByText("It has no secret, so nothing can call with it").waitFor();
  id = await textOf(alice.locator('[data-fact="key_id"]'));
  assert.match(id, /^TD[A-Z0-9]{18}$/);
  first = await madeSecret();
  assert.equal((await called(first)).status, 200);
  assert.equal((await called(first.replace(/^./, "_"))).status, 401);
});

test("a second secret works beside the first until that is ended, and a revoked key is silent at once", async () => {
  await visit(alice, "/access-keys");
  await alice.locator("tbody tr", { hasText: KEY }).getByRole("link", { name: KEY }).click();
  await alice.locator("h1", { hasText: KEY }).waitFor();
  const second = await madeSecret();
  await alice.getByText("Two secrets work").waitFor();
  assert.deepEqual([(await called(first)).status, (await called(second)).status], [200, 200]);
  await transition(alice, "retire");
  assert.deepEqual([(await called(first)).status, (await called(second)).status], [401, 200]);
  await transition(alice, "revoke");
  await alice.locator('[data-state="revoked"]').first().waitFor();
  assert.equal((await called(second)).status, 401);
});
