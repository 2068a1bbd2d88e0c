/** Members, invitations and groups in the panel (IAM-3, IAM-5): the pages that are drawn from declarations. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import postgres from "postgres";
import { launch, openPage } from "../screens/browser.ts";
import { choose, PASSWORD, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { counts, reads } from "../screens/shown.ts";

const RUN = Date.now().toString(36);
const EMAIL = `ivy-${RUN}@nowhere.test`;
const GROUP = `Night shift ${RUN}`;

let browser: Browser;
let alice: Page;
let dan: Page;

before(async () => {
  browser = await launch();
  alice = await openPage(browser);
  dan = await openPage(browser);
  await Promise.all([signIn(alice, "alice@demo.test", "English"), signIn(dan, "dan@demo.test", "English")]);
});
after(() => browser?.close());

const row = (page: Page, text: string) => page.locator("tbody tr", { hasText: text });

test("alice invites an address into two groups; its link is shown once, and the list has it until she revokes it", async () => {
  await visit(alice, "/invitations/new");
  await alice.getByTestId("send").click();
  await alice.getByText("“Email” is missing").waitFor();
  await alice.getByText("“Groups” is missing").waitFor();
  await alice.locator("#invitation-email").fill("no address");
  await alice.getByText("This isn't an email address").waitFor();
  await alice.locator("#invitation-email").fill(EMAIL);
  await choose(alice, "invitation-groups", "Readers");
  await choose(alice, "invitation-groups", "Operators");
  await alice.keyboard.press("Escape");
  await alice.getByTestId("send").click();
  const link = await textOf(alice.getByTestId("invitation-link"));
  assert.match(link, /\/join#[\w-]{43}$/);
  await counts(alice.getByRole("dialog").getByRole("button", { name: "Cancel" }), 0);
  // This deployment has no mail server.
  await alice.getByText("Share the link with them yourself").waitFor();
  await alice.getByRole("link", { name: "Send by email" }).waitFor();
  await counts(alice.getByTestId("invitation-mail"), 0);
  await alice.getByRole("button", { name: "Done" }).click();
  await alice.waitForURL((url) => url.pathname === "/invitations");
  await row(alice, EMAIL).getByText("Operators, Readers").waitFor();
  await row(alice, EMAIL).locator('[data-state="open"]').waitFor();
  assert.doesNotMatch(await textOf(alice.locator("main")), /join#/);
  await row(alice, EMAIL).getByRole("link", { name: EMAIL }).click();
  await alice.locator("h1", { hasText: EMAIL }).waitFor();
  await transition(alice, "revoke");
  await alice.locator('[data-state="revoked"]').first().waitFor();
});

test("where the deployment has mail the link goes out by itself; a mail that fails is tried again, and the link stays", async () => {
  const MAIL = "**/functions/v1/mail-invitation";
  const email = `iris-${RUN}@nowhere.test`;
  const why = [{ zh: "邮件服务器拒收", en: "the mail server rejected it" }];
  const failed = { code: "mail_failed", message: "no", details: { why } };
  const answers: [status: number, body: object][] = [
    [409, failed],
    [200, { email }],
  ];
  const asked: string[] = [];
  await alice.route(MAIL, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    asked.push(route.request().postDataJSON().token);
    const [status, json] = answers.shift() ?? [409, failed];
    const headers = { "access-control-allow-origin": "*" };
    await route.fulfill({ status, json, headers });
  });
  await visit(alice, "/invitations/new");
  await alice.locator("#invitation-email").fill(email);
  await choose(alice, "invitation-groups", "Readers");
  await alice.keyboard.press("Escape");
  await alice.getByTestId("send").click();
  const note = alice.getByTestId("invitation-mail");
  await note.getByText("The email wasn't sent: the mail server rejected it.").waitFor();
  await note.getByRole("button", { name: "Try again" }).click();
  await note.getByText(`Link emailed to ${email}`).waitFor();
  await counts(alice.getByRole("link", { name: "Send by email" }), 0);
  const link = await textOf(alice.getByTestId("invitation-link"));
  assert.deepEqual(asked, [link.split("#")[1], link.split("#")[1]]);
  await alice.unroute(MAIL);
  await alice.getByRole("button", { name: "Done" }).click();
  await alice.waitForURL((url) => url.pathname === "/invitations");
});

test("a session that is no longer fresh is asked for the password once, and then it is done", async () => {
  const { TIDINGS_TEST_DB_URL } = process.env;
  assert.ok(TIDINGS_TEST_DB_URL, "TIDINGS_TEST_DB_URL is the database of the running copy");
  const db = postgres(TIDINGS_TEST_DB_URL, { max: 1 });
  await db`update auth.sessions set created_at = created_at - interval '1 hour'
    where user_id = (select id from auth.users where email = 'alice@demo.test')`;
  await db.end();
  await visit(alice, "/groups/new");
  await alice.locator("#group-name").fill(GROUP);
  await choose(alice, "group-policies", "KooMessage ReadOnlyAccess");
  await alice.keyboard.press("Escape");
  await choose(alice, "group-members", "Dan");
  await alice.keyboard.press("Escape");
  await alice.getByTestId("send").click();
  const password = alice.locator("#sudo-password");
  await password.fill("not hers");
  await alice.getByRole("button", { name: "Confirm", exact: true }).click();
  await alice.getByText("Incorrect password").waitFor();
  await password.fill(PASSWORD);
  await alice.getByRole("button", { name: "Confirm", exact: true }).click();
  await alice.locator("h1", { hasText: GROUP }).waitFor();
  await reads(alice.locator('[data-fact="members"]'), "Dan");
});

test("a group is edited with what it has filled in, and deleted; its page leads back to the list", async () => {
  await visit(alice, "/groups");
  await row(alice, GROUP).getByRole("link", { name: "Edit" }).click();
  await alice.locator(".ant-select-selection-item", { hasText: "Dan" }).waitFor();
  await alice.locator("#group-name").fill(`${GROUP} B`);
  await alice.getByTestId("send").click();
  await alice.locator("h1", { hasText: `${GROUP} B` }).waitFor();
  await transition(alice, "delete");
  await alice.waitForURL((url) => url.pathname === "/groups");
  await row(alice, "Readers").waitFor();
  await row(alice, GROUP).waitFor({ state: "detached" });
});

test("who may only read sees members and groups, and is offered nothing to change", async () => {
  await visit(dan, "/members");
  await row(dan, "bob@demo.test").locator('[data-state="active"]').waitFor();
  await row(dan, "bob@demo.test").getByRole("link", { name: "Bob" }).click();
  await dan.locator('[data-fact="groups"]', { hasText: "Operators" }).waitFor();
  await counts(dan.locator("[data-verb]"), 0);
  await visit(dan, "/groups/new");
  await dan.getByText("You don't have permission to view this page").waitFor();
});
