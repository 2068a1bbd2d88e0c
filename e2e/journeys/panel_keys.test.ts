/** Access keys, what they may send and what they asked, in the panel (API-1). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, place, reachVerb, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { type Member, member } from "./members.ts";
import { bobAndCarol } from "./two_members.ts";

const RUN = Date.now().toString(36);
const KEY = `Shop ${RUN}`;
const PLAN = `Orders ${RUN}`;
const TEXT = `Order text ${RUN}`;

let browser: Browser;
let alice: Page;
let bob: Page;
let carol: Page;
let id = "";

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  [[bob, carol]] = await Promise.all([bobAndCarol(browser), signIn(alice, "alice@demo.test", "English")]);
});
after(() => browser?.close());

// biome-ignore lint/suspicious/noExplicitAny: a route answers what it answers, and the journey looks at it
type Answer = { status: number; body: any };

/** What the API answers to a call of this key's. */
async function called(secret: string, path = "/resources/templates?limit=1", body?: object): Promise<Answer> {
  const answer = await fetch(`${place().api}/functions/v1/api${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${id}.${secret}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
  });
  return { status: answer.status, body: await answer.json() };
}

const statusOf = async (secret: string) => (await called(secret)).status;

/** Makes a secret on the page that is open, and answers it as it is shown this once. */
async function madeSecret(): Promise<string> {
  await reachVerb(alice, "rotate");
  await alice.locator('[data-verb="rotate"]').click();
  await alice.locator('[data-confirm="rotate_access_key"]').click();
  const secret = await textOf(alice.getByTestId("once"));
  assert.match(secret, /^[A-Za-z0-9]{40}$/);
  await alice.getByRole("button", { name: "Done" }).click();
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
  await alice.getByText("No secret yet, so unusable").waitFor();
  id = await textOf(alice.locator('[data-fact="key_id"]'));
  assert.match(id, /^TD[A-Z0-9]{18}$/);
  first = await madeSecret();
  assert.equal(await statusOf(first), 200);
  assert.equal(await statusOf(first.replace(/^./, "_")), 401);
});

/** An SMS template of this run, whose next version no other journey waits for. */
async function textOfRun(maker: Member, reviewer: Member): Promise<string> {
  const { data } = await maker.client.from("sms_signatures").select("id").eq("name", "云杉商城").single();
  const input = {
    name: TEXT,
    signature_id: data?.id,
    content: "On its way: {link}",
    for_cards: true,
    purpose: RUN,
  };
  const made = await maker.verb("create_sms_template", { input });
  await reviewer.verb("approve_sms_template", { sms_template: made.id });
  return made.id;
}

/** The sandbox, and whether it is the only channel: then a form has chosen it. Other journeys may have made others. */
async function sandboxOf(maker: Member): Promise<{ id: string; only: boolean }> {
  const { data } = await maker.client.from("channel_cards").select("id, name");
  const id = data?.find(({ name }) => name === "sandbox")?.id;
  return { id, only: data?.length === 1 };
}

let sms = "";
let sandbox = { id: "", only: true };

test("bob submits what the key may send, carol sees all of it and approves", async () => {
  const maker = await member("bob", "en");
  sandbox = await sandboxOf(maker);
  sms = await textOfRun(maker, await member("carol", "en"));
  await visit(bob, "/standing-approvals/new");
  await bob.locator("#standing-approval-name").fill(PLAN);
  await choose(bob, "standing-approval-access_key_id", KEY, KEY);
  await choose(bob, "standing-approval-template_id", "签收提醒", "签收提醒");
  await choose(bob, "standing-approval-sms_template_id", TEXT, TEXT);
  if (!sandbox.only) await choose(bob, "standing-approval-channel_id", "sandbox");
  // The whole day: whenever it runs, it is within the hours.
  await bob.locator("#standing-approval-hour_from").fill("00:00");
  await bob.keyboard.press("Enter");
  await bob.locator("#standing-approval-most_a_call").fill("3");
  await bob.locator("#standing-approval-most_a_day").fill("5");
  await bob.locator("#standing-approval-last_day").fill("2099-12-31");
  await bob.keyboard.press("Enter");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: PLAN }).waitFor();
  assert.equal(await bob.locator('[data-verb="approve"]').count(), 0, "bob submitted it");

  await visit(carol, new URL(bob.url()).pathname);
  await carol.locator("h1", { hasText: PLAN }).waitFor();
  const facts = {
    access_key_name: KEY,
    template_name: "签收提醒 (version 1)",
    signature_name: "云杉商城",
    sms_template_name: TEXT,
    hour_from: "00:00",
    hour_until: "24:00",
    most_a_call: "3",
    most_a_day: "5",
    last_day: "2099-12-31",
  };
  for (const [name, value] of Object.entries(facts))
    assert.equal(await textOf(carol.locator(`[data-fact="${name}"]`)), value, name);
  await transition(carol, "approve");
  await carol.getByText("In effect").first().waitFor();
});

/** Types so many numbers, makes a send of them and submits it, as a program does. Answers the send. */
async function sent(count: number): Promise<Answer["body"]> {
  // A filter by name finds what has it inside, too: other journeys make templates like the demo's.
  const found = await called(first, `/resources/templates?limit=100&name=${encodeURIComponent("签收提醒")}`);
  const template = found.body.items.find(({ name }: { name: string }) => name === "签收提醒");
  const phones = Array.from({ length: count }, (_, n) => `1380000${String(1001 + n)}`);
  const params = phones.map(() => ({ name: "顾客", order_no: "1", pickup_code: "7" }));
  const numbers = await called(first, "/resources/numbers/typed", { phones, params });
  assert.equal(numbers.status, 201, JSON.stringify(numbers.body));
  const made = await called(first, "/resources/sends", {
    ...{ name: `${count} of ${RUN}`, template_id: template.id, sms_template_id: sms, channel_id: sandbox.id },
    ...{ number_file_id: numbers.body.id, timing: "immediate" },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const submitted = await called(first, `/resources/sends/${made.body.id}/submit`, {});
  assert.equal(submitted.status, 200, JSON.stringify(submitted.body));
  return submitted.body;
}

/** The day of the enterprise, by which is counted what was sent. */
const dayThere = () => new Date().toLocaleDateString("en-CA", { timeZone: "Asia/Shanghai" });

let covered = "";

test("what fits goes out at once and is counted in the day's figure; what does not waits for a member, and says so", async () => {
  let day: string;
  do {
    day = dayThere();
    const send = await sent(2);
    assert.notEqual(send.state, "in_review");
    covered = send.id;
    await carol.reload();
    await carol.locator('[data-fact="used_today"]', { hasText: /^[02]$/ }).waitFor();
  } while (dayThere() !== day); // begun anew where midnight came between
  assert.equal(await textOf(carol.locator('[data-fact="used_today"]')), "2");

  const beyond = await sent(4);
  assert.equal(beyond.state, "in_review", "more than a call may have");
  await visit(alice, `/sends/${beyond.id}`);
  await alice.locator('[data-state="in_review"]').first().waitFor();
  await alice.getByText(`${KEY} (${id})`).first().waitFor();
  await visit(alice, `/sends/${covered}`);
  await alice.locator("h1", { hasText: `2 of ${RUN}` }).waitFor();
  assert.equal(await alice.locator('[data-state="in_review"]').count(), 0);
});

test("a changed template pauses it, and what fitted before waits from then on", async () => {
  const [maker, reviewer] = [await member("bob", "en"), await member("carol", "en")];
  const { data } = await maker.client.from("sms_signatures").select("id").eq("name", "云杉商城").single();
  const input = {
    name: TEXT,
    signature_id: data?.id,
    content: "It is there: {link}",
    for_cards: true,
    purpose: RUN,
  };
  await maker.verb("update_sms_template", { sms_template: sms, input });
  await maker.verb("submit_sms_template", { sms_template: sms });
  await carol.reload();
  await carol.getByText("In effect").first().waitFor();
  await reviewer.verb("approve_sms_template", { sms_template: sms });
  await carol.reload();
  await carol.getByText("Paused: a template has changed").first().waitFor();
  assert.equal((await sent(1)).state, "in_review");
});

test("the calls stand in the log of the key without a number, are filtered, and what one sent is sent again to the sandbox", async () => {
  await visit(alice, "/access-key-requests");
  const submits = `POST /resources/sends/${covered}/submit`;
  await alice.locator("#filter-called").fill(submits);
  await alice.keyboard.press("Enter");
  const rows = alice.locator("tbody tr[data-row-key]");
  await rows.filter({ hasText: submits }).first().waitFor();
  await alice.waitForFunction(() => document.querySelectorAll("tbody tr[data-row-key]").length === 1);
  assert.match(await textOf(rows), new RegExp(`Done.*200.*${KEY}`));

  const typed = "POST /resources/numbers/typed";
  await visit(alice, `/access-key-requests?called=${encodeURIComponent(typed)}`);
  await rows.filter({ hasText: KEY }).getByRole("link", { name: typed }).first().click();
  await alice.locator("h1", { hasText: typed }).waitFor();
  await alice.locator('[data-fact="body"]', { hasText: "138****" }).waitFor();
  assert.doesNotMatch(await alice.content(), /1380000100\d|顾客/);

  await visit(alice, `/access-key-requests?called=${encodeURIComponent(submits)}`);
  await rows.getByRole("link", { name: submits }).click();
  await alice.locator("h1", { hasText: submits }).waitFor();
  await transition(alice, "again");
  await alice.locator('[data-fact="again_name"]').getByRole("link").click();
  await alice.locator("h1", { hasText: `沙箱：2 of ${RUN}` }).waitFor();
  await alice.locator('[data-state="draft"]').first().waitFor();
});

test("a second secret works beside the first until that is ended, and a revoked key is silent at once", async () => {
  await visit(alice, "/access-keys");
  await alice.locator("tbody tr", { hasText: KEY }).getByRole("link", { name: KEY }).click();
  await alice.locator("h1", { hasText: KEY }).waitFor();
  const second = await madeSecret();
  await alice.getByText("Both secrets work").waitFor();
  assert.deepEqual([await statusOf(first), await statusOf(second)], [200, 200]);
  await transition(alice, "retire");
  assert.deepEqual([await statusOf(first), await statusOf(second)], [401, 200]);
  await transition(alice, "revoke");
  await alice.locator('[data-state="revoked"]').first().waitFor();
  assert.equal(await statusOf(second), 401);
});
