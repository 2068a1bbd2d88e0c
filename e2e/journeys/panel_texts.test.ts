/** A text without a card: bob chooses its SMS template, whose variables his file fills; carol reads what goes out and approves it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch } from "../screens/browser.ts";
import { choose, nextStep, textOf, transition, visit } from "../screens/panel.ts";
import { counts, reads } from "../screens/shown.ts";
import { type Member, member } from "./members.ts";
import { comesTo } from "./sends.ts";
import { bobAndCarol } from "./two_members.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const FILE = `取件${RUN}.csv`;
const NAME = `取件${RUN}`;

let browser: Browser;
let bob: Page;
let carol: Page;
let maker: Member;
let send: string;

before(async () => {
  browser = await launch();
  [bob, carol] = await bobAndCarol(browser, "简体中文");
  maker = await member("bob", "zh-CN");
  const reviewer = await member("carol", "zh-CN");
  const { data: signature } = await maker.client
    .from("sms_signatures")
    .select("id")
    .eq("name", "云杉商城")
    .single();
  const { id } = await maker.verb("create_sms_template", {
    input: {
      ...{ name: NAME, signature_id: signature?.id, for_cards: false, purpose: "到店自提" },
      content: "\u0024{name}，您的包裹已到店，取件码 \u0024{code}。",
      variables: [
        { name: "name", kind: "text", example: "张女士" },
        { name: "code", kind: "characters", example: "A-1024" },
      ],
    },
  });
  await reviewer.verb("approve_sms_template", { sms_template: id });
});
after(() => browser?.close());

test("the kind of message is chosen first: a text asks for no card, and shows the examples of its variables", async () => {
  await visit(bob, "/numbers/new");
  const rows = ["13933340001,张三,A-1", "13933340002,李四,B-2", "13933340003,王五,取三"];
  await bob.locator('input[type="file"]').setInputFiles({
    name: FILE,
    mimeType: "text/csv",
    buffer: Buffer.from(`手机号,name,取件码\r\n${rows.join("\r\n")}\r\n`),
  });
  await bob.locator('[data-state="ready"]').waitFor();
  await visit(bob, "/sends/new");
  await bob.locator("#send-name").fill(NAME);
  await bob.locator('input[type="radio"][value="text"]').check();
  await bob.locator("#send-template").waitFor({ state: "detached" });
  await choose(bob, "send-sms", NAME);
  await reads(bob.locator("blockquote.sms").first(), /张女士，您的包裹已到店，取件码 A-1024。$/);
});

test("its columns fill the variables, and before it is submitted one reads that it takes no resolutions", async () => {
  await nextStep(bob);
  await choose(bob, "send-file", FILE);
  const column = bob.getByRole("combobox", { name: "参数 code 的列" });
  await column.click();
  await bob.locator(".ant-select-item-option", { hasText: "取件码" }).click();
  await nextStep(bob);
  await counts(bob.locator("#send-validity"), 0, "a text has no links");
  await nextStep(bob);
  await reads(bob.getByTestId("send-summary"), /每条消息约 1 条短信，共约 3 条，按条计费/);
  assert.doesNotMatch(await textOf(bob.getByTestId("send-summary")), /解析/);
  await bob.getByTestId("submit").click();
  await bob.locator('[data-state="in_review"]').first().waitFor();
  send = new URL(bob.url()).pathname;
  await reads(bob.locator('[data-fact="left_out"]'), /1 个号码缺少参数的值，或值不合要求（第 4 行）/);
  await reads(bob.locator('[data-fact="kind"]'), /纯短信/);
});

test("carol reads the kind, the channel and the first message, and approves; every number has its end", async () => {
  await visit(carol, send);
  await reads(carol.locator('[data-fact="channel_name"]'), /沙箱/);
  await reads(carol.locator("blockquote.sms").first(), /张\*，您的包裹已到店，取件码 A-\*。$/);
  await reads(carol.getByTestId("send-cost"), /^费用：2 条短信/);
  await transition(carol, "approve");
  const id = send.split("/").at(-1) ?? "";
  await comesTo(maker, id, "done");
  const { data } = await maker.client
    .from("send_cards")
    .select("delivered,invalid,units")
    .eq("id", id)
    .single();
  assert.deepEqual(data, { delivered: 2, invalid: 1, units: 0 });
  await visit(carol, send);
  await counts(carol.getByText("短链解析"), 0, "a text has no links");
});
