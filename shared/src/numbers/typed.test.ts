import assert from "node:assert/strict";
import test from "node:test";
import { typedPhones } from "./typed.ts";

const FIRST = "+8613800138000";
const SECOND = "+8613800138001";

test("numbers are taken in every form that a search takes, full width too", () => {
  for (const typed of [
    "１３８００１３８０００",
    "＋８６１３８００１３８０００",
    "１３８　００１３　８０００",
    "１３８－００１３－８０００",
    "138 0013 8000",
    "0086 13800138000",
  ])
    assert.deepEqual(typedPhones(typed), { phones: [FIRST], wrong: [] }, typed);
});

test("several are told apart by whatever stands between them, in their order", () => {
  for (const between of [",", "，", ";", "；", "、", "\n", "\r\n", " ", "　"]) {
    const { phones, wrong } = typedPhones(`１３８００１３８００１${between}13800138000`);
    assert.deepEqual([phones, wrong], [[SECOND, FIRST], []], JSON.stringify(between));
  }
});

test("what is no number is named as it was typed", () => {
  assert.deepEqual(typedPhones("13800138000; 坏的 12"), { phones: [FIRST], wrong: ["坏的", "12"] });
});
