/** Access keys and standing approvals in the panel (API-1): a secret seen once, two that work while it is rotated, an end at once; and what a key may send. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GlobalCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/GlobalCredentials.js";
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, place, reachVerb, setLocale, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { bobAndCarol } from "./two_members.ts";

const RUN = Date.now().toString(36);
const KEY = `Shop ${RUN}`;
const PLAN = `Orders ${RUN}`;

let browser: Browser;
let alice: Page;
let bob: Page;
let carol: Page;
let id = "";

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  [[bob, carol]] = await Promise.all([bobAndCarol(browser), signIn(alice, "alice@demo.test")]);
  await setLocale(alice, "English");
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

test("bob submits what it may send, carol sees all of it and approves, and what it sends is counted there", async () => {
  await visit(bob, "/standing-approvals/new");
  await bob.locator("#standing-approval-name").fill(PLAN);
  await choose(bob, "standing-approval-access_key_id", KEY, KEY);
  await choose(bob, "standing-approval-template_id", "签收提醒", "签收提醒");
  await choose(bob, "standing-approval-sms_template_id", "订单通知", "订单通知");
  await choose(bob, "standing-approval-channel_id", "sandbox");
  await bob.locator("#standing-approval-most_a_call").fill("3");
  await bob.locator("#standing-approval-most_a_day").fill("5");
  await bob.locator("#standing-approval-last_day").fill("2099-12-31");
  await bob.keyboard.press("Enter");
  await bob.getByTestId("send").click();
  await bob.locator("h1", { hasText: PLAN }).waitFor();
  await visit(carol, new URL(bob.url()).pathname);
  assert.equal(await textOf(carol.locator('[data-fact="most_a_call"]')), "3");
  assert.equal(await textOf(carol.locator('[data-fact="access_key_name"]')), KEY);
  await transition(carol, "approve");
  await carol.getByText("It stands").first().waitFor();
  const answer = await handIn(["13800000001", "13800000002"]);
  assert.equal(answer.submission_count, 2);
  await visit(alice, `/sends/${answer.task_id}`);
  await alice.getByText(`${KEY} (${id})`).first().waitFor();
  assert.equal(await alice.locator('[data-state="in_review"]').count(), 0);
  await carol.reload();
  await carol.locator('[data-fact="used_today"]', { hasText: "2" }).waitFor();
});

test("the calls of the key stand in the log, without numbers, and what one sent is sent to the sandbox again", async () => {
  await visit(alice, "/access-key-requests");
  const row = alice.locator("tbody tr", { hasText: KEY }).filter({ hasText: "POST /v1/aim/send-tasks" });
  await row.getByRole("link", { name: "POST /v1/aim/send-tasks" }).click();
  await alice.locator("h1", { hasText: "POST /v1/aim/send-tasks" }).waitFor();
  assert.match(await textOf(alice.locator("main")), new RegExp(`Orders of ${RUN}`));
  assert.ok(!(await alice.content()).includes("13800000001"));
  await transition(alice, "again");
  await alice.locator('[data-fact="again_name"]').waitFor();
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

/** Sends to these numbers by the vendor's own route, signed by its client. */
async function handIn(numbers: string[]): Promise<{ task_id: string; submission_count: number }> {
  const row = async (path: string) => (await (await called(first, path)).json()).items[0];
  const template = await row(`/resources/templates?limit=1&name=${encodeURIComponent("签收提醒")}`);
  const sms = await row(`/resources/sms-templates?limit=1&name=${encodeURIComponent("订单通知")}`);
  const channel = await row("/resources/channels?limit=1");
  const credential = new GlobalCredentials({ ak: id, sk: first, domainId: "tidings" });
  const client = new ClientBuilder((one) => one, "GlobalCredentials")
    .withCredential(credential)
    .withEndpoint(`${place().api}/functions/v1/api`)
    .build();
  const params = numbers.map((cust_flag) => ({
    cust_flag,
    dync_params: { name: "顾客", order_no: "1", pickup_code: "7" },
  }));
  const data = {
    task_name: `Orders of ${RUN}`,
    sms_channel: {
      ...{ channel_number: channel.number, sms_tpl_id: sms.id, sms_sign: sms.signature_name },
      sms_app_name: sms.app_name,
    },
    resolve_task: {
      ...{ tpl_id: template.id, resolve_times: 1, aim_code_type: "individual", expiration_time: 7 },
      params,
    },
  };
  const request = {
    ...{ url: "/v1/aim/send-tasks", method: "POST", contentType: "application/json", data },
    ...{ queryParams: {}, pathParams: {}, headers: {} },
  };
  return (await client.sendRequest(request as never)) as never;
}
