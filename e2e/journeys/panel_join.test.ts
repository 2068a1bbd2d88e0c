/** An invitation in the browser: signing in first, the wrong account, the right one, and a person who has chosen no enterprise. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createClient } from "@supabase/supabase-js";
import { codeAt } from "@tidings/shared/node/totp.ts";
import type { Browser, Page } from "playwright-core";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { load, PASSWORD, place, signIn, trySignIn, visit } from "../screens/panel.ts";
import { counts, disabled, holds, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";

/** Told apart from other runs on the same copy. */
const EMAIL = `hana-${Date.now().toString(36)}@nowhere.test`;

let browser: Browser;
let page: Page;
let alice: Member;
let mallory: Member;
const requests: string[] = [];
/** If set to a folder, pictures of what has been looked at are saved there. */
const KEEP = process.env.TIDINGS_SCREENS;

async function look(at: Page, name: string): Promise<void> {
  if (KEEP) await at.screenshot({ path: join(KEEP, `join-${name}.png`), animations: "disabled" });
}

before(async () => {
  browser = await launch();
  page = await openPage(browser);
  page.on("request", (request) => requests.push(`${request.url()} ${request.headers().referer ?? ""}`));
  [alice, mallory] = await Promise.all([
    member("alice", "zh-CN"),
    member("mallory", "en", "mallory@other.test"),
    member("dan", "en"),
  ]);
  const { error } = await createClient(place().api, place().key, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).auth.signUp({ email: EMAIL, password: PASSWORD });
  assert.equal(error, null, "signing up confirms the address where no mail is sent");
});
after(() => browser?.close());

const invited = async (owner: Member, groups: string[]): Promise<string> =>
  (await owner.verb("create_invitation", { input: { email: EMAIL, groups } })).token;
const said = (text: string | RegExp) => page.locator("main", { hasText: text }).waitFor();

test("the link says who invites whom into what before one is in, and another account than the invited one does not accept it", async () => {
  const token = await invited(alice, ["Readers"]);
  await visit(page, `/join#${token}`);
  await page.locator("h1", { hasText: "加入「云杉商城」" }).waitFor();
  await page.getByText(`Alice 邀请您加入用户组：只读成员。 请用 ${EMAIL} 登录`).waitFor();
  await holds(page.locator("#email"), EMAIL);
  await trySignIn(page, "dan@demo.test", PASSWORD);
  // Dan has chosen English. Hana has chosen nothing, so her browser does: Chinese.
  await said(`This invitation is for ${EMAIL}, but you're signed in as dan@demo.test`);
  await counts(page.getByRole("button", { name: "Accept invitation" }), 0, "it is not Dan's to accept");

  await page.getByRole("button", { name: "Use another account" }).click();
  await trySignIn(page, EMAIL, PASSWORD);
  await said(`您将以 ${EMAIL} 的身份接受邀请`);
  await said("加入「云杉商城」");
  await said("Alice 邀请您加入用户组：只读成员。");
  await page.getByRole("button", { name: "接受邀请" }).click();
  await page.getByText("已加入「云杉商城」").waitFor();
  await page.locator(`[data-who="${EMAIL}"]`).waitFor();
  assert.equal(new URL(page.url()).hash, "", "the token is gone from the address");
  assert.deepEqual(
    requests.filter((one) => one.includes(token)),
    [],
    "no request has it in its address",
  );
  await visit(page, `/join#${token}`);
  await page.getByTestId("over").getByText("无需再次接受").waitFor();
  await page.getByRole("button", { name: "进入管理台" }).waitFor();
});

test("who belongs to enterprises and has chosen none is shown the choice, and nothing of any of them before", async () => {
  const token = await invited(mallory, ["Readers"]);
  await visit(page, `/join#${token}`);
  await page.locator("main button.ant-btn-primary").click();
  await page.getByText("已加入「Other Ltd」，可在左上角切换").waitFor();

  const { data } = await alice.client.from("members").select("id").eq("email", EMAIL).single();
  await alice.verb("disable_member", { member: data?.id });
  await visit(page, "/templates");
  await said("请选择企业");
  await said("您在「云杉商城」的成员身份已停用");
  await page.getByRole("button", { name: "Other Ltd" }).click();
  await page.locator(`[data-who="${EMAIL}"]`).waitFor();
  await reads(page.locator("b.enterprise"), "Other Ltd");
  // Other Ltd has sent nothing yet, and none of the steps to that is a reader's.
  await page.getByTestId("waiting").waitFor();
  await counts(page.getByTestId("beginning"), 0);
  await load(page, "/sign-in?to=%2Ftemplates");
  await page.waitForURL((url) => url.pathname === "/templates");
  await page.locator(`[data-who="${EMAIL}"]`).waitFor();
});

