/**
 * From nothing to an enterprise at work, in the browser alone (ENT-1, ENT-2, OVW-1): two people who know the panel's address and nothing else.
 *
 * The straight way, from the sign-up to the first delivered message, takes at most 45 clicks of both together. Counted is each `pointerdown`
 * in either page while `walk` runs: buttons, links, choices, what opens a file dialog, and each field that has not the focus and is not reached
 * by Tab. What is looked at beside the way (what is wrong, a reload, a password that is changed) is not counted; it ends where the way goes on.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { violations } from "../screens/access.ts";
import { launch, openPage } from "../screens/browser.ts";
import { choose, load, nextStep, signIn, textOf, trySignIn, visit } from "../screens/panel.ts";
import { bears, comes, counts, disabled, holds, reads } from "../screens/shown.ts";
import { codeFor, linkFor } from "./mails.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const NORA = `nora-${RUN}@newcomer.test`;
const OTTO = `otto-${RUN}@newcomer.test`;
const SHOP = `Nora's shop ${RUN}`;
const PASSWORD = "a quiet morning";

let browser: Browser;
let nora: Page;
let otto: Page;

before(async () => {
  browser = await launch();
  nora = await openPage(browser, "desk", { locale: "en" });
  otto = await openPage(browser, "phone", { locale: "zh-CN" });
  for (const page of [nora, otto])
    await page.addInitScript(() => {
      const count = ({ isTrusted }: Event) => {
        if (isTrusted) sessionStorage.setItem("clicks", `${Number(sessionStorage.getItem("clicks")) + 1}`);
      };
      addEventListener("pointerdown", count, { capture: true });
    });
});
after(() => browser?.close());

/** Of the straight way, so far. */
let clicks = 0;
/** And of each part. */
const parts: number[] = [];
const clicksIn = async (page: Page) =>
  page.url() === "about:blank" ? 0 : page.evaluate(() => Number(sessionStorage.getItem("clicks")));
/** A part of the straight way: the clicks of either of them in it count. */
async function walk(part: () => Promise<void>): Promise<void> {
  const both = async () => (await clicksIn(nora)) + (await clicksIn(otto));
  const before = await both();
  await part();
  parts.push((await both()) - before);
  clicks += parts.at(-1) ?? 0;
}

/** So many stops of Tab somebody passes over before they take the mouse. */
const STOPS = 6;
/** Types into a form as somebody at its keyboard does: it opens with the focus in the first of these fields, and Tab leads to the others. */
async function type(page: Page, fields: Record<string, string>): Promise<void> {
  let isFirst = true;
  for (const [id, text] of Object.entries(fields)) {
    const field = page.locator(`[id="${id}"]`);
    const isAt = () => field.evaluate((one) => one === document.activeElement);
    if (isFirst) await comes(isAt, (at) => assert.ok(at, `the form begins at ${id}`));
    isFirst = false;
    for (let stops = 0; stops < STOPS && !(await isAt()); stops += 1) await page.keyboard.press("Tab");
    if (!(await isAt())) await field.click();
    await page.keyboard.insertText(text);
    await holds(field, text);
  }
}
/** Clicks what asks for files, and chooses these. */
async function chooseFiles(page: Page, button: string, files: Record<string, Buffer>): Promise<void> {
  const asked = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await asked).setFiles(
    Object.entries(files).map(([name, buffer]) => ({ name, mimeType: "application/octet-stream", buffer })),
  );
}

/** Fills in the form of a page; a name is the id of a field. */
async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
}
const send = (page: Page) => page.locator("main button[type=submit]").click();
/** What is said under a field. */
const under = (page: Page, id: string, text: string | RegExp) =>
  page
    .locator(".ant-form-item", { has: page.locator(`#${id}`) })
    .locator(".ant-form-item-explain")
    .getByText(text)
    .waitFor();
const step = (page: Page, name: string) => page.locator(`[data-step="${name}"] [data-state]`);
const isAt = async (page: Page, name: string, state: string) =>
  page.locator(`[data-step="${name}"] [data-state="${state}"]`).waitFor();

