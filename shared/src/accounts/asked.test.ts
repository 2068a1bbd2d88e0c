/** Groups, lists and what a variant asks for together: begun, judged and handed in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { initialValues, inputOf, problemsIn } from "../resource/form_values.ts";
import { PART_INPUTS } from "./asked.ts";
import { SHORTCUT_FORM } from "./shortcuts/asked.ts";

const form = { inputs: SHORTCUT_FORM };
const begun = initialValues(form) as { buttons: Record<string, unknown>[]; timed: unknown[] };
const paths = (values: object) => problemsIn(SHORTCUT_FORM, { ...begun, ...values }).map(({ path }) => path);

const dial = { ...begun.buttons[0], name: "客服", action: "dial", phone: " 400-123-4567 " };

test("a list begins with as many entries as it says, each with a place for every field of every action", () => {
  assert.equal(begun.buttons.length, 1);
  assert.deepEqual(begun.timed, []);
  const [button] = begun.buttons;
  assert.deepEqual([button?.action, button?.url, button?.external, button?.latitude], ["url", "", false, ""]);
});

test("what is wrong is said with its path, and of an action's fields only those of the chosen one count", () => {
  assert.deepEqual(paths({}), [
    "signature",
    "proofs",
    "regions",
    "buttons[0].name",
    "buttons[0].url",
    "buttons[0].title",
  ]);
  assert.deepEqual(paths({ signature: "云杉", proofs: [{}], regions: ["440300"], buttons: [dial] }), []);
  assert.ok(paths({ buttons: [{ ...dial, phone: "客服" }] }).includes("buttons[0].phone"));
  assert.ok(paths({ buttons: Array.from({ length: 4 }, () => dial) }).includes("buttons"));
  assert.ok(paths({ buttons: [] }).includes("buttons"), "one button, or a configuration");
});

test("of two configurations no two serve at once, and none ends before it begins", () => {
  const one = {
    name: "元旦",
    begins_at: "2027-01-01T00:00:00Z",
    ends_at: "2027-01-04T00:00:00Z",
    buttons: [dial],
  };
  const wrong = (...timed: object[]) => paths({ timed }).filter((path) => path.startsWith("timed"));
  assert.deepEqual(wrong(one), []);
  assert.deepEqual(wrong({ ...one, ends_at: one.begins_at }), ["timed[0].ends_at"]);
  assert.deepEqual(wrong(one, { ...one, name: "新年" }), ["timed"]);
  assert.deepEqual(wrong({ ...one, buttons: [] }), ["timed[0].buttons"]);
});

test("only what is asked for is handed in, without the spaces around it; a choice that was left open is null", () => {
  const [button] = inputOf(form, { ...begun, buttons: [dial] }).buttons as object[];
  assert.deepEqual(button, { name: "客服", action: "dial", phone: "400-123-4567" });
  const app = { ...begun.buttons[0], name: "商城", action: "app", link: "mall://home" };
  const [opened] = inputOf(form, { ...begun, buttons: [app] }).buttons as object[];
  assert.deepEqual(opened, { name: "商城", action: "app", link: "mall://home", detail: "", system: null });
});

test("a row's content is begun with as it is stored, without what the law has measured, and menus have menus inside", () => {
  const logo = { path: "e/1.png", name: "logo.png", width: 240, height: 240 };
  const { profile } = initialValues(
    { inputs: { profile: PART_INPUTS.profile } },
    { id: "1", kind: "profile", content: { name: "云杉", logo } },
  ) as { profile: Record<string, unknown> };
  assert.deepEqual(
    [profile.name, profile.intro, profile.logo],
    ["云杉", "", { path: "e/1.png", name: "logo.png" }],
  );
  const row = { kind: "menus" };
  const menus = [
    { name: "更多", action: "submenu", items: [{ name: "官网", action: "url", url: "x", title: "官网" }] },
  ];
  assert.deepEqual(
    problemsIn({ menus: PART_INPUTS.menus }, { menus }, row).map(({ path, missing }) => [path, missing]),
    [["menus[0].items[0].url", false]],
  );
  assert.deepEqual(
    problemsIn({ menus: PART_INPUTS.menus }, { menus: [] }, row).map(({ missing }) => missing),
    [true],
  );
});
