/** Resolve tasks in the panel: bob makes links, a person opens one, carol stops it, and every count is where it belongs. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { createClient } from "@supabase/supabase-js";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { choose, exported, PASSWORD, place, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { counts, holds, reads } from "../screens/shown.ts";
import { member } from "./members.ts";

const RUN = Date.now().toString(36);
const GROUP = `海报短链${RUN}`;
const SEND = `开卡发送${RUN}`;
const PERSONAL = `会员短链${RUN}`;

let browser: Browser;
let bob: Page;
let carol: Page;
/** Where the group task stands in the panel, and where its link leads. */
let task: string;
let address: string;

before(async () => {
  browser = await launch();
  bob = await openPage(browser);
  carol = await openPage(browser);
  await Promise.all([signIn(bob, "bob@demo.test", "简体中文"), signIn(carol, "carol@demo.test", "简体中文")]);
});
after(() => browser?.close());

/** Waits until a count of the open task is `value`. */
const counted = (page: Page, event: string, value: number) =>
  page.locator(`[data-event="${event}"][data-count="${value}"]`).waitFor();

async function sign(page: Page, name: string): Promise<void> {
  await page.locator("#task-signatures").fill(name);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

/** Opens the link as a person does, and gives what the page says. */
async function openLink(): Promise<string> {
  const phone = await openPage(browser, "phone");
  await phone.goto(address);
  const said = await textOf(phone.locator("main"));
  await phone.context().close();
  return said;
}

test("bob reads what is missing, then what will be made, and has a group link", async () => {
  // By its address: in a list that others have filled it may stand on a later page.
  const { client } = await member("bob", "zh-CN");
  const welcome = await client.from("template_cards").select("id").eq("name", "开卡欢迎图文").single();
  await visit(bob, `/templates/${welcome.data?.id}`);
  await bob.locator("[data-more]").click();
  await bob.getByRole("link", { name: "生成解析标识" }).click();
  await bob.waitForURL((url) => url.pathname === "/resolve-tasks/new" && url.searchParams.has("template"));
  await bob.getByTestId("make").click();
  for (const missing of ["请填写任务名称", "请填写参数：name、amount", "请填写短消息签名"])
    await bob.locator(".ant-form-item-explain-error", { hasText: missing }).waitFor();
  await bob.locator("#task-name").fill(GROUP);
  // What is out of bounds is told, and stays as it was typed.
  await bob.locator("#task-resolutions").fill("1");
  await bob.locator("#task-name").click();
  await bob
    .locator(".ant-form-item-explain-error", { hasText: "请填写 2 到 1,000,000,000 的整数" })
    .waitFor();
  await holds(bob.locator("#task-resolutions"), "1");
  await bob.locator("#task-resolutions").fill("100");
  await bob.locator("#task-param-name").fill("王女士");
  await bob.locator("#task-param-amount").fill("50");
  await bob.locator("#task-jump").fill("http://192.168.0.1/");
  await bob.getByTestId("make").click();
  await bob.locator(".ant-form-item-explain-error", { hasText: "指向内网或保留地址" }).waitFor();
  await bob.locator("#task-jump").fill("");
  await sign(bob, "【云杉会员】");
  await bob.getByTestId("make").click();
  await reads(bob.getByTestId("will"), /生成 1 条群发短链，最多解析 100 次/);
  await reads(bob.getByTestId("will"), /签名【云杉会员】/);
  await bob.getByTestId("confirm").click();
  await bob.waitForURL(/\/resolve-tasks\/[0-9a-f]{8}-/);
  await bob.locator("h1", { hasText: GROUP }).waitFor();
  task = new URL(bob.url()).pathname;
  address = (await bob.locator(".address-text").getAttribute("href")) ?? "";
  assert.ok(address.startsWith(place().api), address);
});

test("opened in a browser the link shows its page, which counts as a person and not as a resolution", async () => {
  assert.match(await openLink(), /王女士，您的会员卡已开通，首单立减 50 元/);
  await counted(bob, "humans", 1);
  await counted(bob, "resolutions", 0);
  await reads(bob.locator('[data-share="left"] b'), "100");
  await bob.locator("svg").first().waitFor();
});

test("carol freezes it with a reason; the link says so at once, bob reads why and cannot undo it", async () => {
  await visit(carol, task);
  await transition(carol, "freeze", "海报印错了");
  assert.match(await openLink(), /暂停/);
  await bob.getByTestId("task-note").getByText("海报印错了").waitFor();
  await counts(bob.locator('[data-verb="unfreeze"], [data-verb="freeze"]'), 0);
  await transition(carol, "unfreeze", "已更正");
  assert.match(await openLink(), /会员卡已开通/);
});

test("bob gives the link more resolutions and more days", async () => {
  const add = async (verb: string, more: string) => {
    await bob.locator(`[data-verb="${verb}"]`).click();
    await bob.getByRole("dialog").getByRole("spinbutton").fill(more);
    await bob.locator(`[data-confirm="${verb}"]`).click();
    await bob.getByRole("dialog").waitFor({ state: "hidden" });
  };
  await add("add_resolutions", "400");
  await bob.locator('[data-share="left"]', { hasText: "500" }).waitFor();
  await add("add_validity", "23");
  await bob.locator('[data-fact="validity_days"]', { hasText: "30 天" }).waitFor();
  await add("add_validity", "150");
  await bob.locator('[data-fact="validity_days"]', { hasText: "180 天" }).waitFor();
  await bob.locator('[data-verb="add_validity"]').waitFor({ state: "detached" });
});

test("of typed personal links the bad one is kept with its reason, corrected and made; all are downloaded", async () => {
  await visit(bob, "/resolve-tasks/new");
  await bob.getByText("个性化", { exact: true }).click();
  await choose(bob, "task-template", "开卡欢迎图文", "开卡欢迎图文");
  await bob.locator("#task-name").fill(PERSONAL);
  await sign(bob, "云杉会员");
  await bob.locator("#task-typed").fill("张三,张三,50\n李四,李四");
  await bob.getByTestId("faulty").getByText("第 2 条").waitFor();
  await bob.getByTestId("make").click();
  await reads(bob.getByTestId("will"), /生成 2 条个性化短链/);
  await bob.getByTestId("confirm").click();
  await bob.locator('h1 ~ [data-state="partial"], [data-state="partial"]').first().waitFor();
  await bob.getByLabel("amount 2").fill("80");
  assert.match(await transition(bob, "regenerate"), /其中 1 条已修正/);
  await bob.locator('[data-state="done"]').first().waitFor();
  const saved = await exported(bob);
  const lines = (await readFile(await saved.path(), "utf8")).trimEnd().split("\r\n");
  assert.deepEqual(
    lines.map((line) => line.split(",").slice(0, 2).join()),
    ["\uFEFF序号,客户标识", "1,张三", "2,李四"],
  );
  assert.match(lines[1] ?? "", new RegExp(`${place().api}/l/[0-9A-Za-z]{8}`));
});

test("links for the numbers of a send are made from its page, with its template and its signature", async () => {
  const send = await draftSend();
  await visit(bob, `/sends/${send}`);
  await bob.locator("[data-more]").click();
  await bob.getByRole("link", { name: "生成解析标识" }).click();
  await bob.getByText(`使用发送任务「${SEND}」的模板版本与签名`).waitFor();
  await holds(bob.locator("#task-name"), SEND);
  await bob.locator(".ant-select-selection-item", { hasText: "云杉会员" }).waitFor();
  await bob.getByTestId("make").click();
  await reads(bob.getByTestId("will"), /生成 1 条个性化短链/);
  await bob.getByTestId("confirm").click();
  await bob.waitForURL(/\/resolve-tasks\/[0-9a-f]{8}-/);
  await bob.locator('[data-state="done"]').first().waitFor();
  await bob.locator('[data-fact="source_send_name"]').getByRole("link", { name: SEND }).waitFor();
  // For whom a link is stands in the list, but no number is shown whole.
  await bob.locator("td", { hasText: "+86139****0001" }).waitFor();
});

/** A draft to one number, with the values that its template needs; gives its id. */
async function draftSend(): Promise<string> {
  const client = createClient(place().api, place().key, { auth: { persistSession: false } });
  const { error } = await client.auth.signInWithPassword({ email: "bob@demo.test", password: PASSWORD });
  assert.equal(error, null);
  const one = async (table: string, name: string) =>
    (await client.from(table).select("id").eq("name", name).single()).data?.id;
  const file = await client.rpc("type_numbers", {
    input: { phones: ["+8613900000001"], params: [{ name: "王女士", amount: "50" }] },
  });
  const made = await client.rpc("create_send", {
    input: {
      name: SEND,
      template_id: await one("template_cards", "开卡欢迎图文"),
      sms_template_id: await one("sms_templates", "会员福利"),
      number_file_id: file.data?.id,
      timing: "immediate",
      validity_days: 7,
    },
  });
  assert.equal(made.error, null, JSON.stringify(made.error));
  return made.data.id;
}

test("a link is found in the details, looked at, and its template sent on", async () => {
  await visit(bob, "/resolve-tasks/details");
  // What stands in the field after each change of the page: what is typed stays there while the list goes on to it.
  await bob.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>("#filter-task_name");
    const stood: (string | undefined)[] = [];
    Object.assign(window, { stood });
    new MutationObserver(() => stood.push(field?.value)).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  });
  await bob.locator("#filter-task_name").fill(PERSONAL);
  const row = bob.locator("tbody tr", { hasText: PERSONAL }).filter({ hasText: "李四" });
  const look = row.getByRole("button", { name: "预览" });
  await look.waitFor();
  const stood = await bob.evaluate(() => (window as unknown as { stood: string[] }).stood);
  assert.deepEqual([...new Set(stood.slice(stood.indexOf(PERSONAL)))], [PERSONAL]);
  // The page is 1280 wide: what may be done with a link is in sight without scrolling the table.
  const place = await look.boundingBox();
  assert.ok(place && place.x > 0 && place.x + place.width < 1280, `it is at ${JSON.stringify(place)}`);
  const dialog = bob.getByRole("dialog");
  await look.click();
  const card = dialog.frameLocator("iframe");
  // With the examples: the values of a customer are nobody's to read.
  await card.getByText(/您的会员卡已开通/).waitFor();
  await counts(card.getByText("李四"), 0);
  await dialog.getByTestId("send-template").click();
  await bob.waitForURL((url) => url.pathname === "/sends/new");
  await bob.locator(".ant-select-selection-item", { hasText: "开卡欢迎图文" }).first().waitFor();
});

