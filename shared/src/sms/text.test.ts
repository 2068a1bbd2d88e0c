// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how an SMS template writes a variable
import assert from "node:assert/strict";
import test from "node:test";
import { segmentsOf, smsLength } from "../ground/segments.ts";
import { smsBody, smsText, unfitFor } from "./text.ts";
import { TEXT_VECTORS } from "./text_vectors.ts";

test("a message gets its link between spaces and the opt-out words of marketing, and is counted as it is sent", () => {
  for (const { name, signature, content, marketing, link, params, ...expected } of TEXT_VECTORS) {
    const body = smsBody(content, marketing);
    const text = smsText({ signature, body, link, params });
    assert.deepEqual({ body, text, units: smsLength(text), segments: segmentsOf(text) }, expected, name);
  }
});

test("what went through once is not changed by going through again", () => {
  for (const { content, marketing, name } of TEXT_VECTORS) {
    const once = smsBody(content, marketing);
    assert.equal(smsBody(once, marketing), once, name);
  }
});

test("a signature already in its brackets does not get a second pair, and a link is no pattern", () => {
  assert.equal(smsText({ signature: "【云杉】", body: "好", link: "" }), "【云杉】好");
  assert.equal(
    smsText({ signature: "云杉", body: " {link} ", link: "https://l/$&$1" }),
    "【云杉】 https://l/$&$1 ",
  );
});

test("an SMS template fits a card when it has the place of the link and no variables", () => {
  assert.equal(unfitFor("aim", "点击 {link} 查看"), null);
  assert.equal(unfitFor("aim", "您的验证码已失效"), "link");
  assert.equal(unfitFor("aim", "${name}，点击 {link}"), "variables");
  assert.equal(unfitFor("text", "${name}，您的验证码已失效"), null);
  assert.equal(unfitFor("text", "点击 {link} 查看"), "card");
});
