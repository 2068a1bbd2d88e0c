import assert from "node:assert/strict";
import test from "node:test";
import { importErrorWords } from "../numbers/import_errors.ts";
import { isRefusalCode, pastRefusalWords, REFUSALS, refusalWords } from "./register.ts";

const places = (text: string) => [...text.matchAll(/\{([a-z_]+)\}/g)].map((hit) => hit[1]).sort();

test("every refusal says what happened and what to do, in Chinese and in English", () => {
  for (const [code, refusal] of Object.entries(REFUSALS)) {
    assert.match(code, /^[a-z][a-z0-9_]*$/);
    for (const text of [refusal.zh, refusal.hint_zh]) assert.match(text, /[\u4e00-\u9fff].*[。；]$/, code);
    for (const text of [refusal.en, refusal.hint_en]) assert.match(text, /^[A-Z“{].*\.$/, code);
  }
});

test("both languages of a refusal name the same values", () => {
  for (const [code, refusal] of Object.entries(REFUSALS)) {
    assert.deepEqual(places(refusal.zh), places(refusal.en), code);
    assert.deepEqual(places(refusal.hint_zh), places(refusal.hint_en), code);
  }
});

test("carol reads the refusal in her language, with the values the database gave", () => {
  const details = JSON.stringify({ count: 12, max: 10 });
  assert.equal(refusalWords("too_many_numbers", "zh-CN", details).message, "号码过多：12 个，最多 10 个。");
  assert.equal(
    refusalWords("too_many_numbers", "en", { count: 12, max: 10 }).message,
    "Too many numbers (12). The limit is 10.",
  );
});

test("states, resources, verbs, vendors, layouts and actions in a refusal are read in words", () => {
  const state = JSON.stringify({ resource: "send", state: "trial_hold", verb: "approve", by: "carol" });
  assert.equal(
    refusalWords("wrong_state", "zh-CN", state).message,
    "该发送任务当前为「试发待放行」，不能执行「通过」。",
  );
  assert.equal(
    refusalWords("wrong_state", "en", state).message,
    "“approve” isn't available while the send is “Trial awaiting release”.",
  );
  assert.match(refusalWords("wrong_state", "zh-CN", state).hint, /carol 处理/);
  assert.match(refusalWords("wrong_state", "en", state).hint, /^carol acted on it last/);
  assert.doesNotMatch(
    refusalWords("wrong_state", "en", { resource: "send", state: "done", verb: "pause", by: null }).hint,
    /acted/,
  );
  assert.match(
    refusalWords("vendor_unsupported", "zh-CN", { layout: "poster", vendors: "oppo, nokia" }).message,
    /「海报」.*OPPO、nokia/,
  );
  assert.match(
    refusalWords("forbidden", "en", { action: "KooMessage:template:review" }).message,
    /Review templates/,
  );
  assert.match(refusalWords("not_found", "zh-CN", { resource: "number_file" }).message, /未找到该号码文件/);
  assert.match(
    refusalWords("file_not_ready", "en", { name: "a.csv", state: "importing" }).message,
    /Importing/,
  );
  assert.match(
    refusalWords("too_many_numbers", "en", { count: 1000001, max: 1000000 }).message,
    /1,000,001\). The limit is 1,000,000/,
  );
  assert.match(refusalWords("filing_missing", "zh-CN", { form: "send_task" }).message, /发送任务/);
  assert.match(
    refusalWords("filing_missing", "en", { form: "short_link" }).message,
    /approved filing for short links\.$/,
  );
  const findings = [
    { path: "slots.title", code: "required", zh: "请填写「标题」。", en: "Fill in “Title”." },
    { path: "slots.body", code: "url", zh: "网址不正确。", en: "This is not a web address." },
  ];
  assert.match(
    refusalWords("content_has_errors", "zh-CN", { count: 2, findings }).message,
    /请填写「标题」；网址不正确。$/,
  );
  assert.match(
    refusalWords("content_has_errors", "en", { count: 2, findings }).message,
    /Fill in “Title”; This is not a web address\.$/,
  );
});

