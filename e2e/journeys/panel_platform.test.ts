/** Those who run the deployment, in a real Chromium (CHL-1, TPL-7): carriers and channels, decisions of vendors, banned words, holidays. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { launch, openPage } from "../screens/browser.ts";
import { choose, enter, PASSWORD, signIn, textOf, transition, typeAsked, visit } from "../screens/panel.ts";
import { bears, counts, disabled, reads } from "../screens/shown.ts";
import { type Member, member, submittedTemplate } from "./members.ts";

const RUN = Date.now().toString(36);
const CARRIER = `Backup ${RUN}`;
const CHANNEL = `Second ${RUN}`;
const KEY = `key-of-${RUN}`;
const SECRET = `whsec_${"QUJD".repeat(8)}`;
const GATEWAY = `Gateway ${RUN}`;
/** SMPP 3.4 has eight characters at most. */
const GATE_PASSWORD = "gate-pw";
const CODE = `QX:${RUN.toUpperCase().replaceAll("X", "Y")}`;
const CODE_WORDS = {
  words_zh: "测试含义",
  words_en: `A meaning ${RUN}`,
  advice_zh: "无需处理。",
  advice_en: "Nothing to do.",
  source: "The carrier's manual, 4.2",
};
const WORD = `Unbeatable${RUN}`;
/** A day that no calendar has, after those of the tests of the law. */
const DAY = "2031-10-08";

let browser: Browser;
let db: Sql;
let olga: Page;
let alice: Page;
let bob: Member;
let carol: Member;

before(async () => {
  browser = await launch();
  db = postgres(String(process.env.TIDINGS_TEST_DB_URL), { max: 1 });
  [olga, alice] = [await openPage(browser), await openPage(browser)];
  [bob, carol] = await Promise.all([member("bob", "en"), member("carol", "en")]);
  await Promise.all([
    signIn(olga, "olga@tidings.test", "English"),
    signIn(alice, "alice@demo.test", "English"),
  ]);
});
after(async () => {
  await Promise.all([browser?.close(), db?.end()]);
});

const row = (page: Page, name: string): Locator => page.locator("tbody tr", { hasText: name });

/** Fills in what only the carrier and the deployment know. */
async function fillKeys(page: Page, at: string, key: string): Promise<void> {
  await page.locator(`#${at}-api_key`).fill(key);
  await page.locator(`#${at}-webhook_secret`).fill(SECRET);
}

/** Acts from the list, and confirms. */
async function actOn(name: string, verb: string, reason?: string): Promise<void> {
  await row(olga, name).locator(`[data-verb="${verb}"]`).click();
  const dialog = olga.getByRole("dialog");
  await dialog.locator("[data-confirm]").waitFor();
  await typeAsked(olga);
  if (reason !== undefined) await dialog.locator("#transition-reason").fill(reason);
  await dialog.locator("[data-confirm]").click();
  await dialog.waitFor({ state: "hidden" });
}

test("olga adds a carrier: what is wrong is said at its field, she is asked for her password, and the key is shown nowhere", async () => {
  await enter(olga, "/carriers");
  await olga.getByRole("link", { name: "Add carrier" }).click();
  await olga.locator("#carrier-name").fill(CARRIER);
  await olga.locator("#carrier-base_url").fill("carrier.test");
  await olga.getByText("The address must start with https://").waitFor();
  await olga.locator("#carrier-base_url").fill("https://carrier.test/aim");
  await olga.locator("#carrier-number_prefix").fill("1069");
  await fillKeys(olga, "carrier", KEY);
  await bears(olga.locator("#carrier-api_key"), "type", "password");
  await db`update auth.sessions set created_at = created_at - interval '1 hour'
    where user_id = (select id from auth.users where email = 'olga@tidings.test')`;
  await olga.getByTestId("send").click();
  await olga.locator("#sudo-password").fill(PASSWORD);
  await olga.getByRole("button", { name: "Confirm", exact: true }).click();
  await olga.locator("h1", { hasText: CARRIER }).waitFor();
  await olga.locator('[data-fact="health"]', { hasText: "Unused" }).waitFor();
  const kept = await olga.evaluate(() => document.documentElement.outerHTML + JSON.stringify(localStorage));
  assert.ok(!kept.includes(KEY) && !kept.includes(SECRET), "no page and no draft has the key");
});

