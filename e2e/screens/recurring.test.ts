/** The step of the send form that makes it recur: every way of saying how often, on a phone, with what will come. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launch, openPage } from "./browser.ts";
import { choose, nextStep, signIn, visit } from "./panel.ts";
import { counts, reads } from "./shown.ts";

let browser: Browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const language of ["English", "简体中文"] as const) {
  test(`bob says how often a send comes, in ${language} on a phone, and reads the next five times`, async () => {
    const bob = await openPage(browser, "phone");
    await signIn(bob, "bob@demo.test", language);
    await visit(bob, "/sends/new");
    await bob.locator("#send-name").fill("每周提醒");
    await choose(bob, "send-template", "签收提醒", "签收提醒");
    await choose(bob, "send-sms", "订单通知");
    await nextStep(bob);
    // Others put files of customer flags here too, which no send takes.
    await bob.locator("#send-file").fill("演示号码");
    await choose(bob, "send-file", "演示号码");
    await nextStep(bob);
    await bob.locator("label", { hasText: /Recurring|循环发送/ }).click();
    for (const [rhythm, first] of [
      [/Every day|每天/, / 10:00$/],
      [/Every month|每月/, /-01 10:00$/],
      [/Every week|每周/, / 10:00$/],
      [/Custom expression|自定义表达式/, / 10:00$/],
    ] as const) {
      await bob.locator("label", { hasText: rhythm }).click();
      const times = bob.getByTestId("next-times").locator("li");
      await counts(times, 5);
      await reads(times.first(), first);
      const [wide = 0, window = 0] = await bob.evaluate(() => [
        document.documentElement.scrollWidth,
        innerWidth,
      ]);
      assert.ok(wide <= window, `${rhythm}: ${wide} px do not fit into ${window}`);
    }
    await bob.locator("#send-cron").fill("*/5 10 * * *");
    await bob.getByTestId("next").click();
    await bob.getByText(/at most once an hour|最多每小时一次/).waitFor();
    await bob.context().close();
  });
}
