import assert from "node:assert/strict";
import test from "node:test";
import { alertWords } from "./text.ts";

const FAILED = { name: "会员日", batch_no: "20261124-0001", failed: 726, ends: 800 };

test("an alert of a send that failed says why in the words of the codes, and an older one without reasons ends there", () => {
  const reasons = [
    {
      ...{ state: "failed", code: "MK:0001", count: 1700 },
      code_said: { words: { zh: "空号或号码不存在", en: "Number not in use" }, advice: { zh: "", en: "" } },
    },
    { state: "failed", code: "ZZ:9", count: 6, code_said: null },
  ];
  const told = alertWords({ kind: "send_failed", details: { ...FAILED, reasons } });
  assert.equal(
    told.en,
    "“会员日” (20261124-0001) has ended: 726 of 800 messages weren't delivered: Number not in use (MK:0001) 1,700, Failed (ZZ:9, no description yet) 6",
  );
  assert.match(told.zh, /未送达：空号或号码不存在（MK:0001） 1,700，.*（ZZ:9，暂无说明） 6$/);
  const older = alertWords({ kind: "send_failed", details: FAILED });
  assert.match(older.en, /weren't delivered$/);
  assert.match(older.zh, /未送达$/);
});
