/** From an upload to a report, in a real Chromium against a running copy: bob, carol, dan, mallory. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { createClient } from "@supabase/supabase-js";
import ExcelJS from "exceljs";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import {
  choose,
  enter,
  nextStep,
  PASSWORD,
  place,
  reachVerb,
  setLocale,
  sharesOf,
  signIn,
  textOf,
  transition,
  trySignIn,
  visit,
} from "../screens/panel.ts";
import { bears, comes, counts, reads, shares } from "../screens/shown.ts";
import { member } from "./members.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const NAME = `签收提醒${RUN}`;

let browser: Browser;
let bob: Page;
let carol: Page;
/** Address of the send task on the panel. */
let send: string;
/** The account at the end. */
let account: Record<string, number>;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  carol = await openPage(browser);
});
after(() => browser?.close());

/**
 * 24 lines below the header: 20 good ones (the first four with a fate of their own at the sandbox carrier), one that
 * is no number, one landline, one repeated, one without a name.
 */
async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("客户");
  sheet.addRow(["name", "手机号", "order_no", "pickup_code"]);
  const add = (phone: string | number, name = "王小明") =>
    sheet.addRow([name, phone, `YS${sheet.rowCount}`, "6-2-1024"]);
  for (const fate of [1, 2, 3, 4]) add(`+861380000000${fate}`);
  for (let index = 0; index < 16; index += 1) add(13912340000 + index);
  add("不是号码");
  add("021-12345678");
  add(13912340000);
  add(13912349999, "");
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** What a file's page says of its lines. */
async function linesOf(page: Page): Promise<Record<string, number>> {
  await page.locator('[data-state="ready"]').waitFor();
  return sharesOf(page);
}

test("bob is told that his password is wrong, and signs in with the right one", async () => {
  await visit(bob, "/sign-in");
  await trySignIn(bob, "bob@demo.test", "not-the-password");
  await bob.getByRole("alert").waitFor();
  await reads(bob.getByRole("alert"), /邮箱或密码不正确/);
  await trySignIn(bob, "bob@demo.test", PASSWORD);
  await bob.locator('[data-who="bob@demo.test"]').waitFor();
  await bob.reload();
  await bob.locator('[data-who="bob@demo.test"]').waitFor();
  await setLocale(bob, "简体中文");
});

test("bob uploads a workbook: every bad line is listed with its row and its reason; an empty cell is none", async () => {
  await visit(bob, "/numbers/new");
  await bob.locator('input[type="file"]').setInputFiles({
    name: `客户${RUN}.xlsx`,
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: await workbook(),
  });
  assert.deepEqual(await linesOf(bob), { accepted: 21, invalid: 2, duplicates: 1 });
  await bob.locator("tr.ant-table-row").nth(2).waitFor();
  const rows = await bob.locator("tr.ant-table-row").allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.split("\t").map((cell) => cell.trim())).map(([line, , reason]) => [line, reason]),
    [
      ["22", "号码无效"],
      ["23", "号码无效"],
      ["24", "重复"],
    ],
  );
  assert.ok(
    !(await textOf(bob.locator("table").first())).includes("13912340000"),
    "no number is shown whole",
  );
});

test("bob uploads a CSV that Chinese Windows wrote, and its dirty lines are refused too", async () => {
  await visit(bob, "/numbers/new");
  // 手机,姓名 in GBK, then two good lines, a blank one, a duplicate and a number one digit short
  const header = Buffer.from([0xca, 0xd6, 0xbb, 0xfa, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb]);
  const lines = "\r\n13812340001,a\r\n138 1234 0002,b\r\n\r\n+8613812340001,c\r\n1381234000,d\r\n";
  await bob.locator('input[type="file"]').setInputFiles({
    name: `名单 (${RUN}).csv`,
    mimeType: "text/csv",
    buffer: Buffer.concat([header, Buffer.from(lines)]),
  });
  assert.deepEqual(await linesOf(bob), { accepted: 2, invalid: 1, duplicates: 1 });
  await reads(bob.locator("h1"), new RegExp(`名单${RUN}\\.csv`));
  await reads(bob.locator('[data-fact="columns"]'), /手机、姓名/);
});

test("bob makes a trial send; before he submits it he reads what will happen", async () => {
  await visit(bob, "/sends/new");
  await bob.locator("#send-name").fill(NAME);
  await choose(bob, "send-template", "签收提醒", "签收提醒");
  await choose(bob, "send-sms", "订单通知");
  await nextStep(bob);
  await choose(bob, "send-file", `客户${RUN}.xlsx`);
  await nextStep(bob);
  await bob.locator("label", { hasText: /^是$/ }).click();
  await bob.locator("#send-trial-size").fill("5");
  await nextStep(bob);
  await reads(bob.getByTestId("send-summary"), /不会向缺少 name 值的号码发送，以下数量是上限/);
  await reads(bob.getByTestId("send-summary"), /向 21 个号码发送/);
  await reads(bob.getByTestId("send-summary"), /先试发 5 个，其余 16 个等待放行/);
  await bob.getByTestId("submit").click();
  await bob.locator('h1 ~ [data-state="in_review"], [data-state="in_review"]').first().waitFor();
  send = new URL(bob.url()).pathname;
  await reads(bob.locator('[data-fact="left_out"]'), /1 个号码缺少参数的值，或值不合要求（第 25 行）/);
  await reads(bob.locator('[data-fact="segments"]'), /每个号码 \d 条，共 \d+ 条/);
});

test("bob, who submitted it, is not offered to approve it, and is told why", async () => {
  await reachVerb(bob, "cancel");
  await counts(bob.locator('[data-verb="approve"], [data-verb="reject"]'), 0);
  await reads(bob.getByTestId("send-note"), /须由另一位成员审批/);
});

