/** Policies in the panel (IAM-1, IAM-2): what each allows as sentences, the two editors, and somebody who joins with one's own policy. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "@supabase/supabase-js";
import type { Browser, Page } from "playwright-core";
import postgres from "postgres";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import {
  choose,
  nextStep,
  PASSWORD,
  place,
  setLocale,
  signIn,
  textOf,
  transition,
  visit,
} from "../screens/panel.ts";
import { checked, counts, disabled, holds, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";
import { submittedSend } from "./panel_sends.ts";

const RUN = Date.now().toString(36);
const POLICY = `试发 ${RUN}`;
const GROUP = `Trial senders ${RUN}`;
const EMAIL = `jade-${RUN}@nowhere.test`;

let browser: Browser;
let page: Page;
let alice: Member;

before(async () => {
  browser = await launch();
  page = await openPage(browser);
  alice = await member("alice", "en");
  await signIn(page, "alice@demo.test", "English");
});
after(() => browser?.close());

const visual = () => page.getByTestId("policy-visual");
const statement = (at: number) =>
  visual()
    .locator(".ant-card")
    .nth(at - 1);
const json = () => page.getByRole("textbox", { name: "Policy JSON" });
/** The whole text, as a person would copy it: the editor draws only the lines near the screen. */
async function written(): Promise<string> {
  await json().focus();
  await page.keyboard.press("ControlOrMeta+a");
  return json().evaluate((box) => {
    const clipboardData = new DataTransfer();
    box.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData("text/plain");
  });
}
/** Writes this in place of what is there, as a paste does. */
async function rewrite(text: string): Promise<void> {
  await json().click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}
const show = (view: "Visual" | "JSON") => page.locator(".ant-segmented-item", { hasText: view }).click();

/** Chooses in one of the selects of a line of actions. */
async function pick(at: number, line: number, name: string, ...texts: string[]): Promise<void> {
  const select = statement(at)
    .locator(".policy-line")
    .nth(line - 1)
    .locator(".ant-select", { has: page.getByRole("combobox", { name }) });
  for (const text of texts) {
    await select.click();
    await page
      .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
      .getByTitle(text, { exact: true })
      .click();
  }
  await page.keyboard.press("Escape");
}

test("every policy of the system says in words what it allows, in both languages", async () => {
  await visit(page, "/policies");
  const row = (name: string) => page.locator("tbody tr", { hasText: name });
  await row("KooMessage Basic Edition ReadOnlyAccess")
    .getByText("View everything in the basic edition")
    .waitFor();
  await row("RTC Administrator").getByText("Send SMS").waitFor();
  await row("KooMessage SA FullAccess").getByText("Do everything in service accounts").waitFor();
  assert.doesNotMatch(await textOf(page.locator("tbody")), /KooMessage\w*:/);
  await setLocale(page, "简体中文");
  await row("KooMessage Development").getByText("创建解析任务").waitFor();
  assert.doesNotMatch(await textOf(page.locator("tbody")), /KooMessage\w*:/);
  await setLocale(page, "English");
  await row("KooMessage FullAccess")
    .getByRole("link", { name: "KooMessage FullAccess", exact: true })
    .click();
  await page.locator("h1", { hasText: "KooMessage FullAccess" }).waitFor();
  await counts(page.locator("[data-verb]"), 0, "the system's are changed by nobody");
});

