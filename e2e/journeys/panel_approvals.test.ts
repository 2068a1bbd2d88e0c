/** Approvals in a real Chromium: a rule of two approvers, tried and met by two people; a send that waited too long. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listLink } from "@tidings/shared/resource/address.ts";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, reachVerb, signIn, transition, visit } from "../screens/panel.ts";
import { bears, comes, counts, disabled, holds, reads } from "../screens/shown.ts";
import { member } from "./members.ts";
import { phonesOf, submittedSend } from "./panel_sends.ts";
import { passTimeOf } from "./sends.ts";

const RUN = Date.now().toString(36);
const RULE = `两人审批${RUN}`;

let browser: Browser;
let alice: Page;
let carol: Page;
let send: string;

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  carol = await openPage(browser);
  await signIn(alice, "alice@demo.test", "简体中文");
  await signIn(carol, "carol@demo.test", "English");
});
after(() => browser?.close());

test("alice makes a policy and sees, before it holds, what it would have asked", async () => {
  const maker = await member("bob", "zh-CN");
  send = await submittedSend(maker, `双人${RUN}`, phonesOf(3, 13_912_360_000));
  const gone = await submittedSend(maker, `一人${RUN}`, phonesOf(2, 13_912_361_000));
  await (await member("carol", "en")).verb("approve_send", { send: gone });
  await visit(alice, "/approval-rules");
  await alice.getByRole("link", { name: "新建规则" }).first().click();
  await alice.locator("#approval-rule-name").fill(RULE);
  await alice.locator("#approval-rule-approvers").fill("2");
  await alice.getByTestId("try-draft").click();
  const trial = alice.getByTestId("trial");
  await trial.waitFor();
  await reads(trial.locator("tr", { hasText: `一人${RUN}` }), /2 位审批人.*需更多审批人/);
  await counts(trial.locator("tr", { hasText: `双人${RUN}` }), 0, "nobody has decided it");
  // It stays when the draft is kept, a moment after the typing.
  await alice.getByText(/未保存的内容已保留/).waitFor();
  await trial.waitFor();
  await alice.getByTestId("send").click();
  await alice.getByText(/人可按此规则审批/).waitFor();
  // A copy is the form of a new one, filled in; nothing is made of it here.
  await reachVerb(alice, "copy");
  await alice.locator('[data-verb="copy"]').click();
  await holds(alice.locator("#approval-rule-name"), `${RULE} 副本`);
  await holds(alice.locator("#approval-rule-approvers"), "2");
  await reads(alice.getByTestId("copied"), /保存后才会新建/);
  await visit(alice, "/approval-rules");
  await alice.locator("tr", { hasText: RULE }).getByText("2 位审批人").waitFor();
});

test("what waits for carol stands on the overview and in the bell; both lead to where it is decided, and Escape leads back", async () => {
  await visit(carol, "/");
  const waiting = carol.getByTestId("waiting");
  const row = waiting.locator("tr", { hasText: `双人${RUN}` });
  await row.locator('[data-decide="reject"]').click();
  await carol.getByTestId("queue").waitFor();
  await carol.waitForFunction(() => document.activeElement?.id === "transition-reason");
  await carol.keyboard.press("Escape");
  await carol.waitForFunction(() => document.activeElement?.matches(".review-content"));
  await carol.keyboard.press("Escape");
  await counts(carol.getByTestId("queue"), 0);
  await carol.waitForFunction((id) => document.activeElement?.getAttribute("data-row-key") === id, send);
  await carol.getByTestId("bell").click();
  // It shows what has waited longest, which may be another journey's.
  const longest = carol.getByTestId("bell-reviews").getByRole("button").first();
  const name = (await longest.textContent()) ?? "";
  await longest.click();
  await carol.getByTestId("queue").waitFor();
  assert.ok((await carol.getByRole("dialog").locator("h2").textContent())?.includes(name), name);
  await carol.keyboard.press("Escape");
  await counts(carol.getByTestId("queue"), 0);
  await bears(carol.locator(":focus"), "data-testid", "bell");
});

test("carol is told that her approval alone is not enough, and cannot give it twice", async () => {
  await visit(carol, `/sends/${send}`);
  await carol.getByTestId("approvals").getByText("0 of 2").waitFor();
  assert.match(await transition(carol, "approve"), /the send starts once others approve too/);
  await carol.getByTestId("approvals").getByText("1 of 2").waitFor();
  await reads(carol.getByTestId("approvals"), /Approved by Carol/);
  await carol.locator('[data-verb="approve"]').waitFor({ state: "detached" });
  await reads(carol.getByTestId("send-note"), /More approvers are needed/);
  await visit(carol, "/");
  // It waits for another now.
  await counts(carol.locator("tr", { hasText: `双人${RUN}` }).locator("[data-decide]"), 0);
});

test("alice's approval is the second, and the send goes out", async () => {
  await visit(alice, `/sends/${send}`);
  await transition(alice, "approve");
  await alice.locator('[data-state="done"]').first().waitFor();
});

test("whose sends they are is chosen by name, and the list of them fits a window of 1,280 px", async () => {
  await visit(alice, listLink("sends", { name: RUN }));
  await alice.getByRole("button", { name: "高级筛选" }).click();
  await choose(alice, "filter-submitted_by", "Bob · bob@demo.test", "Bob");
  await alice.waitForURL(/submitted_by=[0-9a-f-]{36}/);
  await alice.locator("tr", { hasText: `双人${RUN}` }).waitFor();
  await comes(
    () => alice.locator(".ant-table-content").evaluate((one) => one.scrollWidth - one.clientWidth),
    (over) => assert.equal(over, 0),
  );
});

test("the policy is deleted, and holds nobody any more", async () => {
  await visit(alice, "/approval-rules");
  await alice.locator("tr", { hasText: RULE }).getByRole("button", { name: "删除" }).click();
  await alice.locator("[data-confirm]").click();
  await alice.locator("tr", { hasText: RULE }).waitFor({ state: "detached" });
});

test("a send whose time passes while carol looks at it can no longer be approved, and she is told what to do", async () => {
  const maker = await member("bob", "zh-CN");
  const late = await submittedSend(maker, `错过${RUN}`, phonesOf(1, 13_912_370_000), 3_600_000);
  await visit(carol, `/sends/${late}`);
  await carol.locator('[data-verb="approve"]').click();
  const dialog = carol.locator(".ant-modal");
  await dialog.getByText(/It starts at/).waitFor();
  await passTimeOf(late);
  await dialog
    .getByText(/has passed, so this send can't be approved. Its creator can change the time/)
    .waitFor();
  await disabled(dialog.locator('[data-confirm="approve_send"]'), true);
  await dialog.locator(".ant-modal-footer .ant-btn").first().click();
  await dialog.waitFor({ state: "detached" });
  await reads(carol.getByTestId("send-note"), /has passed/);
  await carol.locator('[data-verb="approve"]').waitFor({ state: "detached" });
  await transition(carol, "reject", "too late");
});

test("carol is told, at its field, what is wrong before somebody can stand in for her; then alice does, until carol ends it", async () => {
  await visit(carol, "/account");
  const card = carol.getByTestId("delegation");
  const name = card.getByRole("button", { name: "Set delegate" });
  await name.click();
  await card.getByText("“Delegate” is missing").waitFor();
  await choose(carol, "away-delegate", "Alice");
  const last = carol.locator("#away-last_day");
  await last.fill("2020-01-01");
  await last.press("Enter");
  await name.click();
  await card.locator(".ant-form-item-has-error").first().waitFor();
  // Typed right after a refusal, while the page reads anew.
  await last.fill("2099-01-01");
  await last.press("Enter");
  await name.click();
  await card.locator(".ant-form-item-has-error").first().waitFor();
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await last.fill(soon);
  await last.press("Enter");
  await name.click();
  await card.getByText(`Alice is reviewing on your behalf until ${soon}`).waitFor();
  await card.getByRole("button", { name: "End" }).click();
  await card.getByText("reviews for you").waitFor({ state: "detached" });
  await name.waitFor();
});

test("carol sets her quiet hours, is told at once what is wrong with them, and ends them by clearing both", async () => {
  const card = carol.getByTestId("quiet-hours");
  const save = card.getByRole("button", { name: "Save" });
  const type = async (end: "from" | "until", time: string) => {
    const input = carol.locator(`#quiet-${end}`);
    await input.fill(time);
    await input.press("Enter");
  };
  await visit(carol, "/account");
  await type("from", "22:00");
  await save.click();
  await card.locator(".ant-form-item-has-error", { hasText: "the end of quiet hours" }).waitFor();
  await type("until", "08:00");
  await save.click();
  await carol.getByText("Saved").first().waitFor();
  await visit(carol, "/account");
  await holds(carol.locator("#quiet-until"), "08:00");
  const { client } = await member("carol", "en");
  assert.deepEqual((await client.rpc("whoami")).data.quiet, { from: "22:00", until: "08:00" });
  for (const end of ["from", "until"]) {
    const picker = card.locator(".ant-picker", { has: carol.locator(`#quiet-${end}`) });
    await picker.hover();
    await picker.locator(".ant-picker-clear").click();
  }
  await save.click();
  await carol.getByText("Saved").first().waitFor();
  await visit(carol, "/account");
  await holds(carol.locator("#quiet-from"), "");
});

test("alice says after how many hours a review is escalated, and is told of a figure that cannot be", async () => {
  await visit(alice, "/enterprise");
  const card = alice.getByTestId("review-hours");
  const hours = card.getByRole("spinbutton");
  const save = card.getByTestId("send");
  const before = await hours.inputValue();
  await hours.fill("999");
  await save.click();
  await card.getByText("1 到 720 的整数，或留空").waitFor();
  await hours.fill("36");
  await save.click();
  await alice.getByText("已保存").waitFor();
  await hours.fill(before);
  await save.click();
});
