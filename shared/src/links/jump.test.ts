import assert from "node:assert/strict";
import test from "node:test";
import { jumpForm, jumpTrouble, splitUrls } from "./jump.ts";
import { JUMP_VECTORS } from "./jump_vectors.ts";
import { JUMP_TROUBLE_WORDS } from "./jump_words.ts";

test("an address is taken, or refused for the first thing that stands against it", () => {
  for (const [url, code] of JUMP_VECTORS) assert.equal(jumpTrouble(url)?.code ?? null, code, url);
});

test("every trouble has its words, and every trouble is tried", () => {
  const tried = new Set(JUMP_VECTORS.map(([, code]) => code));
  for (const code of Object.keys(JUMP_TROUBLE_WORDS)) assert.ok(tried.has(code as never), code);
});

test("a trouble names the host or the character it is about", () => {
  assert.deepEqual(jumpTrouble("https://intranet/a"), { code: "host", host: "intranet" });
  assert.deepEqual(jumpTrouble("https://a.example.com/会员"), { code: "characters", character: "会" });
  assert.deepEqual(jumpTrouble("https://a.example.com/%zz"), { code: "characters", character: "%" });
});

test("two spellings of one address are one address", () => {
  assert.equal(jumpForm("HTTPS://Mall.Example.com"), "https://mall.example.com/");
  assert.equal(jumpForm("http://mall.example.com:80?a=B"), "http://mall.example.com/?a=B");
  assert.equal(jumpForm("https://mall.example.com:8443/A#b"), "https://mall.example.com:8443/A#b");
  assert.notEqual(jumpForm("http://mall.example.com/"), jumpForm("https://mall.example.com/"));
});

test("typed addresses are split where an address cannot go on", () => {
  assert.deepEqual(
    splitUrls(
      " https://a.example.com/x,1 https://b.example.com/,https://c.example.com\nhttps://d.example.com，<https://e.example.com/|e>",
    ),
    [
      "https://a.example.com/x,1",
      "https://b.example.com/",
      "https://c.example.com",
      "https://d.example.com",
      "https://e.example.com/",
    ],
  );
});