test("she grants it to an enterprise, and its owner finds the channel with its number", async () => {
  await enter(olga, "/channels");
  await olga.getByRole("link", { name: "Grant channel" }).click();
  await choose(olga, "channel-enterprise_id", "云杉商城");
  await choose(olga, "channel-carrier_id", CARRIER);
  await olga.locator("#channel-name").fill(CHANNEL);
  await olga.getByTestId("send").click();
  await olga.locator("h1", { hasText: CHANNEL }).waitFor();
  await reads(olga.locator('[data-fact="enterprise_name"]'), "云杉商城");
  await visit(alice, "/channels");
  await row(alice, CHANNEL).getByRole("link", { name: CHANNEL }).click();
  await alice.locator('[data-fact="number"]', { hasText: "1069001" }).waitFor();
  await reads(alice.locator('[data-fact="carrier_name"]'), CARRIER);
});

test("what she pauses, alice reads why; resumed it works again, and a rotated key is said by its time alone", async () => {
  await enter(olga, "/carriers");
  await actOn(CARRIER, "pause", "maintenance of the carrier");
  await row(olga, CARRIER).locator('[data-verb="resume"]').waitFor();
  await alice.reload();
  await alice.getByText("The platform has paused this carrier").waitFor();
  await alice.getByText("maintenance of the carrier").first().waitFor();
  await actOn(CARRIER, "resume");
  await row(olga, CARRIER).locator('[data-verb="pause"]').waitFor();
  await alice.reload();
  await alice.getByText("The carrier responds normally.").waitFor();
  await row(olga, CARRIER).getByRole("link", { name: CARRIER }).click();
  const rotated = () =>
    db`select s.credentials ->> 'api_key' as api_key from private.carrier_secrets s join public.carriers k on k.id = s.carrier_id where k.name = ${CARRIER}`;
  await olga.locator('[data-verb="rotate"]').or(olga.locator("[data-more]")).first().waitFor();
  if (!(await olga.locator('[data-verb="rotate"]').isVisible())) await olga.locator("[data-more]").click();
  await olga.locator('[data-verb="rotate"]').click();
  await fillKeys(olga, "transition", `${KEY}-b`);
  await olga.getByRole("dialog").locator("[data-confirm]").click();
  await olga.getByText(`Key of “${CARRIER}” rotated`).waitFor();
  assert.equal((await rotated())[0]?.api_key, `${KEY}-b`);
  assert.ok(!(await olga.content()).includes(KEY), "nor is the new one shown");
});

test("a carrier of SMPP is asked for what its gateway needs, shows its settings, and is rotated by its own fields", async () => {
  await enter(olga, "/carriers");
  await olga.getByRole("link", { name: "Add carrier" }).click();
  await olga.locator(".ant-select", { has: olga.locator("#carrier-adapter") }).click();
  await olga.locator(".ant-select-item-option:visible", { hasText: "SMPP 3.4" }).click();
  await olga.locator("#carrier-api_key").waitFor({ state: "detached" });
  await olga.locator("#carrier-name").fill(GATEWAY);
  await olga.locator("#carrier-base_url").fill("smpp://gate.test:2775");
  await olga.locator("#carrier-system_id").fill("tidings");
  await olga.locator("#carrier-password").fill(GATE_PASSWORD);
  await bears(olga.locator("#carrier-password"), "type", "password");
  await olga.getByTestId("send").click();
  await olga.locator("h1", { hasText: GATEWAY }).waitFor();
  await reads(olga.locator('[data-fact="window"]'), "10");
  await olga.locator('[data-verb="rotate"]').or(olga.locator("[data-more]")).first().waitFor();
  if (!(await olga.locator('[data-verb="rotate"]').isVisible())) await olga.locator("[data-more]").click();
  await olga.locator('[data-verb="rotate"]').click();
  const dialog = olga.getByRole("dialog");
  await dialog.locator("#transition-system_id").fill("tidings");
  await dialog.locator("#transition-password").fill(`${GATE_PASSWORD}2`);
  await counts(dialog.locator("#transition-webhook_secret"), 0);
  await dialog.locator("[data-confirm]").click();
  await olga.getByText(`Key of “${GATEWAY}” rotated`).waitFor();
  const [kept] =
    await db`select s.credentials from private.carrier_secrets s join public.carriers k on k.id = s.carrier_id where k.name = ${GATEWAY}`;
  assert.deepEqual(kept?.credentials, { system_id: "tidings", password: `${GATE_PASSWORD}2` });
  const drawn = await olga.evaluate(() => document.documentElement.outerHTML + JSON.stringify(localStorage));
  assert.ok(!drawn.includes(GATE_PASSWORD), "no page and no draft has the password");
});

