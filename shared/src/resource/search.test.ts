import assert from "node:assert/strict";
import test from "node:test";
import { send } from "../sends/send.ts";
import { searchesOf } from "./search.ts";

test("a send is found by its number: its own, that of a plan, an occurrence's and a resend's", () => {
  const byNumber = (typed: string) => searchesOf(send, typed).some(([column]) => column === "batch_no");
  for (const typed of [
    "20261001-0001",
    "20261001-P001",
    "20261001-P001-2",
    "20261001-0001-R0",
    "L20261001-1",
  ])
    assert.ok(byNumber(typed), typed);
  for (const typed of ["会员日", "20261001", "P001", "20261001-Q001"]) assert.ok(!byNumber(typed), typed);
});
