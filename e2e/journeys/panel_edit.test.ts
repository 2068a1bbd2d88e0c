/** Editing a send in a real Chromium (SND-1, APR-1): a rejected one, one that is approved and waits, one whose time has passed. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { exported, nextStep, reachVerb, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { bears, counts, disabled, holds, lists, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";
import { comesTo, passTimeOf, submittedSend } from "./sends.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

let browser: Browser;
let bob: Page;
let carol: Page;
let maker: Member;
let reviewer: Member;

before(async () => {
  browser = await launch();
  [bob, carol] = [await openPage(browser), await openPage(browser)];
  [maker, reviewer] = [await member("bob", "zh-CN"), await member("carol", "en")];
  await signIn(bob, "bob@demo.test", "简体中文");
  await signIn(carol, "carol@demo.test", "English");
});
after(() => browser?.close());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const scheduled = () => ({ timing: "scheduled", scheduled_at: inHours(30) });
const state = (page: Page, name: string) => page.locator(`[data-state="${name}"]`);
const rowOf = async (send: string) => {
  const { data } = await maker.client.from("send_cards").select("*").eq("id", send).single();
  return data;
};

test("bob edits what carol rejected, in the form he made it with; the draft survives a reload; carol approves it", async () => {
  const send = await submittedSend(maker, `改名单${RUN}`, scheduled());
  await reviewer.verb("reject_send", { send, reason: "名称不清楚" });
  await visit(bob, `/sends/${send}`);
  await bob.locator('[data-verb="update"]').click();
  await bob.getByText("驳回原因：名称不清楚").waitFor();
  await holds(bob.locator("#send-name"), `改名单${RUN}`);
  await reads(bob.locator(".ant-card").first(), /签收提醒/);
  await bob.locator("#send-name").fill(`会员日通知${RUN}`);
  await bob.getByText("未保存的内容已保留在此浏览器").waitFor();
  await bob.reload();
  await bob.getByText("已恢复此浏览器中未保存的修改").waitFor();
  await holds(bob.locator("#send-name"), `会员日通知${RUN}`);
  await bob.locator("#send-name").fill("");
  await bob.locator(".ant-steps-item").nth(3).click();
  // What is in the way is shown, with how much of it there is.
  await bears(bob.getByTestId("issues-left"), "data-left", "1");
  await bob.waitForFunction(() => document.activeElement?.id === "send-name");
  await bob.locator("#send-name").fill(`会员日通知${RUN}`);
  await counts(bob.getByTestId("issues-left"), 0);
  // Any step can be gone to that nothing stands before, and begins at its top.
  await bob.locator(".ant-steps-item").nth(3).click();
  const change = bob.getByTestId("edit-changes").locator("tbody tr");
  await lists(change.locator("td"), [`改名单${RUN}`, `会员日通知${RUN}`]);
  assert.equal(await bob.evaluate(() => scrollY), 0);
  await counts(bob.getByTestId("voids"), 0, "there is nothing to void");
  await bob.getByTestId("submit").dblclick();
  await bob.waitForURL((url) => url.pathname === `/sends/${send}`);
  await state(bob, "in_review").first().waitFor();
  assert.equal((await rowOf(send)).revision, 2, "the same click twice edits once");

  await visit(carol, `/sends/${send}`);
  await carol.getByText(`会员日通知${RUN}`).first().waitFor();
  const renamed = carol.getByTestId("changes").locator('tr[data-field="name"]');
  await renamed.waitFor();
  await lists(renamed.locator("td"), [`改名单${RUN}`, `会员日通知${RUN}`]);
  await transition(carol, "approve");
  await comesTo(maker, send, "ready");
});

test("an approved send that waits for its time is edited: the form says what that voids, and it needs an approval anew", async () => {
  const send = await submittedSend(maker, `定时${RUN}`, scheduled());
  await reviewer.verb("approve_send", { send });
  await comesTo(maker, send, "ready");
  await visit(bob, `/sends/${send}`);
  await bob.locator('[data-verb="update"]').click();
  await nextStep(bob, 2);
  await bob.getByLabel("短链有效期").or(bob.locator("#send-validity")).first().waitFor();
  await nextStep(bob, 1);
  await reads(bob.getByTestId("voids"), /审批作废，预留的额度退回/);
  await bob.getByTestId("save").click();
  await bob.waitForURL((url) => url.pathname === `/sends/${send}`);
  await state(bob, "draft").first().waitFor();
  const { units, decided_at, pending } = await rowOf(send);
  assert.deepEqual([Number(units), decided_at, pending], [0, null, 0]);
  await bob.getByText("修改").first().waitFor();

  await visit(carol, `/sends/${send}`);
  await state(carol, "draft").first().waitFor();
  await counts(carol.locator('[data-verb="approve"]'), 0);
  await transition(bob, "submit");
  await carol.locator('[data-verb="approve"]').waitFor();
  await transition(carol, "approve");
  await comesTo(maker, send, "ready");
});

test("a send whose time has passed offers no approval; to its author it offers the time, which puts it right", async () => {
  const send = await submittedSend(maker, `错过${RUN}`, scheduled());
  await visit(carol, `/sends/${send}`);
  await carol.locator('[data-verb="approve"]').waitFor();
  await passTimeOf(send);
  await carol.locator('[data-verb="approve"]').waitFor({ state: "detached" });
  await reads(carol.getByTestId("send-note"), /has passed.*Its creator can change the time/);
  await counts(carol.locator('[data-verb="reject"]'), 1);

  // A copy of it is as new: the numbers are those of its file, the time is asked for.
  await visit(bob, `/sends/${send}`);
  await reachVerb(bob, "copy");
  await bob.locator('[data-verb="copy"]').click();
  await reads(bob.getByTestId("copied"), /保存后才会新建.*发送时间（时间已过）/s);
  await holds(bob.locator("#send-name"), `错过${RUN} 副本`);
  await nextStep(bob, 2);
  await bob.getByText("立即发送").first().click();
  await nextStep(bob, 1);
  await bob.getByTestId("save").click();
  await bob.waitForURL(
    (url) => /^\/sends\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(send),
  );
  await state(bob, "draft").first().waitFor();
  await bob.locator("h1", { hasText: `错过${RUN} 副本` }).waitFor();

  await visit(bob, `/sends/${send}`);
  await bob
    .getByRole("button", { name: "修改时间" })
    .or(bob.getByRole("link", { name: "修改时间" }))
    .first()
    .click();
  await bob.getByText("立即发送").first().click();
  await nextStep(bob, 1);
  await reads(bob.getByTestId("voids"), /保存后任务恢复为草稿/);
  await bob.getByTestId("submit").click();
  await bob.waitForURL((url) => url.pathname === `/sends/${send}`);
  await carol.locator('[data-verb="approve"]').waitFor();
  await transition(carol, "approve");
  await comesTo(maker, send, "done");
});

test("who did not make it is told so; who may make no sends gets no form; what was edited elsewhere is told", async () => {
  const send = await submittedSend(maker, `别人的${RUN}`, scheduled());
  const alice = await openPage(browser);
  await signIn(alice, "alice@demo.test", "English");
  await visit(alice, `/sends/${send}`);
  await alice.locator("[data-more]").waitFor();
  await counts(alice.locator('[data-verb="update"]'), 0);
  await visit(alice, `/sends/${send}/edit`);
  await alice.locator('[data-bar="not_the_author"]').waitFor();
  await alice.context().close();
  await visit(carol, `/sends/${send}/edit`);
  await carol.locator(".status").waitFor();
  await counts(carol.locator("#send-name"), 0);

  await visit(bob, `/sends/${send}/edit`);
  await bob.locator("#send-name").fill(`我的${RUN}`);
  const now = await rowOf(send);
  await maker.verb("update_send", {
    send,
    input: {
      ...{ name: `别处${RUN}`, template_id: now.template_id, sms_template_id: now.sms_template_id },
      ...{ number_file_id: now.number_file_id, revision: now.revision, ...scheduled() },
    },
  });
  await bob.getByTestId("conflict").waitFor();
  await nextStep(bob, 3);
  await disabled(bob.getByTestId("save"), true);
  await bob.getByTestId("closed-below").waitFor();
  await bob.getByTestId("conflict").locator("button").nth(0).click();
  await bob.getByTestId("save").click();
  await bob.waitForURL((url) => url.pathname === `/sends/${send}`);
  const { name, revision } = await rowOf(send);
  assert.deepEqual([name, revision], [`我的${RUN}`, now.revision + 2]);
});

test("replies and unknown receipts are looked at: by number, by text, as a file; whole numbers stand nowhere", async () => {
  const control = (body: object) =>
    fetch(`${process.env.TIDINGS_TEST_CARRIER_URL}/control`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  assert.equal((await control({ reply_rate: 1, reply_texts: [`好的${RUN}`] })).status, 200);
  const phones = ["+8613966610001", "+8613966610002"];
  const send = await submittedSend(maker, `有回复${RUN}`, {}, phones);
  await reviewer.verb("approve_send", { send });
  await comesTo(maker, send, "done");
  // A row that comes to an open list waits behind a button, so both are there before it is opened.
  const replies = () =>
    maker.client.from("reply_cards").select("*", { count: "exact", head: true }).eq("text", `好的${RUN}`);
  while ((await replies()).count !== phones.length) await pause(200);
  await visit(bob, "/replies");
  const mine = bob.locator("tr.ant-table-row", { hasText: `好的${RUN}` });
  await mine.nth(1).waitFor();
  assert.equal((await control({ reply_rate: 0 })).status, 200);
  await reads(bob.locator("table").first(), /\+86139\*{4}000[12]/);
  assert.doesNotMatch(await textOf(bob.locator("table").first()), /1396661000/);
  const number = bob.getByPlaceholder("输入完整号码查询");
  await number.fill("139 6661");
  await bob.getByText("请输入完整号码").first().waitFor();
  await number.fill("139 6661 0001");
  await mine.first().waitFor();
  await counts(mine, 1);
  assert.doesNotMatch(bob.url(), /1396661/);
  await number.fill("");
  await bob.locator("#filter-text").fill(`好的${RUN}`);
  await mine.nth(1).waitFor();
  assert.match((await exported(bob)).suggestedFilename(), /^用户回复 .*\.csv$/);
  await visit(bob, "/receipts");
  await bob.locator("h1").getByText("未知回执").waitFor();
  await bob.locator(".frame-menu a[href='/receipts']").waitFor();
});