test("carol finds it waiting for her and approves it; the trial goes first and stops", async () => {
  await signIn(carol, "carol@demo.test", "English");
  await carol.getByTestId("waiting").getByRole("link", { name: NAME }).click();
  const said = await transition(carol, "approve");
  assert.match(said, /sends to 20 numbers/);
  assert.match(said, /A trial goes to 5 first/);
  await carol.locator('[data-state="trial_hold"]').first().waitFor();
  const pending = async () => (await sharesOf(carol)).pending;
  await comes(pending, (count) => assert.equal(count, 15, "nothing beyond the trial is handed over"));
});

test("the trial looks right, so carol releases the rest, and every number comes to its end", async () => {
  const said = await transition(carol, "release");
  assert.match(said, /15/);
  await carol.locator('[data-state="done"]').first().waitFor();
  const read = async () => {
    account = await sharesOf(carol);
    return (account.pending ?? 0) + (account.handed ?? 0);
  };
  await comes(read, (underWay) => assert.equal(underWay, 0));
  await bears(carol.getByTestId("equation"), "data-holds", "true");
  assert.equal(account.invalid, 3);
  assert.equal(account.duplicates, 1);
  const sum = Object.values(account).reduce((total, count) => total + count, 0);
  assert.equal(sum, 24);
  assert.ok((account.failed ?? 0) >= 2, "…002 failed and …004 was rejected");
});

test("bob's page, open all the while, shows the same end", async () => {
  await bob.locator('[data-state="done"]').first().waitFor();
  await shares(bob, account);
});

test("the short link of a customer, opened in a browser, shows that customer's page", async () => {
  const id = send.split("/").at(-1);
  // Who opens it reads the customer's values, so its code is whole for an owner only.
  const { client } = await member("alice", "zh-CN");
  const { data } = await client
    .from("delivery_cards")
    .select("link_code")
    .eq("send_id", id)
    .eq("ordinal", 1)
    .single();
  assert.ok(data?.link_code);
  const phone = await openPage(browser, "phone");
  await phone.goto(`${place().api}/l/${data.link_code}`);
  await reads(phone.locator("main"), /王小明，您的包裹已送达/);
  await reads(phone.locator("main"), /6-2-1024/);
  await phone.context().close();
});

test("the report shows the same numbers as the deliveries", async () => {
  await bob.goto(`${place().admin}/reports?send=${send.split("/").at(-1)}`);
  await bob.locator("[data-sum=delivered]").waitFor();
  const sums = Object.fromEntries(
    await bob
      .locator("[data-sum]")
      .evaluateAll((cells) => cells.map((cell) => [cell.getAttribute("data-sum"), Number(cell.textContent)])),
  );
  for (const fate of ["delivered", "failed", "expired", "timed_out", "unknown"]) {
    assert.equal(sums[fate], account[fate], fate);
  }
  assert.equal(sums.submission_count, 20);
  // Twenty messages have a price, so their sum is more than nothing.
  await reads(bob.locator("[data-sum=spent]"), /^¥(?!0\.00)\d+\.\d\d$/);
  await bob.emulateMedia({ media: "print" });
  await reads(bob.getByTestId("printed"), /^云杉商城 · \d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d$/);
  await counts(bob.locator("button:visible, nav:visible"), 0);
  await bob.emulateMedia({ media: null });
  await bob.locator("svg").first().waitFor();
  await bob.getByTestId("export").click();
  await bob.getByRole("menuitem", { name: "CSV 文件" }).click();
  await visit(bob, "/exports");
  const file = bob.locator("tbody tr[data-row-key]").first();
  await file.locator('[data-state="done"]').waitFor();
  const [download] = await Promise.all([bob.waitForEvent("download"), file.getByTestId("download").click()]);
  assert.match(download.suggestedFilename(), /^发送报表 日报 .*\.csv$/);
  const [heads, day] = (await readFile(await download.path(), "utf8")).split("\r\n");
  assert.match(heads ?? "", /^\uFEFF日期,提交,受理,送达,/);
  assert.match(day ?? "", /^\d{4}-\d\d-\d\d,20,/);
});

test("dan sees everything and is offered nothing; what he forces is refused", async () => {
  const dan = await openPage(browser);
  await signIn(dan, "dan@demo.test");
  await visit(dan, send);
  await dan.locator('[data-state="done"]').first().waitFor();
  await counts(dan.locator("[data-verb]"), 0);
  await shares(dan, account);
  for (const path of ["/templates", "/numbers", "/sends", "/quota", "/reports", "/link-rules"]) {
    await enter(dan, path);
    await counts(dan.locator('a[href$="/new"]'), 0, path);
  }
  await visit(dan, "/sends/new");
  await dan.locator('[data-status="403"]').waitFor();
  const client = createClient(place().api, place().key, { auth: { persistSession: false } });
  await client.auth.signInWithPassword({ email: "dan@demo.test", password: PASSWORD });
  const { error, status } = await client.rpc("cancel_send", { send: send.split("/").at(-1) });
  assert.equal(status, 403);
  assert.equal(error?.code, "forbidden");
  await dan.context().close();
});

test("mallory, of another enterprise, sees nothing of it", async () => {
  const mallory = await openPage(browser);
  await signIn(mallory, "mallory@other.test");
  for (const path of ["/templates", "/numbers", "/sends"]) {
    await enter(mallory, path);
    await mallory.locator(".empty").first().waitFor();
    assert.ok(!(await textOf(mallory.locator("main, [role=main]").first())).includes(RUN), path);
  }
  await visit(mallory, send);
  await mallory.getByText(/doesn't exist|没有这个/).waitFor();
  assert.ok(!(await textOf(mallory.locator("body"))).includes(NAME));
  await mallory.context().close();
});
