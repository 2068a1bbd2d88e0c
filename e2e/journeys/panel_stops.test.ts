/** What stops a send, in a real Chromium: a paused channel, a pause, a resume, then the resend to who was not reached. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { sharesOf, signIn, transition, visit } from "../screens/panel.ts";
import { bears, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";
import { phonesOf, submittedSend } from "./panel_sends.ts";

const NAME = `暂停${Date.now().toString(36)}`;

let browser: Browser;
let alice: Page;
let bob: Page;
let carol: Member;
let send: string;

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  bob = await openPage(browser);
  carol = await member("carol", "zh-CN");
  const maker = await member("bob", "zh-CN");
  send = await submittedSend(maker, NAME, phonesOf(8, 13_912_350_000));
  await signIn(alice, "alice@demo.test", "简体中文");
  await signIn(bob, "bob@demo.test", "简体中文");
});
after(() => browser?.close());

test("alice pauses the channel with a reason, and bob reads why his approved send stands still", async () => {
  // By name: another journey grants a second channel.
  await visit(alice, "/channels?name=sandbox");
  await transition(alice, "pause", "运营商检修");
  await alice.locator('[data-state="paused"]').first().waitFor();
  await carol.verb("approve_send", { send });
  await visit(bob, `/sends/${send}`);
  await bob.getByTestId("channel-note").waitFor();
  await reads(bob.getByTestId("channel-note"), /通道「沙箱」已暂停/);
});

test("bob pauses the send; by whom and why stands on its page, also in the list", async () => {
  assert.match(await transition(bob, "pause", "文案有误"), /其余 10 个号码/);
  await bob.locator('[data-verb="resume"]').waitFor();
  await reads(bob.getByTestId("send-note"), /由 Bob 于 .* 暂停/);
  await reads(bob.getByTestId("send-note"), /文案有误/);
  await visit(bob, "/sends");
  await bob.locator("tr", { hasText: NAME }).locator('[data-state="paused"]').waitFor();
});

test("the channel works again, but nothing goes out before bob resumes; then everyone comes to an end", async () => {
  await transition(alice, "resume");
  await alice.locator('[data-state="well"]').first().waitFor();
  await visit(bob, `/sends/${send}`);
  await bob.locator('[data-verb="resume"]').waitFor();
  assert.equal((await sharesOf(bob)).handed, 0);
  await transition(bob, "resume");
  await bob.locator('[data-state="done"]').first().waitFor();
  const { delivered, failed = 0, pending } = await sharesOf(bob);
  assert.deepEqual({ delivered, failed, pending }, { delivered: 8, failed: 2, pending: 0 });
});

test("bob resends to the two who were not reached, once; the new task waits for its own approval", async () => {
  const said = await transition(bob, "resend");
  assert.match(said, /2 个发送失败/);
  await bob.locator('[data-testid="resent-as"] a').click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
  await reads(bob.locator('[data-fact="parent_name"]'), new RegExp(NAME));
  await reads(bob.getByTestId("approvals"), /0 \/ 1/);
  await transition(bob, "cancel");
  await bob.locator('[data-state="cancelled"]').first().waitFor();
});

test("a send that was stopped stands in the list with what was cancelled, and not as a full bar", async () => {
  const maker = await member("bob", "zh-CN");
  const stopped = await submittedSend(maker, `${NAME}停`, phonesOf(8, 13_912_350_100));
  await transition(alice, "pause", "运营商检修");
  await carol.verb("approve_send", { send: stopped });
  await visit(bob, `/sends/${stopped}`);
  await bob.getByTestId("channel-note").waitFor();
  await transition(bob, "cancel");
  await bob.locator('[data-state="cancelled"]').first().waitFor();
  await transition(alice, "resume");
  await visit(bob, "/sends");
  const row = bob.locator("tr", { hasText: `${NAME}停` });
  await row.locator('[data-cancelled="10"]').waitFor();
  await reads(row.locator(".outcome-text"), "尚未发出已取消 10");
  await bears(row.locator("[data-delivered]"), "data-delivered", "0");
});
