import assert from "node:assert/strict";
import test from "node:test";
import { arrange, type Weight } from "./arrange.ts";

const WEIGHTS: Readonly<Record<string, Weight>> = {
  approve: "main",
  reject: "plain",
  pause: "plain",
  resend: "plain",
  cancel: "danger",
  break_glass: "danger",
};
const arranged = (...verbs: string[]) => {
  const { buttons, more } = arrange(verbs, (verb) => WEIGHTS[verb] ?? "plain");
  return `${buttons.join(" ")} | ${more.join(" ")}`.trim();
};

test("beside the main action stand at most two others, and nothing dangerous", () => {
  assert.equal(arranged("cancel", "break_glass", "reject", "approve"), "approve reject | cancel break_glass");
  assert.equal(arranged("pause", "resend", "reject", "approve"), "approve pause resend | reject");
  assert.equal(arranged("pause", "cancel"), "pause | cancel");
});

test("what is dangerous is a button where there is nothing else", () => {
  assert.equal(arranged("cancel"), "cancel |");
  assert.equal(arranged(), "|");
  const { buttons, more } = arrange(["cancel"], () => "danger", false);
  assert.deepEqual({ buttons, more }, { buttons: [], more: ["cancel"] }, "Edit stands beside it");
});
