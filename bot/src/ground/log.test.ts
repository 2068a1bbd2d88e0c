import assert from "node:assert/strict";
import test, { type mock } from "node:test";
import { CRON_LOG } from "../clock/cron_log.ts";
import { log, withoutPhones } from "./log.ts";

test("no phone number gets into a log line, however it is written", () => {
  for (const phone of ["13800138000", "+8613800138000", "86 13800138000", "138-0013-8000", "138 0013 8000"]) {
    assert.equal(withoutPhones(`to ${phone}.`), "to [phone].", phone);
  }
  assert.equal(withoutPhones('{"phone":"+8613800138000"}'), '{"phone":"[phone]"}');
});

test("ids and times stay, so that a line can be followed", () => {
  for (const text of [
    "batch 20261124-0001",
    "x138001380001",
    "id 4dd7a5a9-1380-4138-8001-380001380001",
    '{"send":"8f3a2b1c-a138-4612-8345-abcdef012345"}',
  ]) {
    assert.equal(withoutPhones(text), text);
  }
});

/** What is written to stdout meanwhile. */
function written(context: { mock: typeof mock }, act: () => void): string {
  const lines: string[] = [];
  const spied = context.mock.method(process.stdout, "write", (line: string) => lines.push(line) > 0);
  try {
    act();
  } finally {
    spied.mock.restore();
  }
  return lines.join("");
}

test("colours that a library painted are no part of a line, and a skipped turn of the clock is no line at all", (context) => {
  const painted = written(context, () => log.info("x", { said: "\u001b[33m[WARN]\u001b[0m slow" }));
  assert.match(painted, /"said":"\[WARN\] slow"/);
  const skipped = "task still running, new execution blocked by overlap prevention!";
  assert.equal(
    written(context, () => CRON_LOG.warn(skipped)),
    "",
  );
  assert.match(
    written(context, () => CRON_LOG.warn("missed")),
    /"event":"clock.cron"/,
  );
});
