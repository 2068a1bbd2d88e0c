import assert from "node:assert/strict";
import test from "node:test";
import { chunksOf, readPhones, readTyped, slicesOf } from "./read-phones.ts";

test("a table gives the first number of each line, once; its header is no mistake", async () => {
  const text = "姓名,手机号\r\n王,138 0013 8000\r\n李,+8613900139000\r\n\r\n赵,不是\r\n王,13800138000\r\n";
  assert.deepEqual(await readPhones(chunksOf(new Blob([text]))), {
    phones: ["+8613800138000", "+8613900139000"],
    wrong: [5],
    wrongCount: 1,
  });
});

test("a list that Chinese Windows wrote is read too, whole to its last line", async () => {
  const gbk = new Uint8Array([0xca, 0xd6, 0xbb, 0xfa, 0x0d, 0x0a]); // 手机
  const list = new Blob([gbk, "13800138000\r\n13900139000"]);
  assert.deepEqual((await readPhones(chunksOf(list))).phones, ["+8613800138000", "+8613900139000"]);
});

test("what is typed may stand in one line, and nothing of it is taken for a header", async () => {
  assert.deepEqual(await readTyped("abc, 13800138000 13900139000；139 0013 9001"), {
    phones: ["+8613800138000", "+8613900139000", "+8613900139001"],
    wrong: [1],
    wrongCount: 1,
  });
});

test("slices hold everything once, in order", () => {
  assert.deepEqual(slicesOf([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
  assert.deepEqual(slicesOf([], 2), []);
});