test("a code without words is given some, and then it is told in them", async () => {
  await enter(olga, "/result-codes");
  await olga.getByRole("link", { name: "Add code" }).click();
  await olga.locator("#result-code-code").fill("qx:1");
  await olga.getByText("A code uses uppercase letters").waitFor();
  await olga.locator("#result-code-code").fill(CODE);
  for (const [name, text] of Object.entries(CODE_WORDS))
    await olga.locator(`#result-code-${name}`).fill(text);
  await olga.getByTestId("send").click();
  await olga.getByText("Code table saved").waitFor();
  await visit(alice, `/result-codes?code=${encodeURIComponent(CODE)}`);
  await row(alice, CODE).getByText(CODE_WORDS.words_en).waitFor();
  await counts(row(alice, CODE).locator('[data-verb="delete"]'), 0, "she only reads");
});

test("a test message goes to her own number, and what became of it stands on the page of the carrier", async () => {
  await enter(olga, "/carriers");
  await row(olga, "sandbox").getByRole("link", { name: "sandbox" }).click();
  const tests = olga.getByTestId("carrier-tests");
  await tests.waitFor();
  await olga.locator('[data-verb="test"]').or(olga.locator("[data-more]")).first().waitFor();
  if (!(await olga.locator('[data-verb="test"]').isVisible())) await olga.locator("[data-more]").click();
  await olga.locator('[data-verb="test"]').click();
  const dialog = olga.getByRole("dialog");
  await dialog.locator("#transition-phone").fill("1380000");
  await dialog.getByText("Enter an 11-digit mobile number").waitFor();
  await dialog.locator("#transition-phone").fill("13800000001");
  await disabled(dialog.locator("[data-confirm]"), true, "it is her own number, she says");
  await dialog.getByRole("checkbox").check();
  await dialog.locator("[data-confirm]").click();
  await dialog.waitFor({ state: "hidden" });
  const sent = tests.locator("tbody tr", { hasText: "Olga" });
  await sent.getByText("Delivered").waitFor();
  assert.ok(!(await textOf(tests)).includes("13800000001"), "her number is masked");
});

test("where the carrier tells nothing, olga writes down what a vendor decided, and the template is live", async () => {
  const name = `By hand ${RUN}`;
  const template = await submittedTemplate(bob, name);
  const told =
    await db`update public.channels set resolver = 'by_hand' where resolver = 'carrier' returning id`;
  try {
    await carol.verb("approve_template", { template });
  } finally {
    await db`update public.channels set resolver = 'carrier' where id = any (${told.map(({ id }) => id)})`;
  }
  await enter(olga, "/platform");
  await olga.locator('[data-waits="vendor_reviews"]').getByRole("link").click();
  await olga.waitForURL(/\/vendor-reviews/);
  const [huawei, other] = [row(olga, name).filter({ hasText: "Huawei" }), row(olga, name).nth(1)];
  await other.waitFor();
  await huawei.getByRole("link", { name }).click();
  await reads(olga.locator('[data-fact="content"]'), /title/);
  await transition(olga, "refuse", "the picture is blurred");
  await olga.locator('[data-fact="reason"]', { hasText: "the picture is blurred" }).waitFor();
  await transition(olga, "pass");
  await olga.getByText("Approval recorded").waitFor();
  await visit(alice, `/templates/${template}`);
  await alice.locator('[data-state="approved"]').first().waitFor();
});