test("the live report of group links has the view, and the row of its template the same", async () => {
  await visit(bob, "/reports/group-links");
  const row = bob.locator("tbody tr", { hasText: GROUP });
  await row.waitFor();
  await reads(row.locator('[data-count="resolutions"]'), "0");
  assert.ok(Number(await row.locator('[data-count="humans"]').textContent()) >= 1);
  await row.locator(".ant-table-row-expand-icon").click();
  await bob.locator(".ant-table-expanded-row", { hasText: /\d{4}-\d\d-\d\d/ }).waitFor();
  await bob.getByRole("link", { name: "模板解析实时报表" }).click();
  await bob.locator("h1", { hasText: "模板解析实时报表" }).waitFor();
  await bob.locator("tbody tr", { hasText: "开卡欢迎图文" }).first().waitFor();
  await bob.getByRole("link", { name: "个性化短链实时解析报表" }).click();
  await bob.locator("h1", { hasText: "个性化短链实时解析报表" }).waitFor();
  const personal = bob.locator("tbody tr", { hasText: PERSONAL });
  assert.ok(Number(await personal.locator('[data-count="minted"]').textContent()) >= 1);
  assert.match((await personal.getByRole("link").first().getAttribute("href")) ?? "", /^\/resolve-tasks\//);
  await bob.getByRole("link", { name: "模板解析实时报表" }).click();
  await bob.locator("h1", { hasText: "模板解析实时报表" }).waitFor();
  await bob.getByTestId("export").click();
  await bob.getByRole("menuitem", { name: "CSV 文件" }).click();
  await visit(bob, "/exports");
  const file = bob.locator("tbody tr[data-row-key]").first();
  await file.locator('[data-state="done"]').waitFor();
  const [saved] = await Promise.all([bob.waitForEvent("download"), file.getByTestId("download").click()]);
  assert.match(saved.suggestedFilename(), /^模板解析实时报表 汇总 .*\.csv$/);
});

test("a cancelled task's link says from then on that it has been ended", async () => {
  await visit(bob, task);
  await transition(bob, "cancel", "活动结束");
  await bob.locator('[data-testid="task-note"][data-status="cancelled"]').waitFor();
  assert.match(await openLink(), /链接已停用/);
});

test("the rules of links are alice's: bob reads them, what she saves stays", async () => {
  await visit(bob, "/link-rules");
  await bob.getByTestId("link-rules").waitFor();
  await counts(bob.locator("#link-rules-personal_burst"), 0);
  await counts(bob.getByTestId("send"), 0);
  const alice = await openPage(browser);
  await signIn(alice, "alice@demo.test");
  await visit(alice, "/link-rules");
  const burst = alice.locator("#link-rules-personal_burst");
  await burst.fill("90");
  await alice.getByTestId("send").click();
  await alice.locator("[role=status] .ant-message-success").waitFor();
  await alice.reload();
  await alice.locator('#link-rules-personal_burst[value="90"]').waitFor();
  await burst.fill("60");
  await alice.getByTestId("send").click();
  await alice.locator(".ant-message-success").waitFor();
  await alice.context().close();
});

test("dan may look and is offered nothing; mallory finds nothing", async () => {
  const dan = await openPage(browser);
  await signIn(dan, "dan@demo.test");
  await visit(dan, task);
  await dan.locator("h1", { hasText: GROUP }).waitFor();
  await counts(dan.locator("[data-verb], [data-testid=export]"), 0);
  await dan.context().close();
  const mallory = await openPage(browser);
  await signIn(mallory, "mallory@other.test");
  await visit(mallory, task);
  await mallory.getByText(/doesn't exist|没有这个/).waitFor();
  await mallory.context().close();
});
