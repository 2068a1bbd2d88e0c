/** Who somebody is, in a real Chromium (IAM-5): the page of a platform admin, and a browser whose session was ended elsewhere. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import postgres from "postgres";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { clickMenu, PASSWORD, setLocale, signIn, textOf, trySignIn, visit } from "../screens/panel.ts";
import { disabled, lists, reads } from "../screens/shown.ts";
import { member } from "./members.ts";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("olga, who runs the deployment, sees counts in both languages, a menu of the deployment alone, and signs out again", async () => {
  const page = await openPage(browser);
  await visit(page, "/sign-in");
  await trySignIn(page, "olga@tidings.test", PASSWORD);
  await page.locator("h1").waitFor();
  const enterprises = page.locator('[data-fact="enterprises"]');
  assert.ok(Number(await textOf(enterprises)) >= 2);
  await setLocale(page, "简体中文");
  await reads(page.locator("h1"), "平台");
  await setLocale(page, "English");
  await reads(page.locator("h1"), "Platform");
  await lists(page.locator(".frame-menu a"), [
    "Public templates",
    ...[
      "Price list",
      "Orders",
      "Pay-as-you-go prices",
      "Settings",
      "Platform",
      "Carriers",
      "Tenants",
      "Vendor decisions",
      "Banned words",
      "Holidays",
    ],
    ...["Number prefixes", "Backup restores", "Rate limits"],
  ]);
  await clickMenu(page, "/settings");
  await lists(page.locator(".settings-tile"), [
    ...["Sessions", "Signature registration", "Channels", "Result codes"],
  ]);
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  await page.locator("[data-who]").click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
});

test("dan's browser, whose session he ended from elsewhere, goes to the sign-in page and lets him in again", async () => {
  const page = await openPage(browser);
  await signIn(page, "dan@demo.test");
  const elsewhere = await member("dan", "en");
  const { ended } = await elsewhere.verb("revoke_other_sessions");
  assert.ok(ended >= 1);
  await visit(page, "/templates");
  await page.waitForURL(/\/sign-in/);
  await trySignIn(page, "dan@demo.test", PASSWORD);
  await page.locator('[data-who="dan@demo.test"]').waitFor();
});

test("a link code asks dan for his password, and where he ends his sessions stand his chat accounts, all of which he unlinks", async () => {
  const db = postgres(String(process.env.TIDINGS_TEST_DB_URL), { max: 1 });
  await db`insert into public.chat_identities (provider, team, chat_user, user_id)
    select 'slack', 'T-identity', ${`U${Date.now()}`}, id from auth.users where email = 'dan@demo.test'`;
  await db.end();
  const page = await openPage(browser);
  await signIn(page, "dan@demo.test", "English");
  // As the database says it to a session that began more than ten minutes ago.
  const old = { code: "sudo_required", message: "", details: null, hint: null };
  await page.route("**/rpc/begin_link", (route) => route.fulfill({ status: 403, json: old }), { times: 1 });
  await visit(page, "/chat-accounts");
  await page.getByRole("button", { name: "Create code" }).click();
  await page.locator("#sudo-password").fill(PASSWORD);
  await page.locator("#sudo-password").press("Enter");
  await page.getByTestId("link-command").waitFor();
  for (const path of ["/account", "/sessions"]) {
    await visit(page, path);
    const accounts = page.getByTestId("own-accounts");
    await accounts.waitFor();
    await reads(accounts, /Changing your password or ending sessions doesn't unlink them/);
    assert.deepEqual(await violations(page), [], path);
  }
  await page.getByTestId("unlink-all").click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink all" }).click();
  await page.getByText("All chat accounts unlinked").waitFor();
  await disabled(page.getByTestId("unlink-all"), true);
});
