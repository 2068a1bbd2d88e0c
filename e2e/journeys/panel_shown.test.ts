/** What a click in the panel decides about (APR-1): what was on the screen, and nothing that came after it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { listLink } from "@tidings/shared/resource/address.ts";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, visit } from "../screens/panel.ts";
import { counts, disabled, holds, reads } from "../screens/shown.ts";
import { decisions, type Member, member, submittedTemplate, untilDecided } from "./members.ts";
import { submittedSend } from "./sends.ts";

const NAME = `shown-${Date.now().toString(36)}.example.com`;
const REASON = "材料齐全，已与法务核对";
/** If set to a folder, pictures of the dialog are saved there. */
const KEEP = process.env.TIDINGS_SCREENS;

let browser: Browser;
let carol: Page;
let bob: Member;
let domain: string;

before(async () => {
  browser = await launch();
  bob = await member("bob", "zh-CN");
  const made = await bob.verb("create_domains", { input: { names: [NAME], custom_codes: false } });
  domain = made.domains[0].id;
  carol = await openPage(browser);
  await signIn(carol, "carol@demo.test", "简体中文");
});
after(() => browser?.close());

const shot = async (name: string) => {
  if (KEEP) await carol.screenshot({ path: join(KEEP, `shown-${name}.png`) });
};
const dialog = () => carol.getByRole("dialog");

test("bob changes it and submits it again between carol's look and her click: nothing is decided, and she is told what differs", async () => {
  await visit(carol, `/domains/${domain}`);
  await carol.locator('[data-verb="approve"]').click();
  await carol.locator("#transition-reason").fill(REASON);
  // The page reads its row every 4 s. It does not before her click: else it would tell her by itself, as the third story has it.
  const clicked = Promise.withResolvers<void>();
  const asked = /\/rest\/v1\/(domain_cards|rpc\/allowed_transitions)/;
  await carol.route(asked, (route) => clicked.promise.then(() => route.continue()));
  await (await member("alice", "zh-CN")).verb("reject_domain", { domain, reason: "请开启自定义短码" });
  await bob.verb("update_domain", { domain, input: { name: NAME, custom_codes: true } });
  await bob.verb("submit_domain", { domain });
  const answered = carol.waitForResponse(/rpc\/approve_domain/);
  await carol.locator("[data-confirm]").click();
  await answered;
  clicked.resolve();
  await carol.unrouteAll({ behavior: "wait" });
  await dialog().getByTestId("differences").waitFor();
  await shot("changed");
  await reads(dialog(), /本次操作未生效.*您查看之后，Bob 修改并重新提交了此域名/s);
  await reads(dialog().locator('[data-field="custom_codes"]'), "自定义短码否是");
  await counts(dialog().locator("[data-field]"), 1);
  await counts(dialog().locator("[data-confirm]"), 0, "she looks first");
  await untilDecided(bob, "domain", domain, [
    "reject granted admin Alice",
    "approve shown_changed admin Carol",
  ]);
});

test("carol looks at it as it is now; what she typed is still there, and her second click decides", async () => {
  await dialog().locator("[data-look]").click();
  await dialog().waitFor({ state: "hidden" });
  await carol.locator(".facts", { hasText: "自定义短码" }).getByText("是", { exact: true }).waitFor();
  await carol.locator('[data-verb="approve"]').click();
  await holds(carol.locator("#transition-reason"), REASON);
  await dialog().getByTestId("differences").waitFor();
  await shot("again");
  await carol.locator("[data-confirm]").click();
  await carol.locator('[data-state="approved"]').first().waitFor();
  assert.equal((await decisions(bob, "domain", domain)).at(-1), "approve granted admin Carol");
});

test("a decision that another has taken while carol's dialog is open is hers no more, and the dialog says so", async () => {
  const made = await bob.verb("create_domains", { input: { names: [`first-${NAME}`], custom_codes: false } });
  const { id } = made.domains[0];
  await visit(carol, `/domains/${id}`);
  await carol.locator('[data-verb="approve"]').click();
  await disabled(carol.locator("[data-confirm]"), false);
  const alice = await member("alice", "zh-CN");
  await alice.verb("approve_domain", { domain: id });
  await reads(dialog().getByTestId("gone"), /刚刚有人处理过/);
  await disabled(carol.locator("[data-confirm]"), true);
  await shot("gone");
  await dialog().getByRole("button", { name: "取消", exact: true }).click();
  await carol.locator('[data-state="approved"]').first().waitFor();
  await untilDecided(bob, "domain", id, ["approve granted admin Alice"]);
});

