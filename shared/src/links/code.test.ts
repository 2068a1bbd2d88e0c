import assert from "node:assert/strict";
import test from "node:test";
import { linkCodes } from "./code.ts";

const codes = linkCodes([0x020100, 0x0a0908, 0x121110, 0x1a1918]);

test("a code leads back to its id, and to no other", () => {
  const ids = new Set<number>();
  const seen = new Set<string>();
  for (const base of [0, 1, 2 ** 24 - 5, 2 ** 40, 2 ** 40 + 5_000_000]) {
    for (let id = base; id < base + 2000; id++) {
      const code = codes.codeOf(id);
      assert.match(code, /^[0-9A-Za-z]{8}$/);
      assert.equal(codes.idOf(code), id);
      ids.add(id);
      seen.add(code);
    }
  }
  assert.equal(seen.size, ids.size);
});

test("the cipher is Speck48/96, as its authors' own test vector says", () => {
  // Key 1a1918 121110 0a0908 020100, plaintext 6d2073 696874, ciphertext 735e10 b6445d: below 62^8, so no cycle walking.
  const plain = 0x6d2073 * 2 ** 24 + 0x696874;
  const cipher = 0x735e10 * 2 ** 24 + 0xb6445d;
  const code = codes.codeOf(plain);
  let block = 0;
  for (const letter of code)
    block = block * 62 + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(letter);
  assert.equal(block, cipher);
});

test("what is no code of a delivery is told apart", () => {
  for (const other of ["", "short", "ninechars", "abc def1", "абвгдежз", "AbC12x_-"])
    assert.equal(codes.idOf(other), undefined);
});

test("a key that is none is refused", () => {
  assert.throws(() => linkCodes([1, 2, 3]), RangeError);
  assert.throws(() => linkCodes([1, 2, 3, 2 ** 24]), RangeError);
});