test("a policy made in the visual view is JSON, is changed there, and is fields again, without a loss", async () => {
  await visit(page, "/policies/new");
  await page.locator("#policy-name").fill(POLICY);
  await pick(1, 1, "Resource type", "All resource types");
  await pick(1, 1, "Operations", "View");
  await statement(1).getByRole("button", { name: "Add actions" }).click();
  await pick(1, 2, "Resource type", "Sends");
  await pick(1, 2, "Operations", "Create", "Submit");
  await statement(1).getByRole("button", { name: "Add actions" }).click();
  await pick(1, 3, "Resource type", "Number files");
  await pick(1, 3, "Operations", "Create");
  await statement(1).getByRole("button", { name: "Add actions" }).click();
  await pick(1, 4, "Service", "SMS");
  await pick(1, 4, "Resource type", "SMS");
  await pick(1, 4, "Operations", "Send");
  await page.getByRole("button", { name: "Add statement" }).click();
  await statement(2).getByText("Denies").click();
  await pick(2, 1, "Resource type", "Sends");
  await pick(2, 1, "Operations", "Release");
  await page.getByRole("button", { name: "Add statement" }).click();
  await statement(3).getByText("Denies").click();
  await pick(3, 1, "Resource type", "Sends");
  await pick(3, 1, "Operations", "Submit");
  await statement(3).getByText("Only without a trial (full send)").click();
  await statement(3).getByText("A trial must be smaller than the full list").waitFor();

  await show("JSON");
  const expected = {
    Version: "1.1",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "KooMessage:*:list",
          "KooMessage:sendTask:create",
          "KooMessage:sendTask:submit",
          "KooMessage:numberFile:create",
          "SMS:message:send",
        ],
      },
      { Effect: "Deny", Action: ["KooMessage:sendTask:release"] },
      {
        Effect: "Deny",
        Action: ["KooMessage:sendTask:submit"],
        Condition: { StringEquals: { "tidings:Trial": ["no"] } },
      },
    ],
  };
  assert.deepEqual(JSON.parse(await written()), expected);

  const [allow, deny, whole] = expected.Statement;
  const limited = {
    ...allow,
    Action: ["KooMessage:sendTask:cancel"],
    Resource: ["*:*:*:*:own"],
    Condition: { StringEquals: { "tidings:Source": ["session", "slack"] } },
  };
  await rewrite(
    JSON.stringify({
      Version: "1.1",
      Statement: [allow, deny, limited, whole, { ...deny, Action: ["kooMessage:devSendTask:lost"] }],
    }),
  );
  await page.getByText("No action is called “kooMessage:devSendTask:lost”").first().waitFor();
  await page.getByTestId("send").click();
  await page.getByText("Statement[4].Action[0]:").waitFor();
  await page.getByText("Statement 5, action “kooMessage:devSendTask:lost”: No action is called").waitFor();
  await rewrite(JSON.stringify({ Version: "1.1", Statement: [allow, deny, limited, whole] }));
  await show("Visual");
  await counts(visual().locator(".ant-card"), 4);
  await checked(statement(4).getByRole("radio", { name: "Only without a trial (full send)" }), true);
  await statement(3).getByText("Slack", { exact: true }).waitFor();
  await checked(statement(3).getByRole("radio", { name: "Only objects the member created" }), true);
  await pick(3, 1, "Operations", "Pause and resume");
  await show("JSON");
  assert.deepEqual(JSON.parse(await written()).Statement[2], {
    ...limited,
    Action: ["KooMessage:sendTask:cancel", "KooMessage:sendTask:pause"],
  });
  await page.getByTestId("send").click();
  await page.locator("h1", { hasText: POLICY }).waitFor();
  const facts = page.locator('[data-fact="document"]');
  await reads(facts, /Denies\s*Release sends after their trial/);
  await reads(facts, /only what they created/);

  // Its page leads to a group that carries it: a new one, or one that keeps what it has.
  await page.getByTestId("policy-unused").waitFor();
  await page.getByTestId("into-group").click();
  await page.getByRole("menuitem", { name: "Readers" }).click();
  await page.waitForURL((url) => /^\/groups\/[^/]+\/edit$/.test(url.pathname));
  const chosen = page.locator(".ant-form-item", { has: page.locator("#group-policies") });
  await chosen.getByText(POLICY, { exact: true }).waitFor();
  await chosen.getByText("KooMessage ReadOnlyAccess").first().waitFor();
  await page.goBack();
  await page.getByTestId("into-new-group").click();
  await page.waitForURL((url) => url.pathname === "/groups/new");
  await chosen.getByText(POLICY, { exact: true }).waitFor();
});

