import assert from "node:assert/strict";
import { linkCodes } from "@tidings/shared/links/code.ts";
import { handOverOf, messagesOf } from "./batch.ts";
import { claimed } from "./fixture.ts";

Deno.test("the text goes out as it was approved: only the links are put in", () => {
  const [first] = messagesOf(claimed({ text: "a  b {link} c {link} 。退订回T", link_base: "https://l/$&" }));
  assert.equal(first?.text, `a  b ${first?.link} c ${first?.link} 。退订回T`);
  assert.equal(messagesOf(claimed({ text: "没有链接" }))[0]?.text, "没有链接");
});

Deno.test("a message carries its delivery id, its own link and its own values", () => {
  const [message] = messagesOf(claimed());
  const link = `https://l.example/l/${linkCodes([1, 2, 3, 4]).codeOf(101)}`;
  assert.deepEqual(message, {
    reference: "101",
    to: "+8613800000101",
    text: `您好，点击 ${link} 查看`,
    link,
    params: { name: "张101" },
  });
});

Deno.test("where nobody has values, or one has none, they are empty", () => {
  assert.deepEqual(messagesOf(claimed({ params: null }))[2]?.params, {});
  assert.deepEqual(messagesOf(claimed({ params: [{ name: "张" }, null, null] }))[1]?.params, {});
});

Deno.test("only a first try names itself: a repeat may be of fewer messages", () => {
  assert.equal(handOverOf(claimed(), []).key, "5");
  assert.equal(handOverOf(claimed({ doubtful: true }), []).key, null);
});

Deno.test("a message of the basic edition has neither text nor link, and its parameters keep the template's order", () => {
  const basic = claimed({
    ...{ kind: "basic", text: "", link_base: null, days: null, parameters: ["zeta", "alpha"] },
    params: [{ alpha: "1", zeta: "2" }, null, null],
  });
  const messages = messagesOf(basic);
  assert.deepEqual(messages[0], {
    reference: "101",
    to: "+8613800000101",
    text: "",
    link: null,
    params: { alpha: "1", zeta: "2" },
  });
  assert.deepEqual(handOverOf(basic, messages).parameters, ["zeta", "alpha"]);
  const group = messagesOf({ ...basic, params: null, shared_params: { alpha: "3", zeta: "4" } });
  assert.ok(group.every(({ params }) => params.alpha === "3" && params.zeta === "4"));
});