test("many at once are each decided as the list showed them: what changed meanwhile is refused, and the others are done", async () => {
  const run = `many${Date.now().toString(36)}`;
  const names = ["a", "b", "c"].map((one) => `${one}-${run}.example.com`);
  const { domains } = await bob.verb("create_domains", { input: { names, custom_codes: false } });
  await visit(carol, listLink("domains", { name: run }));
  await counts(carol.locator("tr[data-row-key]"), 3);
  for (const _ of domains) {
    await carol.keyboard.press("j");
    await carol.keyboard.press("x");
  }
  await carol.locator('[data-bulk="approve"]').waitFor();
  await carol.keyboard.press("a");
  await reads(dialog(), /通过：3 项.*每一项均按下面显示的内容处理/s);
  for (const { name } of domains) await dialog().getByRole("heading", { name }).waitFor();
  await disabled(dialog().locator("[data-confirm]"), false);
  await shot("many-asked");
  const [changed] = domains;
  const alice = await member("alice", "zh-CN");
  await alice.verb("reject_domain", { domain: changed.id, reason: "请开启自定义短码" });
  await bob.verb("update_domain", { domain: changed.id, input: { name: changed.name, custom_codes: true } });
  await bob.verb("submit_domain", { domain: changed.id });
  await carol.locator("[data-confirm]").click();
  await reads(dialog(), /部分完成：2 项已完成，1 项未完成/);
  await counts(dialog().locator('[data-outcome="done"]'), 2);
  await reads(dialog().locator('[data-outcome="refused"]'), new RegExp(changed.name));
  await shot("many-told");
  await dialog().getByRole("button", { name: "知道了" }).click();
  await untilDecided(bob, "domain", changed.id, [
    "reject granted admin Alice",
    "approve shown_changed admin Carol",
  ]);
  // What was not done is chosen still; it shows what it is now, and that is what the next click names.
  await carol.locator('[data-bulk="approve"]').click();
  await reads(dialog(), /通过：1 项/);
  await carol.locator("[data-confirm]").click();
  await reads(dialog(), /1 项全部完成/);
  await dialog().getByRole("button", { name: "知道了" }).click();
});

test("rows of several nouns are chosen on the overview and decided at once, each shown whole with what its sends come to; what is decided is chosen no more", async () => {
  const run = `overview${Date.now().toString(36)}`;
  const { domains } = await bob.verb("create_domains", {
    input: { names: [`${run}.example.com`], custom_codes: false },
  });
  const template = await submittedTemplate(bob, `一起${run}`);
  const ids: [string, string][] = [
    ["domain", domains[0].id],
    ["template", template],
    ["send", await submittedSend(bob, `一起${run}`)],
  ];
  await visit(carol, "/");
  for (const [, id] of ids)
    await carol.locator(`.waiting-list tr[data-row-key="${id}"] input[type="checkbox"]`).check();
  // It says how many of them as long as not all of them are known to allow it.
  await reads(carol.locator('[data-bulk="approve"]'), /^通\s*过$/);
  await carol.locator('[data-bulk="approve"]').click();
  await reads(dialog(), /通过：3 项.*每一项均按下面显示的内容处理/s);
  await reads(
    dialog().getByTestId("totals"),
    /^合计：1 个任务，(\d+) 个号码；预留 \1 条额度；最多 ¥[\d.]+。$/,
  );
  for (const [, id] of ids) await dialog().locator(`[data-bound="${id}"]`).waitFor();
  await disabled(dialog().locator("[data-confirm]"), false);
  await shot("overview-asked");
  await carol.locator("[data-confirm]").click();
  await reads(dialog(), /3 项全部完成/);
  await counts(dialog().locator('[data-outcome="done"]'), 3);
  await dialog().getByRole("button", { name: "知道了" }).click();
  await counts(carol.locator(".bulk-bar"), 0);
  for (const [noun, id] of ids) await untilDecided(bob, noun, id, ["approve granted admin Carol"]);
});

test("a page that is open meanwhile says that it shows something else now, and names that in the click", async () => {
  const { domains } = await bob.verb("create_domains", {
    input: { names: [`later-${NAME}`], custom_codes: false },
  });
  await visit(carol, `/domains/${domains[0].id}`);
  await carol.locator('[data-verb="reject"]').waitFor();
  await (await member("alice", "zh-CN")).verb("reject_domain", { domain: domains[0].id, reason: "名称有误" });
  await bob.verb("update_domain", {
    domain: domains[0].id,
    input: { name: `renamed-${NAME}`, custom_codes: false },
  });
  await bob.verb("submit_domain", { domain: domains[0].id });
  await carol.locator("h1", { hasText: `renamed-${NAME}` }).waitFor();
  await carol.getByText("此内容刚刚被修改或重新提交").waitFor();
  await carol.locator('[data-verb="reject"]').click();
  await carol.locator("#transition-reason").fill("仍不符合要求");
  await carol.locator("[data-confirm]").click();
  await carol.locator('[data-state="rejected"]').first().waitFor();
});
