import assert from "node:assert/strict";
import { linkCodes } from "@tidings/shared/links/code.ts";
import { handOverOf, messagesOf, textWithLink } from "./batch.ts";
import { claimed } from "./fixture.ts";

Deno.test("the link stands between spaces, whatever the author wrote around it", () => {
  const link = "https://l.example/Ab12cd34";
  for (const text of ["点击{link}查看", "点击 {link}查看", "点击  {link}  查看", "点击\n{link}\t查看"]) {
    assert.equal(textWithLink(text, link), `点击 ${link} 查看`);
  }
  assert.equal(textWithLink("查看 {link}", link), `查看 ${link}`);
  assert.equal(textWithLink("没有链接", link), "没有链接");
  assert.equal(textWithLink("a {link}", "https://l/$&$1"), "a https://l/$&$1", "a link is no pattern");
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
