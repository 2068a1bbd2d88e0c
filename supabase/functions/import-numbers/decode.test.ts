import assert from "node:assert/strict";
import { utf8Of } from "./decode.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array<ArrayBuffer>) => {
  const utf8 = utf8Of(bytes);
  return utf8 && new TextDecoder().decode(utf8);
};
/** 手机号,姓名\n13800138000,张三 as Chinese Windows writes it. */
const GB18030 = new Uint8Array([
  ...[0xca, 0xd6, 0xbb, 0xfa, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a],
  ...encode("13800138000,"),
  ...[0xd5, 0xc5, 0xc8, 0xfd],
]);

Deno.test("UTF-8 is taken as it is, with or without a byte-order mark", () => {
  assert.equal(read(encode("手机号\n13800138000")), "手机号\n13800138000");
  assert.equal(read(encode("\ufeff手机号")), "手机号");
  assert.equal(read(encode("")), "");
});

Deno.test("what Chinese Windows wrote is read as it was meant", () => {
  assert.equal(read(GB18030), "手机号,姓名\n13800138000,张三");
});

Deno.test("Excel's Unicode text is read by its mark", () => {
  const text = "手机号\t姓名\n";
  const little = new Uint8Array([
    0xff,
    0xfe,
    ...Array.from(text).flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]),
  ]);
  assert.equal(read(little), text);
});

Deno.test("one broken byte does not turn the names of a whole part into nonsense", () => {
  const broken = new Uint8Array([
    ...encode("手机号,姓名\n13800138000,张三丰"),
    0xff,
    ...encode("\n13800138001,李四"),
  ]);
  assert.match(read(broken) ?? "", /张三丰.*\n13800138001,李四/);
});

Deno.test("an archive, a picture and a workbook are no text", () => {
  const noise = crypto.getRandomValues(new Uint8Array(4096));
  for (const head of [
    [0x50, 0x4b, 3, 4],
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
  ]) {
    assert.equal(utf8Of(new Uint8Array([...head, ...noise])), null);
  }
  assert.equal(utf8Of(new Uint8Array(1000)), null, "nothing but NUL");
});