test("a second factor is set up with a code, asked at the next sign-in and for what needs the password again, and removed", async () => {
  await member("hana", "en", EMAIL);
  await load(page, "/account");
  await page.getByTestId("add-factor").click();
  await page.locator("#sudo-password").fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  const secret = (await page.getByTestId("factor-secret").textContent()) ?? "";
  await page.getByRole("img", { name: "Authenticator QR code" }).locator("svg").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.locator("#factor-code").fill("000000");
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.getByText("The code is wrong or already used").waitFor();
  await page.locator("#factor-code").fill(codeAt(secret, Date.now()));
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await counts(page.locator("[data-factor]"), 1);
  const codes = page.getByTestId("recovery-codes").locator("li");
  await counts(codes, 10);
  const [first = "", second = ""] = await codes.allTextContents();
  assert.deepEqual(await violations(page), []);
  await look(page, "codes");
  await page.locator('[data-confirm="recovery_codes"]').click();
  await reads(page.getByTestId("recovery-left"), "Recovery codes: 10 of 10 left");

  const out = await openPage(browser, "phone", { locale: "en" });
  await load(out, "/sign-in?to=%2Faccount");
  await trySignIn(out, EMAIL, PASSWORD);
  await out.locator("h1", { hasText: "Two-step verification" }).waitFor();
  await load(out, "/templates");
  // The password alone is kept by the browser now, and opens nothing.
  await out.locator("h1", { hasText: "Two-step verification" }).waitFor();
  assert.deepEqual(await violations(out), []);
  await out.locator("#code").fill("000000");
  await out.locator("main button[type=submit]").click();
  await out.getByText("The code is wrong or already used").waitFor();
  await out.getByTestId("factor-other").click();
  await out.locator("#code").fill(first.toUpperCase());
  await look(out, "factor");
  await out.locator("main button[type=submit]").click();
  await out.waitForURL((url) => url.pathname === "/templates");
  await out.locator(`[data-who="${EMAIL}"]`).waitFor();
  await out.context().close();

  await page.locator("[data-factor] button").click();
  await page.locator("#sudo-password").fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.getByTestId("factor-other").click();
  await page.locator("#sudo-code").fill(second);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page
    .getByText("This is your only device. After you remove it, you'll sign in with just your password")
    .waitFor();
  await page.locator('[data-confirm="remove_factor"]').click();
  await counts(page.locator("[data-factor]"), 0);
  await page.locator(`[data-who="${EMAIL}"]`).waitFor();
});

test("one's own page says what leaving ends, and does it; who alone manages members stays", async () => {
  await visit(page, "/account");
  await page.getByTestId("leave").click();
  await page
    .getByTestId("what-ends")
    .getByText(/^\d+ permissions, from the groups Readers$/)
    .waitFor();
  const confirm = page.locator('[data-confirm="leave_enterprise"]');
  await disabled(confirm, true, "it asks for a tick first");
  await page.getByRole("checkbox", { name: "I confirm I want to leave" }).check();
  await confirm.click();
  await page.getByText("You have left “Other Ltd”").waitFor();
  await said("You don't belong to an enterprise yet");

  const last = await openPage(browser);
  await signIn(last, "mallory@other.test", "English");
  await visit(last, "/account");
  await last.getByTestId("leave").click();
  await last
    .getByTestId("what-ends")
    .getByText(/^\d+ permissions, from the groups Owners$/)
    .waitFor();
  await last.getByRole("link", { name: "Go to groups" }).waitFor();
  await last.getByRole("checkbox", { name: "I confirm I want to leave" }).check();
  await last.locator('[data-confirm="leave_enterprise"]').click();
  await last.getByRole("alert").getByText("This change would leave no one to manage members.").waitFor();
  assert.deepEqual(await violations(last), []);
  await last.context().close();
});

test("who belongs to none pastes the link of an invitation", async () => {
  const hana = await member("hana", "en", EMAIL);
  const { data } = await hana.client.rpc("whoami");
  for (const { id } of data.disabled_in) await hana.verb("leave_enterprise", { enterprise: id });
  await visit(page, "/");
  await said("You don't belong to an enterprise yet");
  await page.locator("#link").fill(` ${place().admin}/join#${await invited(mallory, ["Readers"])} `);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.locator("b.enterprise", { hasText: "Other Ltd" }).waitFor();
  await hana.verb("leave_enterprise", { enterprise: (await hana.client.rpc("whoami")).data.enterprise.id });
  await visit(page, "/join");
  await said("Incomplete invitation link");
});

test("a link that was revoked names nobody any more, and one that nobody made is a way to sign in", async () => {
  const out = await openPage(browser, "phone", { locale: "en" });
  const before = await invited(alice, ["Reviewers"]);
  // A newer one takes its place.
  await invited(alice, ["Readers"]);
  await load(out, `/join#${before}`);
  await out.getByRole("alert").getByText("This invitation was revoked. Ask an enterprise owner").waitFor();
  await counts(out.locator("main", { hasText: "云杉商城" }), 0);
  await load(out, "/");
  await load(out, "/join#nobody");
  await out.getByRole("alert").getByText("This isn't a valid invitation link").waitFor();
  await out.locator("#password").waitFor();
  await out.context().close();
});
