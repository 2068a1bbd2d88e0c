import assert from "node:assert/strict";
import { test } from "node:test";
import { forgetDraft, keepDraft, keptDrafts, tabId } from "./kept-drafts.ts";

/** A store as browsers have one. */
function store() {
  const all = new Map<string, string>();
  return {
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
    removeItem: (name: string) => void all.delete(name),
    key: (n: number) => [...all.keys()][n] ?? null,
    get length() {
      return all.size;
    },
  };
}

const at = (seconds: number) => new Date(Date.now() - 60_000 + seconds * 1000).toISOString();

test("two tabs of one form keep a draft each; a tab finds its own first, and a new one the newest", () => {
  const kept = store();
  keepDraft(kept, "template.new", { tab: "a", value: "一", at: at(1) });
  keepDraft(kept, "template.new", { tab: "b", value: "二", at: at(2) });
  keepDraft(kept, "template.newer", { tab: "a", value: "三", at: at(3) });
  const found = (tab: string) => keptDrafts<string>(kept, "template.new", tab).map(({ value }) => value);
  assert.deepEqual(found("a"), ["一", "二"]);
  assert.deepEqual(found("c"), ["二", "一"]);
  forgetDraft(kept, "template.new", "b");
  assert.deepEqual(found("c"), ["一"]);
});

test("a draft that was gone on with in another tab is forgotten there only as it was taken over", () => {
  const kept = store();
  const taken = at(1);
  keepDraft(kept, "form", { tab: "a", value: "一", at: taken });
  keepDraft(kept, "form", { tab: "a", value: "一二", at: at(2) });
  forgetDraft(kept, "form", "a", taken);
  assert.equal(keptDrafts(kept, "form", "b").length, 1);
  forgetDraft(kept, "form", "a", at(2));
});

test("what a crash has cut off, and what is older than a month, is found no more", () => {
  const kept = store();
  kept.setItem("tidings.draft.form@a", '{"value": "on');
  keepDraft(kept, "form", { tab: "b", value: "旧", at: at(-40 * 86_400) });
  assert.deepEqual(keptDrafts(kept, "form", "c"), []);
  assert.equal(kept.length, 0);
});

test("a tab has one id over a reload, and no two have the same", () => {
  const [one, other] = [store(), store()];
  assert.equal(tabId(one), tabId(one));
  assert.notEqual(tabId(one), tabId(other));
});
