// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${1} is how an SMS template writes a place
import assert from "node:assert/strict";
import { test } from "node:test";
import { kindHere, kindThere, textHere, textThere, variableHere, variablesInOrder } from "./koomessage.ts";

const place = (variable_index: number, variable_type: string, variable_desc = "") => ({
  variable_index,
  variable_type,
  variable_desc,
});

test("a text there becomes one of ours, and comes back as it was", () => {
  const attributes = [place(1, "TEXT", "张女士"), place(2, "NEWTEXT"), place(3, "MONEY", "12.50")];
  const here = textHere("您好${1}，点击 ${2} 领取${3}元", attributes);
  assert.deepEqual(here, {
    content: "您好${v1}，点击 {link} 领取${v3}元",
    variables: [
      { name: "v1", kind: "text", example: "张女士" },
      { name: "v3", kind: "money", example: "12.50" },
    ],
  });
  assert.ok(typeof here === "object");
  assert.deepEqual(textThere(here.content, here.variables), {
    content: "您好${1}，点击 ${2} 领取${3}元",
    places: attributes,
  });
});

test("numbers tell places apart, wherever they stand; names go by their order, and stay", () => {
  const swapped = textHere("${2} ${1} ${2}", [place(1, "PHONE"), place(2, "DATETIME")]);
  assert.ok(typeof swapped === "object");
  assert.equal(swapped.content, "${v2} ${v1} ${v2}");
  assert.deepEqual(
    swapped.variables.map(({ name, kind }) => [name, kind]),
    [
      ["v2", "time"],
      ["v1", "phone"],
    ],
  );
  assert.deepEqual(variablesInOrder(swapped.content), ["v2", "v1"]);
  const named = textHere("${name}，${code}", [place(2, "CHARDIGIT"), place(1, "TEXT")]);
  assert.ok(typeof named === "object");
  assert.equal(named.content, "${name}，${code}");
  assert.deepEqual(
    named.variables.map(({ kind }) => kind),
    ["text", "characters"],
  );
  assert.deepEqual(variablesInOrder("{link} ${b} ${a} ${b}"), ["b", "a"]);
});

test("places and attributes that differ, and a second link, are said", () => {
  assert.equal(textHere("${1}", []), "places_differ");
  assert.equal(textHere("${1}", [place(1, "TEXT"), place(2, "TEXT")]), "places_differ");
  assert.equal(textHere("${1} ${2}", [place(1, "TEXT"), place(1, "TEXT")]), "places_differ");
  assert.equal(textHere("${1} ${1}", [place(1, "NEWTEXT")]), "link_twice");
  assert.equal(textHere("${1} ${2}", [place(1, "NEWTEXT"), place(2, "NEWTEXT")]), "link_twice");
  assert.deepEqual(textHere("没有变量", []), { content: "没有变量", variables: [] });
});

test("a variable without an example of its kind gets one; kinds of signatures have words of their own there", () => {
  assert.deepEqual(variableHere("v1", "money", "很多"), { name: "v1", kind: "money", example: "99.00" });
  assert.equal(variableHere("v1", "SOMETHING").kind, "text");
  assert.deepEqual(["notification", "promotion"].map(kindThere), ["NOTIFY_TYPE", "PROMOTION_TYPE"]);
  assert.deepEqual(["NOTIFY_TYPE", "PROMOTION_TYPE"].map(kindHere), ["notification", "promotion"]);
});
