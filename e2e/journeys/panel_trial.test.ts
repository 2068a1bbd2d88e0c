/** A trial of which some failed, in a real Chromium: its own rate where one releases the rest, and a page that is all equally fresh. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, textOf, transition, visit } from "../screens/panel.ts";
import { counts, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";
import { submittedSend } from "./panel_sends.ts";

const NAME = `试发率${Date.now().toString(36)}`;
/** The sandbox carrier lets the first fail, the second expire, and rejects the third. */
const FAILING = [13_800_000_002, 13_800_000_003, 13_800_000_004];
const PHONES = [...FAILING, ...Array.from({ length: 117 }, (_, index) => 13_912_360_000 + index)];

let browser: Browser;
let alice: Page;
let bob: Page;
let carol: Member;
let send: string;

before(async () => {
  browser = await launch();
  carol = await member("carol", "zh-CN");
  const maker = await member("bob", "en");
  send = await submittedSend(maker, NAME, PHONES, 0, { trial: true, trial_size: 30 });
  alice = await openPage(browser);
  bob = await openPage(browser);
  for (const [page, email, language] of [
    [alice, "alice@demo.test", "简体中文"],
    [bob, "bob@demo.test", "English"],
  ] as const) {
    await signIn(page, email, language);
  }
});
after(() => browser?.close());

const figure = (page: Page, name: string) => textOf(page.locator(`[data-figure="${name}"] .figure`));

test("before it is approved one main action stands alone; what is dangerous is behind one more click", async () => {
  await visit(alice, `/sends/${send}`);
  const head = alice.locator(".page-head");
  await head.locator('[data-verb="approve"]').waitFor();
  await counts(head.locator(".ant-btn-primary"), 1);
  await counts(head.locator(".ant-btn-dangerous"), 0);
  await counts(alice.locator('[data-verb="cancel"]'), 0);
  await alice.locator("[data-more]").click();
  await alice.locator('[data-verb="cancel"]').waitFor();
  await alice.keyboard.press("Escape");
});

test("carol approves elsewhere: the page that alice has open follows to the trial's end, its history with it", async () => {
  await carol.verb("approve_send", { send });
  await alice.locator('[data-audit="approve"]').waitFor();
  await alice.locator('[data-state="trial_hold"]').first().waitFor();
  await alice.locator('[data-audit="hold"]').waitFor();
});

test("of a trial of 30 in a send of 120, 27 delivered are 90 %, with the carrier's codes in words", async () => {
  await alice.getByTestId("trial").waitFor();
  assert.deepEqual([await figure(alice, "rate"), await figure(alice, "failed")], ["90.0 %", "3"]);
  const reason = (code: string) => textOf(alice.getByTestId("trial").locator(`[data-reason="${code}"]`));
  assert.match(await reason("MK:0001"), /空号或号码不存在（MK:0001）.*请从名单中移除/);
  assert.match(await reason("EXPIRED"), /超过有效期/);
  await visit(bob, "/sends");
  const row = bob.locator("tr", { hasText: NAME });
  await reads(row.locator(".outcome-text"), "Trial: 90.0 % delivered3 not delivered");
  const bar = await row.getByRole("img").getAttribute("aria-label");
  assert.match(bar ?? "", /30 sent: 27 delivered \(90\.0 %\), 3 failed/);
});

test("the dialog of the release says the same, and bob's page, open beside, follows to the end", async () => {
  await visit(bob, `/sends/${send}`);
  await bob.locator('[data-verb="release"]').waitFor();
  const said = await transition(alice, "release");
  assert.match(said, /试发的 30 条中已送达 27 条（90\.0 %），未送达 3 条/);
  assert.match(said, /空号或号码不存在（MK:0001）/);
  await bob.locator('[data-state="done"]').first().waitFor();
  await alice.locator('[data-state="done"]').first().waitFor();
  await alice.locator('[data-audit="release"]').waitFor();
  assert.equal(await figure(bob, "rate"), "90.0 %", "the trial stays as it was when the rest was released");
});

test("the phone stands in a drawer once it is decided", async () => {
  await bob.getByTestId("phone").click();
  await bob.getByRole("dialog").locator(".phone iframe").waitFor();
});