test("an invalid input is named in words", () => {
  assert.match(refusalWords("input_invalid", "zh-CN", { field: "scheduled_at" }).message, /定时发送时间/);
  assert.match(
    refusalWords("input_invalid", "en", { field: "kind, price_fen" }).message,
    /the type, the price/,
  );
  assert.match(refusalWords("forbidden", "zh-CN", { action: "link" }).message, /关联/);
  assert.match(
    refusalWords("forbidden", "en", {
      action: "KooMessage:sendTask:approve, KooMessage:sendTask:submit",
    }).message,
    /\(Approve .+ or [Ss]ubmit .+\)/,
  );
});

test("why an import failed is read in words as well", () => {
  const { message, hint } = importErrorWords("too_many_numbers", "zh-CN");
  assert.match(message + hint, /号码过多。.*最多 100 万个号码，基础版最多 500 万个/);
  assert.match(importErrorWords("too_many_lines", "en").hint, /2,000,000 lines, or 10,000,000/);
  assert.match(importErrorWords("file_empty", "en").message, /No usable numbers/);
});

test("nobody ever reads a raw placeholder, even when the values are missing or not JSON", () => {
  for (const code of Object.keys(REFUSALS)) {
    for (const details of [undefined, null, "", "not json", "[1]", 7]) {
      for (const locale of ["zh-CN", "en"] as const) {
        const words = refusalWords(code, locale, details);
        assert.doesNotMatch(words.message + words.hint, /[{}]/, code);
      }
    }
  }
});

test("a code we do not know falls back to what the caller was given", () => {
  assert.equal(isRefusalCode("toString"), false);
  assert.deepEqual(refusalWords("beginning_over", "en", null, { message: "It is over.", hint: "again" }), {
    message: "It is over.",
    hint: "again",
  });
  assert.match(refusalWords(undefined, "zh-CN").message, /原因未知/);
});

test("a place inside the bot's own wrapping is told by the field's name, and the state of a channel in words", () => {
  assert.match(refusalWords("text_unclean", "zh-CN", { field: "runs[0].more.reason" }).message, /原因/);
  assert.doesNotMatch(
    refusalWords("text_unclean", "zh-CN", { field: "runs[0].more.reason" }).message,
    /runs|more|reason/,
  );
  assert.match(
    refusalWords("input_invalid", "en", { field: "params[2].value" }).message,
    /the template parameters \(item 2\)/,
  );
  assert.match(
    refusalWords("input_invalid", "zh-CN", { field: "params[2].name" }).message,
    /模板参数（第 2 项，名称）/,
  );
  const state = { resource: "channel", state: "active", verb: "resume" };
  assert.match(refusalWords("wrong_state", "zh-CN", state).message, /「启用」/);
});

test("what Postgres or PostgREST says itself reaches nobody", () => {
  for (const code of ["42883", "22P02", "PGRST202"]) {
    const { message, hint } = refusalWords(code, "zh-CN", null, { message: "operator does not exist" });
    assert.match(message, /系统内部出错/);
    assert.ok(hint.includes(code), hint);
  }
});

test("a refusal of the past has its sentence when its values were kept, and never one with holes", () => {
  const kept = { resource: "send", state: "sending", verb: "approve" };
  assert.equal(
    pastRefusalWords("wrong_state", "en", kept, null),
    "“approve” isn't available while the send is “Sending”.",
  );
  for (const locale of ["zh-CN", "en"] as const) {
    for (const code of Object.keys(REFUSALS)) {
      const said = pastRefusalWords(code, locale, null, "The send is in_review already.");
      assert.doesNotMatch(said, /—|[{}]/, code);
    }
  }
  assert.equal(
    pastRefusalWords("wrong_state", "zh-CN", { resource: "send" }, null),
    "当时的状态不允许执行此操作。",
  );
  assert.equal(pastRefusalWords("schedule_in_past", "zh-CN", null, null), "定时发送时间已过。");
  assert.equal(pastRefusalWords("beginning_over", "en", null, "It is over."), "It is over.");
});