test("a broken JSON is told at its place and shown in no fields; a template is put in its place", async () => {
  const heard: string[] = [];
  page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
  await visit(page, "/policies/new");
  await show("JSON");
  await rewrite('{"Version": "1.1", "Statement": [');
  await page
    .getByText(/(isn't|not) (valid )?JSON/)
    .first()
    .waitFor();
  await rewrite('{"Version": "1.1",\n"Statement": [\n{"Effect": "Allow", "Action": ["*:*:*"],}\n]}');
  await page.getByText("Line 3: This isn't valid JSON.").waitFor();
  await page.locator(".cm-lint-marker-error").waitFor();
  for (const [colorScheme, width] of [
    ["dark", 390],
    ["light", 1280],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 860 });
    // The editor drops the tooltip where the line moves away from the pointer, as it does while the page is laid anew.
    const tooltip = page.locator(".cm-tooltip-lint");
    const shown = () =>
      tooltip.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    do await page.locator(".cm-lintRange-error").hover();
    while (!(await shown()));
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${width} px`);
    assert.deepEqual(await violations(page), [], colorScheme);
  }
  await json().focus();
  await page.keyboard.press("Tab");
  assert.equal(await json().evaluate((box) => box.contains(document.activeElement)), false, "Tab leaves it");
  assert.deepEqual(heard, [], "the editor breaks no content security policy");
  await show("Visual");
  await page.getByText("The visual editor can't show this JSON").waitFor();
  await page.locator(".policy-template").click();
  await page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
    .getByTitle("KooMessage SA ReadOnlyAccess")
    .click();
  await statement(1).getByText("Service accounts").first().waitFor();
  await page.locator("#policy-name").fill(`服务号 ${RUN}`);
  await page.getByTestId("send").click();
  await page.locator('[data-fact="document"]', { hasText: "View everything in service accounts" }).waitFor();
  await transition(page, "delete");
  await page.waitForURL((url) => url.pathname === "/policies");
});

test("who joins with that policy sends trials, nothing whole, and never releases them: release is a right of its own", async () => {
  await visit(page, "/groups/new");
  await page.locator("#group-name").fill(GROUP);
  await page.locator("#group-policies").click();
  await page.keyboard.insertText(POLICY);
  await page.locator(".ant-select-item-option:visible", { hasText: POLICY }).click();
  await page.keyboard.press("Escape");
  await page.getByTestId("send").click();
  await page.locator("h1", { hasText: GROUP }).waitFor();
  const { error } = await createClient(place().api, place().key, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).auth.signUp({ email: EMAIL, password: PASSWORD });
  assert.equal(error, null);
  const { token } = await alice.verb("create_invitation", { input: { email: EMAIL, groups: [GROUP] } });
  const jade = await member("jade", "en", EMAIL);
  await jade.verb("accept_invitation", { input: { token } });
  const numbers = (from: number) => Array.from({ length: 20 }, (_, at) => from + at);
  await assert.rejects(submittedSend(jade, `全量${RUN}`, numbers(13_912_381_000), 0, {}), /trial_only/);
  const send = await submittedSend(jade, `试发${RUN}`, numbers(13_912_380_000), 0, {
    trial: true,
    trial_size: 10,
  });
  const carol = await member("carol", "en");
  await carol.verb("approve_send", { send });
  const hers = await openPage(browser);
  await signIn(hers, EMAIL);
  await visit(hers, `/sends/${send}`);
  await hers.locator('[data-state="trial_hold"]').first().waitFor();
  await counts(hers.locator('[data-verb="release"]'), 0);
  await assert.rejects(jade.verb("release_send", { send }), /forbidden/);
  await carol.verb("release_send", { send });
});

/** A new send of four typed numbers, up to the step where its trial is chosen. */
async function atTrial(jade: Page, name: string): Promise<void> {
  await visit(jade, "/sends/new");
  await jade.locator("#send-name").fill(name);
  await choose(jade, "send-template", "签收提醒", "签收提醒");
  await choose(jade, "send-sms", "订单通知");
  await nextStep(jade);
  await jade.locator(".ant-segmented-item", { hasText: "Enter manually" }).click();
  await jade.locator("#send-typed").fill("１３８１２３４５００１，13812345002 13812345003\n13812345004");
  for (const box of await jade.locator(".typed-params input").all()) await box.fill("6-2");
  await nextStep(jade);
}

test("whoever may send only with a trial begins with one that fits the numbers, and is told why it cannot be switched off", async () => {
  const jade = await openPage(browser);
  await signIn(jade, EMAIL, "English");
  const name = `先试${RUN}`;
  await atTrial(jade, name);
  await jade.getByText("Your policies require a trial before each send, so you can't choose “No”.").waitFor();
  await checked(jade.getByRole("radio", { name: "Yes", exact: true }), true);
  await disabled(jade.getByRole("radio", { name: "No", exact: true }), true);
  await holds(jade.locator("#send-trial-size"), "3", "all numbers but one");
  await nextStep(jade);
  await jade.getByTestId("submit").click();
  await jade.locator('[data-state="in_review"]').first().waitFor();
  const { data } = await alice.client.from("sends").select("trial, trial_size").eq("name", name);
  assert.deepEqual(data, [{ trial: true, trial_size: 3 }]);
});

test("whoever is refused at the last step of a new send goes on with the draft that was made: there is one", async () => {
  const jade = await openPage(browser);
  // As a page that was opened before her policy came: it does not know of it.
  await jade.route("**/rpc/whoami", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), trial_bar: null } });
  });
  await signIn(jade, EMAIL, "English");
  const name = `一次${RUN}`;
  await atTrial(jade, name);
  await nextStep(jade);
  await jade.getByTestId("submit").click();
  await jade.getByText("Your policies require a trial send before this").waitFor();
  await jade.getByRole("button", { name: "Back" }).click();
  await jade.locator("label", { hasText: /^Yes$/ }).click();
  for (const [size, wrong] of [
    ["4", "The trial must be smaller than the list (4 numbers)"],
    ["99999", "The trial must be smaller than the list (4 numbers)"],
    ["0", "A trial needs at least 1 number"],
  ] as const) {
    await jade.locator("#send-trial-size").fill(size);
    await jade.getByText(wrong).waitFor();
    await jade.getByTestId("next").click();
    await holds(jade.locator("#send-trial-size"), size, "what was typed stands");
  }
  await jade.locator("#send-trial-size").fill("1");
  await jade.reload();
  await nextStep(jade);
  await jade.getByTestId("submit").click();
  await jade.locator('[data-state="in_review"]').first().waitFor();
  const { data } = await alice.client.from("sends").select("trial_size").eq("name", name);
  assert.deepEqual(data, [{ trial_size: 1 }]);
});

test("the page of rights says who may, and by which statement of which policy of which group somebody may not", async () => {
  await visit(page, "/rights?action=KooMessage:sendTask:release");
  const list = page.getByTestId("who-can");
  await list.locator('[data-member="carol@demo.test"]').waitFor();
  await counts(list.locator(`[data-member="${EMAIL}"]`), 0);
  const { data } = await alice.client.from("members").select("id").eq("email", EMAIL).single();
  await visit(page, `/rights?action=KooMessage:sendTask:release&member=${data?.id}`);
  const explanation = page.getByTestId("explanation");
  await explanation.and(page.locator('[data-verdict="bad"]')).waitFor();
  await explanation.getByText(`statement 2 of policy “${POLICY}” in group “${GROUP}” denies it`).waitFor();
  await page.locator(".rights-fields .ant-select").first().click();
  await page.keyboard.insertText("Cancel sends");
  await page.locator(".ant-select-item-option:visible", { hasText: "Cancel sends" }).first().click();
  await page.locator('[data-testid="explanation"][data-verdict="warning"]').waitFor();
  await explanation.getByText("only what they created").first().waitFor();
});

test("a policy that a group carries is not deleted, and the button says why", async () => {
  await visit(page, "/policies");
  await page.locator("tbody tr", { hasText: POLICY }).getByRole("link", { name: POLICY }).click();
  await reads(page.locator('[data-fact="groups"]'), GROUP);
  const { data } = await alice.client.from("policy_cards").select("id").eq("name", POLICY).single();
  await assert.rejects(alice.verb("delete_policy", { policy: data?.id }), /policy_in_use/);
});

test("the page of a member has the chat accounts that speak for them, and an owner unlinks one", async () => {
  const { data } = await alice.client.from("members").select("id").eq("email", "carol@demo.test").single();
  const db = postgres(String(process.env.TIDINGS_TEST_DB_URL), { max: 1 });
  const account = `U${RUN.toUpperCase()}`;
  await db`insert into public.chat_identities (provider, team, chat_user, user_id)
    select 'slack', 'T-policies', ${account}, id from auth.users where email = 'carol@demo.test'`;
  await db.end();
  await visit(page, `/members/${data?.id}`);
  const accounts = page.getByTestId("member-accounts");
  const row = accounts.locator("tr", { hasText: account });
  await row.locator('[data-verb="unlink"]').click();
  await page.getByRole("dialog").getByText(`Unlink slack:T-policies:${account}?`).waitFor();
  await page.getByRole("dialog").locator("[data-confirm]").click();
  await row.waitFor({ state: "detached" });
  await accounts.getByRole("link", { name: "View permissions" }).click();
  await page.waitForURL((url) => url.searchParams.get("member") === data?.id);
});
