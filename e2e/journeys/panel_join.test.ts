/** An invitation in the browser: signing in first, the wrong account, the right one, and a person who has chosen no enterprise. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "@supabase/supabase-js";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { PASSWORD, place, textOf, trySignIn, visit } from "../screens/panel.ts";
import { counts, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";

/** Told apart from other runs on the same copy. */
const EMAIL = `hana-${Date.now().toString(36)}@nowhere.test`;

let browser: Browser;
let page: Page;
let alice: Member;
let mallory: Member;
const requests: string[] = [];

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

test("the link asks to sign in first, says which account is used, and refuses another than the invited one", async () => {
  const token = await invited(alice, ["Readers"]);
  await visit(page, `/join#${token}`);
  await page.getByText("请用受邀邮箱的账号登录").waitFor();
  await trySignIn(page, "dan@demo.test", PASSWORD);
  // Dan has chosen English. Hana has chosen nothing, so her browser does: Chinese.
  await said("This link is not for dan@demo.test, or no longer works");
  await counts(page.getByTestId("invited"), 0, "who was not invited reads no name");
  assert.doesNotMatch(await textOf(page.locator("main")), /云杉商城/);
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("alert").getByText("does not work for the account you use, dan@demo.test").waitFor();

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
});

test("who belongs to none pastes the link of an invitation", async () => {
  const hana = await member("hana", "en", EMAIL);
  const { data } = await hana.client.rpc("whoami");
  for (const { id } of [...data.enterprises, ...data.disabled_in])
    await hana.verb("leave_enterprise", { enterprise: id });
  await visit(page, "/");
  await said("You belong to no enterprise yet");
  await page.locator("#link").fill(` ${place().admin}/join#${await invited(mallory, ["Readers"])} `);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  await page.locator("b.enterprise", { hasText: "Other Ltd" }).waitFor();
  await hana.verb("leave_enterprise", { enterprise: (await hana.client.rpc("whoami")).data.enterprise.id });
  await visit(page, "/join");
  await said("The link of the invitation is incomplete");
});