/** A picture as the layout of a notice wants it. */
async function picture(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 360);
    const pen = canvas.getContext("2d");
    if (pen) {
      pen.fillStyle = "#0f6b57";
      pen.fillRect(0, 0, 640, 360);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

test("what is wrong with a sign-up is said at its field, and nobody is signed up by it", async () => {
  await visit(nora, "/");
  await nora.locator('[data-to="sign-up"]').click();
  await nora.waitForURL((url) => url.pathname === "/sign-up");
  await send(nora);
  await under(nora, "name", "Enter your name");
  await under(nora, "email", "Enter your email");
  await under(nora, "password", "Enter your password");
  await fill(nora, { name: "No‮ra", email: "nora at home", password: "short" });
  await send(nora);
  await under(nora, "name", "invisible character");
  await under(nora, "email", "Enter a valid email");
  await under(nora, "password", "Use at least 8 characters");
  await fill(nora, { name: "N".repeat(65), email: "alice@demo.test", password: "ü".repeat(40) });
  await send(nora);
  await under(nora, "name", "Use at most 64 characters");
  await under(nora, "password", "Use at most 72 bytes");
  await fill(nora, { name: "Nora", password: PASSWORD });
  await send(nora);
  await under(nora, "email", "This email already has an account");
  assert.deepEqual(await violations(nora), []);
});

test("nora signs up and belongs to no enterprise: she may open one or join one", async () => {
  await load(nora, "/");
  await walk(async () => {
    await nora.locator('[data-to="sign-up"]').click();
    await type(nora, { name: "Nora", email: ` ${NORA} `, password: PASSWORD });
    await send(nora);
    await nora.locator("h1", { hasText: "You don't belong to an enterprise yet" }).waitFor();
    await nora.locator("#link").waitFor();
    await nora.getByRole("link", { name: "Create an enterprise" }).click();
    await nora.locator("h1", { hasText: "Create an enterprise" }).waitFor();
  });
});

test("an enterprise opens with a name and both statements accepted, each wrong thing said where it is", async () => {
  await send(nora);
  await under(nora, "open_name", "Enter the enterprise name");
  await under(nora, "open_agreed", "Read and agree to both statements first");
  await fill(nora, { open_name: "N" });
  await send(nora);
  await under(nora, "open_name", "Use 2–64 characters");
  await fill(nora, { open_name: "x".repeat(65) });
  await send(nora);
  await under(nora, "open_name", "Use 2–64 characters");
  await fill(nora, { open_name: "Nora​'s shop" });
  await send(nora);
  await under(nora, "open_name", "invisible character");
  for (const [name, says] of [
    ["koomessage", "Billing is per resolution"],
    ["sms", "Marketing messages say how to opt out and go only to people who agreed"],
  ] as const) {
    await nora.locator(`[data-statement="${name}"]`).click();
    await nora.getByRole("dialog").getByText(says).waitFor();
    await nora.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await nora.getByRole("dialog").waitFor({ state: "hidden" });
  }
  assert.deepEqual(await violations(nora), []);
  await load(nora, "/open-enterprise");
  await walk(async () => {
    await type(nora, { open_name: SHOP });
    await nora.locator("#open_agreed").check();
    await nora.getByTestId("open-enterprise").click();
    await nora.locator("b.enterprise", { hasText: SHOP }).waitFor();
    await nora.getByTestId("beginning").waitFor();
  });
});

test("her overview is the way to the first message, and it survives a reload", async () => {
  for (const round of ["opened", "reloaded"]) {
    await isAt(nora, "enterprise", "done");
    await isAt(nora, "channel", "done");
    for (const name of ["people", "filing", "app", "signature", "sms_template", "template", "send"])
      await bears(step(nora, name), "data-state", "open", `${round}: ${name}`);
    await nora.getByText("2 of 9 done").waitFor();
    if (round === "opened") await nora.reload();
  }
  assert.deepEqual(await violations(nora), []);
  await visit(nora, "/open-enterprise");
  await fill(nora, { open_name: SHOP.toUpperCase() });
  await nora.locator("#open_agreed").check();
  await send(nora);
  await under(nora, "open_name", "You've already created an enterprise named");
});

test("she sets name and zone of her enterprise, and reads who accepted what", async () => {
  await visit(nora, "/enterprise");
  await nora.getByTestId("statements").getByText("Nora agreed on").first().waitFor();
  await counts(nora.getByTestId("statements").locator("li"), 2);
  await fill(nora, { enterprise_name: " " });
  await nora.getByTestId("save-enterprise").click();
  await under(nora, "enterprise_name", "Enter the enterprise name");
  await fill(nora, { enterprise_name: `${SHOP} & Co` });
  await nora.locator("#enterprise_time_zone").fill("Tokyo");
  await nora.locator(".ant-select-item-option:visible", { hasText: "Asia/Tokyo" }).click();
  await nora.getByText("Changing the time zone doesn't affect dates already reported").waitFor();
  assert.deepEqual(await violations(nora), []);
  await nora.getByTestId("save-enterprise").click();
  await nora.locator("b.enterprise", { hasText: "& Co" }).waitFor();
  await nora.getByRole("note", { name: "Asia/Tokyo" }).waitFor();
});

test("otto is invited, signs up at the link on his phone, and joins", async () => {
  await visit(nora, "/");
  let link = "";
  await walk(async () => {
    await nora.getByTestId("next-step").click();
    await nora.waitForURL((url) => url.pathname === "/invitations/new");
    await type(nora, { "invitation-email": OTTO });
    await choose(nora, "invitation-groups", "Owners");
    await nora.keyboard.press("Escape");
    await nora.getByTestId("send").click();
    link = await textOf(nora.getByTestId("invitation-link"));
    await nora.getByRole("button", { name: "Done" }).click();
    await nora.waitForURL((url) => url.pathname === "/invitations");
  });
  await visit(nora, "/");
  await isAt(nora, "people", "waiting");

  await otto.goto(link);
  await otto.locator("h1", { hasText: `加入「${SHOP} & Co」` }).waitFor();
  await otto.getByText("Nora 邀请您加入用户组：所有者。").waitFor();
  assert.deepEqual(await violations(otto), []);
  await walk(async () => {
    await otto.locator('[data-to="sign-up"]').click();
    await holds(otto.locator("#email"), OTTO);
    await type(otto, { name: "Otto", password: PASSWORD });
    await send(otto);
    await otto.getByTestId("invited").waitFor();
    await otto.locator("main button.ant-btn-primary").click();
    await otto.locator(`[data-who="${OTTO}"]`).waitFor();
  });
  await isAt(nora, "people", "done");
});

test("a forgotten password is set anew by the code of a mail, and by its link", async () => {
  const page = await openPage(browser, "phone", { locale: "en" });
  await visit(page, "/sign-in");
  await page.locator('[data-to="new-password"]').click();
  await send(page);
  await under(page, "email", "Enter your email");
  await fill(page, { email: NORA });
  await send(page);
  await page.getByText(`If ${NORA} has an account`).waitFor();
  await fill(page, { code: "12", password: "short" });
  await send(page);
  await under(page, "code", "6–10 digits");
  await fill(page, { code: "000000", password: PASSWORD });
  await send(page);
  await under(page, "code", "wrong or has expired");
  assert.deepEqual(await violations(page), []);
  const code = await codeFor(NORA);
  await fill(page, { code: ` ${code.slice(0, 3)} ${code.slice(3)}`, password: `${PASSWORD} 2` });
  await send(page);
  await page.locator(`[data-who="${NORA}"]`).waitFor();
  await page.context().close();

  const other = await openPage(browser, "desk", { locale: "en" });
  await visit(other, "/new-password");
  await fill(other, { email: OTTO });
  await send(other);
  await other.getByText(`If ${OTTO} has an account`).waitFor();
  await other.goto(await linkFor(OTTO));
  // In the language of the account, which otto has signed up in.
  await other.getByText(`为 ${OTTO} 设置新密码`).waitFor();
  await fill(other, { password: `${PASSWORD} 3` });
  await send(other);
  await other.locator(`[data-who="${OTTO}"]`).waitFor();
  await other.context().close();
  const late = await openPage(browser, "desk", { locale: "en" });
  await late.goto(await linkFor(OTTO));
  await late.getByText("This link no longer works").waitFor();
  await late.context().close();
});

test("the password is changed with the present one alone, and other sessions end", async () => {
  await visit(nora, "/sign-in");
  await fill(nora, { email: NORA, password: PASSWORD });
  await send(nora);
  await nora.getByText("Wrong email or password").waitFor();
  await fill(nora, { password: `${PASSWORD} 2` });
  await send(nora);
  await nora.locator(`[data-who="${NORA}"]`).waitFor();
  await visit(nora, "/account");
  await fill(nora, { now: "not this one", password: "another morning" });
  await nora.getByTestId("change-password").click();
  await under(nora, "now", "Current password is incorrect");
  await fill(nora, { now: `${PASSWORD} 2`, password: `${PASSWORD} 2` });
  await nora.getByTestId("change-password").click();
  await under(nora, "password", "The new password must differ from the current one");
  assert.deepEqual(await violations(nora), []);
  await fill(nora, { now: `${PASSWORD} 2`, password: "another morning" });
  await nora.getByTestId("change-password").click();
  await nora.getByText("other sessions ended").waitFor();
});

/** Otto, whose phone shows what waits for him, approves the one thing that does. */
async function approved(name: string): Promise<void> {
  await otto.locator("tr", { hasText: name }).locator('[data-decide="approve"]').click();
  await otto.locator("[data-confirm]").click();
  await otto.locator("tr", { hasText: name }).waitFor({ state: "detached" });
}
/** What a list to choose from shows as chosen. */
const chosen = (page: Page, id: string, text: string) =>
  page
    .locator(".ant-select", { has: page.locator(`#${id}`) })
    .getByText(text)
    .waitFor();
/** The page of what was just made says what comes next, and leads there. */
async function goesOn(name: string, path: string): Promise<void> {
  const note = nora.getByTestId("next-step-note");
  const link = note.getByRole("link", { name: `Next: ${name}` });
  await link.click();
  await nora.waitForURL((url) => url.pathname === path);
  await link.waitFor({ state: "hidden" });
}
/** Looks at something beside the way, and comes back to it. */
async function beside(path: string, look: () => Promise<void>): Promise<void> {
  const { pathname } = new URL(nora.url());
  await visit(nora, path);
  await look();
  await visit(nora, pathname);
}

test("a filing with its materials, which are chosen at once", async () => {
  await visit(otto, "/sign-in");
  await trySignIn(otto, OTTO, `${PASSWORD} 3`);
  await otto.locator(`[data-who="${OTTO}"]`).waitFor();
  await visit(nora, "/invitations");
  await walk(async () => {
    await goesOn("Enterprise filing", "/filings/new");
    await nora.getByTestId("send").click();
    await nora.waitForURL(/\/filings\/[0-9a-f-]+\/edit/);
    await nextStep(nora);
    const buffer = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
    await chooseFiles(nora, "Choose several files", {
      "licence.pdf": buffer,
      "commitment.pdf": buffer,
      "signature.pdf": buffer,
      "relation.pdf": buffer,
    });
    await nora.getByText("relation.pdf").waitFor();
    await nora.getByTestId("send").click();
    await nora.getByText("You submitted this, so another member must review it.").waitFor();
  });
});

test("a send that lacks everything says what to make first, leads there and back", () =>
  beside("/sends/new", async () => {
    await nora.locator('[data-none="template"]').getByText("Create a template first").waitFor();
    await nora
      .locator('[data-none="sms"]')
      .getByText("First request a template with a short link placeholder")
      .waitFor();
    assert.deepEqual(await violations(nora), []);
    await nora.getByRole("link", { name: "Create card template" }).click();
    await nora.waitForURL((url) => url.pathname === "/templates/new");
    await nora.getByTestId("way-back").click();
    await nora.waitForURL((url) => url.pathname === "/sends/new");
    await nora.locator('[data-none="template"]').waitFor();
    await counts(nora.getByTestId("way-back"), 0);
  }));

test("a signature: its application first, then the licence that is filed already", async () => {
  await walk(async () => {
    await goesOn("Create an SMS application", "/sms-apps/new");
    await type(nora, { "sms-app-name": "shop" });
    await nora.getByTestId("send").click();
    await nora.locator("h1", { hasText: "shop" }).waitFor();
  });
  assert.deepEqual(await violations(nora), []);
  await walk(async () => {
    await goesOn("Request an SMS signature", "/signatures/new");
    // There is one application: it is chosen, and nothing is typed by that.
    await chosen(nora, "signature-app_id", "shop");
    await nora.getByTestId("signature-app_id-only").waitFor();
    await type(nora, { "signature-name": "Nora" });
    await nora.getByTestId("take-again").click();
    await nora.getByText("licence.pdf").waitFor();
    await nora.getByTestId("send").click();
    await nora.locator("h1", { hasText: "Nora" }).waitFor();
  });
  await beside("/sms-templates/new", async () => {
    const none = nora.getByTestId("sms-template-signature_id-none");
    await none.getByText("must be approved and enabled first").waitFor();
    await none.getByRole("link").click();
    await nora.waitForURL((url) => url.pathname === "/signatures");
    await nora.getByTestId("way-back").waitFor();
  });
});

test("a card template; otto approves all that waits at once, and then the vendors do", async () => {
  await walk(async () => {
    await goesOn("Create a card template", "/templates/new");
    await nora.locator('[data-layout="notice"]').click();
    await type(nora, {
      "template-name": "Parcel",
      "slots.title": "Your parcel",
      "slots.body": "It is on its way.",
    });
    await nora.getByRole("button", { name: "Add pair" }).click();
    await type(nora, { "slots.pairs.0.label": "From", "slots.pairs.0.value": "Nora's shop" });
    await nora.getByRole("button", { name: "Add button" }).click();
    await type(nora, {
      "slots.buttons.0.text": "Look",
      "slots.buttons.0.action.target": "https://shop.example.com/parcel",
    });
    await chooseFiles(nora, "Upload", { "pic.png": await picture(nora) });
    await nora.locator(".image-thumb").waitFor();
    await nora.getByTestId("save-submit").click();
    await nora.locator('[data-state="in_review"]').first().waitFor();
  });
  await beside("/sends/new", () =>
    nora.locator('[data-none="template"]').getByText("is currently “In review”").waitFor(),
  );
  await walk(async () => {
    await otto.locator("tr", { hasText: "Parcel" }).waitFor();
    await otto.getByTestId("choose-all").click();
    await otto.locator('[data-bulk="approve"]').click();
    await otto.locator("[data-confirm]").click();
    await counts(otto.locator('[data-outcome="done"]'), 3);
    await otto.getByRole("button", { name: "知道了" }).click();
  });
});

test("an SMS template for phones without cards, which otto approves", async () => {
  await walk(async () => {
    await goesOn("Request an SMS template", "/sms-templates/new");
    await chosen(nora, "sms-template-signature_id", "Nora");
    await type(nora, {
      "sms-template-name": "On its way",
      "sms-template-content": "Your parcel is on its way",
    });
    await nora.getByTestId("send").click();
    await nora.locator("h1", { hasText: "On its way" }).waitFor();
    await approved("On its way");
  });
  await beside("/", async () => {
    for (const name of ["people", "filing", "channel", "signature", "sms_template", "template"])
      await isAt(nora, name, "done");
  });
});

test("the first message is delivered after 45 clicks at most, and the overview has done with the beginning", async () => {
  await walk(async () => {
    await goesOn("Send the first message", "/sends/new");
    await chosen(nora, "send-template", "Parcel");
    await chosen(nora, "send-sms", "On its way");
    await counts(nora.getByTestId("only-choice"), 2);
    await type(nora, { "send-name": "First" });
    await nextStep(nora);
    await type(nora, { "send-typed": "13812345001\n13812345002\n13812345003" });
  });
  // Without a number file numbers are typed.
  await nora.locator(".ant-segmented-item", { hasText: "Number file" }).click();
  await nora.locator('[data-none="file"]').getByRole("link", { name: "Upload number file" }).waitFor();
  await nora.locator(".ant-segmented-item", { hasText: "Enter manually" }).click();
  await walk(async () => {
    await nextStep(nora);
    await nextStep(nora);
    await nora.getByTestId("submit").click();
    await nora.locator('[data-state="in_review"]').first().waitFor();
    await approved("First");
    await reads(nora.locator('[data-share="delivered"] b'), "3");
  });
  assert.ok(clicks <= 45, `${clicks} clicks: ${parts.join(" + ")}`);
  await visit(nora, "/");
  await nora.getByText("How it works").click();
  await isAt(nora, "send", "done");
  await counts(nora.getByTestId("beginning"), 0);
});

test("who may not manage members reads the page of the enterprise and changes nothing", async () => {
  const dan = await openPage(browser);
  await signIn(dan, "dan@demo.test", "English");
  await visit(dan, "/enterprise");
  await dan.getByText("Only members with permission to manage members").waitFor();
  await disabled(dan.locator("#enterprise_name"), true);
  await counts(dan.getByTestId("save-enterprise"), 0);
});
