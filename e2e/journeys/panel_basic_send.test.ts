/** BSN-1 in the panel: bob downloads the sample of a template, uploads what it became, sends it as personal and as group; carol sees the storyboard and approves. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import ExcelJS from "exceljs";
import type { Browser, Page } from "playwright-core";
import { launch } from "../screens/browser.ts";
import { choose, nextStep, textOf, transition, visit } from "../screens/panel.ts";
import { checked, counts, reads } from "../screens/shown.ts";
import { approvedSignature } from "./basic_edition.ts";
import { type Member, member } from "./members.ts";
import { bobAndCarol } from "./two_members.ts";

const RUN = Date.now().toString(36).slice(-5);
const NAME = `会员欢迎${RUN}`;
const FILE = `会员${RUN}.xlsx`;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const COLUMNS = ["name", "member_no", "ends"];

let browser: Browser;
let bob: Page;
let carol: Page;
let maker: Member;
let template = "";
let sample: Buffer;

before(async () => {
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser, "简体中文");
  const [one, reviewer] = await Promise.all([member("bob", "zh-CN"), member("carol", "zh-CN")]);
  maker = one;
  template = await approvedTemplate(maker, reviewer);
});
after(() => browser?.close());

/** The starter for new members, decided by a colleague and by the sandbox carrier. */
async function approvedTemplate(author: Member, reviewer: Member): Promise<string> {
  const signature_id = await approvedSignature(author, reviewer, `云杉${RUN}`);
  const one = (table: string, column: string, value: unknown, wanted: string) =>
    author.client.from(table).select(wanted).eq(column, value).limit(1).single<Record<string, unknown>>();
  const starter = await one("public_templates", "name", "会员欢迎", "content");
  const channel = await one("channel_cards", "is_default", true, "id");
  const { id } = await author.verb("create_basic_template", {
    input: {
      ...{ name: NAME, content: starter.data?.content, signature_id },
      ...{ channel_id: channel.data?.id, validity_days: 30 },
    },
  });
  const { error } = await author.client.functions.invoke("check-template", { body: { template: id } });
  assert.equal(error, null, "the content was checked");
  await author.verb("submit_basic_template", { basic_template: id });
  await reviewer.verb("approve_basic_template", { basic_template: id });
  const state = async () => (await one("basic_template_cards", "id", id, "shown_state")).data?.shown_state;
  for (let now = await state(); now !== "approved"; now = await state()) {
    assert.notEqual(now, "rejected", "the carrier takes it");
    await pause(300);
  }
  return id;
}

/** Uploads it in a tab of its own: the form of the send stays open beside it. Answers how many numbers it has. */
async function uploaded(name: string, buffer: Buffer): Promise<string> {
  const tab = await bob.context().newPage();
  await visit(tab, "/numbers/new?for=basic");
  await tab.locator('input[type="file"]').setInputFiles({ name, mimeType: XLSX, buffer });
  await tab.locator('[data-state="ready"]').waitFor();
  const accepted = await textOf(tab.locator('[data-fact="accepted"]'));
  await tab.close();
  return accepted;
}

test("the form takes the template alone: its signature, channel and storyboard come with it", async () => {
  await visit(bob, `/sends/new?kind=basic&template=${template}`);
  await bob.locator("#send-name").fill(NAME);
  await checked(bob.locator('input[type="radio"][value="basic"]'), true);
  await counts(bob.locator("#send-sms"), 0, "a storyboard has no text");
  await bob.getByTestId("basic-preview").waitFor();
  await bob.locator('input[type="radio"][value="personal"]').check();
  await bob.getByText("每个号码使用文件中自己一行的参数值").waitFor();
});

test("the sample that is downloaded has the template's parameters, and is read back as it is", async () => {
  await nextStep(bob);
  const [download] = await Promise.all([bob.waitForEvent("download"), bob.getByTestId("sample").click()]);
  sample = await readFile(await download.path());
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(sample as never);
  const headings = book.worksheets[0]?.getRow(4).values;
  assert.deepEqual(Array.isArray(headings) && headings.slice(1), ["手机号码", ...COLUMNS]);
  assert.match(await uploaded(FILE, sample), /3/);
});

test("a personal send is submitted with it, and carol sees the storyboard with the first number's values", async () => {
  await bob.locator(".ant-segmented-item", { hasText: "号码文件" }).click();
  await choose(bob, "send-file", FILE);
  await bob.locator("#send-consent").fill("入会时勾选");
  await nextStep(bob);
  await counts(bob.locator("#send-validity"), 0, "a storyboard has no links");
  await nextStep(bob);
  await reads(bob.getByTestId("send-summary"), /个性化：每个号码使用自己的参数值/);
  await reads(bob.getByTestId("send-summary"), /预留 3 条额度/);
  await bob.getByTestId("submit").click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
  const send = new URL(bob.url()).pathname;
  await reads(bob.locator('[data-fact="send_type"]'), /个性化/);
  await visit(carol, send);
  await carol.getByTestId("basic-preview").waitFor();
  await transition(carol, "approve");
  await visit(bob, "/sends?kind=basic");
  await bob.getByText(NAME).first().waitFor();
});

test("a group send whose fifth row is empty is refused with its columns", async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("名单");
  sheet.addRow(["手机号", ...COLUMNS]);
  for (let number = 0; number < 6; number += 1) sheet.addRow([13_944_400_000 + number]);
  const empty = `空行${RUN}.xlsx`;
  await uploaded(empty, Buffer.from(await book.xlsx.writeBuffer()));
  await visit(bob, `/sends/new?kind=basic&template=${template}`);
  await bob.locator("#send-name").fill(`${NAME}群发`);
  await bob.locator('input[type="radio"][value="group"]').check();
  await nextStep(bob);
  await bob.locator(".ant-segmented-item", { hasText: "号码文件" }).click();
  await choose(bob, "send-file", empty);
  await bob.locator("#send-consent").fill("入会时勾选");
  await nextStep(bob);
  await nextStep(bob);
  await bob.getByTestId("submit").click();
  await bob.getByText(/但该行的以下列没有值：ends, member_no, name/).waitFor();
});