test("a banned word stops a template with its sentence, and she is back in the list, where it can be allowed again", async () => {
  await enter(olga, "/banned-words");
  await olga.getByRole("link", { name: "Add banned word" }).first().click();
  await olga.locator("#banned-word-word").fill(WORD);
  await olga.locator("#banned-word-why").fill("Advertising Law, article 9");
  await olga.getByTestId("send").click();
  await olga.waitForURL((url) => url.pathname === "/banned-words");
  await row(olga, WORD).waitFor();
  const { data } = await bob.client.from("template_cards").select("*").eq("name", "签收提醒").single();
  const content = structuredClone(data.content);
  content.slots.title = `An ${WORD.toUpperCase()} offer`;
  const { usage, layout, vendors } = data;
  const input = { name: `Loud ${RUN}`, usage, layout, vendors, content };
  const { id } = await bob.verb("create_template", { input });
  const page = await openPage(browser);
  await signIn(page, "bob@demo.test", "English");
  await visit(page, `/templates/${id}`);
  await page.locator('[data-verb="submit"]').click();
  await page.getByRole("dialog").locator("[data-confirm]").click();
  await page
    .getByText(`The text contains the banned word “${WORD}”: Advertising Law, article 9.`)
    .first()
    .waitFor();
  await page.context().close();
  await row(olga, WORD).getByRole("link", { name: "Edit" }).click();
  await olga.locator("#banned-word-why").fill("Advertising Law, article 28");
  await olga.locator("#banned-word-word").press("Enter");
  await olga.waitForURL((url) => url.pathname === "/banned-words");
  await row(olga, "article 28").waitFor();
  await actOn(WORD, "delete");
  await row(olga, WORD).waitFor({ state: "detached" });
});

test("a day of the calendar is added and taken out, and a limit that is changed is said in the list", async () => {
  await enter(olga, "/holidays");
  await olga.getByRole("link", { name: "Add holidays" }).first().click();
  await olga.locator("#holiday-day").fill(DAY);
  await olga.locator("#holiday-day").press("Enter");
  await olga.locator("#holiday-name").fill(`Rest ${RUN}`);
  await olga.getByTestId("send").click();
  await olga.waitForURL((url) => url.pathname === "/holidays");
  await row(olga, `Rest ${RUN}`).getByText(DAY).first().waitFor();
  await actOn(`Rest ${RUN}`, "delete");
  await row(olga, `Rest ${RUN}`).waitFor({ state: "detached" });
  await enter(olga, "/limits");
  const [limit] = await db`select most from private.limits where name = 'address_enterprises'`;
  await row(olga, "enterprises created per IP address").getByRole("link", { name: "Edit" }).click();
  await olga.locator("#call-limit-most").fill("4321");
  await olga.getByTestId("send").click();
  await olga.waitForURL((url) => url.pathname === "/limits");
  await row(olga, "enterprises created per IP address").getByText("4,321 per 1 day").waitFor();
  await db`update private.limits set most = ${limit?.most} where name = 'address_enterprises'`;
});

test("a member of an enterprise is refused the pages of the deployment, and their menu has none", async () => {
  await visit(alice, "/");
  await alice.locator(".frame-menu a").first().waitFor();
  for (const path of [
    "platform",
    "carriers",
    "enterprises",
    "vendor-reviews",
    "banned-words",
    "holidays",
    "number-prefixes",
    "limits",
  ]) {
    await counts(alice.locator(`.frame-menu a[href="/${path}"]`), 0, path);
    await visit(alice, `/${path}`);
    await alice.getByText("403").or(alice.locator(".status")).first().waitFor();
  }
  await visit(alice, "/channels/new");
  await alice.locator(".status").waitFor();
});
