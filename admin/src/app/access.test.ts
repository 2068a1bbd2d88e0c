import assert from "node:assert/strict";
import test from "node:test";
import { headOf, NOUNS, type Noun, rightOf } from "@tidings/shared/resource/nouns.ts";
import { mayDo } from "./access.ts";

const READ_ONLY = [
  "KooMessage:template:list",
  "KooMessage:numberFile:list",
  "KooMessage:sendTask:list",
  "KooMessage:quota:list",
  "KooMessage:report:list",
];

test("dan, who may only read, is offered every list and nothing that changes", () => {
  for (const resource of ["templates", "numbers", "sends", "quota", "reports"]) {
    assert.equal(mayDo(READ_ONLY, resource, "list"), true, resource);
    for (const action of ["create", "edit", "delete", "clone"]) {
      assert.equal(mayDo(READ_ONLY, resource, action), false, `${resource} ${action}`);
    }
  }
  assert.equal(mayDo(READ_ONLY, "audit", "list"), false);
  assert.equal(mayDo(["KooMessageSA:report:list"], "reports", "list"), true, "those of service accounts");
  assert.equal(mayDo(["KooMessageBasic:report:list"], "basic-reports", "list"), true, "of the basic edition");
  assert.equal(mayDo(["KooMessageBasic:report:list"], "reports", "list"), true, "of the basic edition");
});

test("a reader opens every page of an enterprise, the settings too, and changes none of them (IAM-3)", () => {
  const nouns = (Object.keys(NOUNS) as Noun[]).filter((noun) => headOf(noun).reach !== "deployment");
  const lists = nouns.flatMap((noun) => rightOf(noun, "list") ?? []);
  assert.deepEqual(
    lists.filter((right) => !right.endsWith(":list")),
    [],
  );
  for (const noun of nouns) assert.equal(mayDo(lists, NOUNS[noun].path, "list"), true, noun);
  assert.equal(mayDo(lists, "link-rules", "edit"), false);
});

test("bob may create where his group says so, whatever the case of the letters", () => {
  assert.equal(mayDo(["koomessage:SENDTASK:create"], "sends", "create"), true);
  assert.equal(mayDo(["KooMessage:sendTask:create"], "templates", "create"), false);
});

test("everyone has an overview and an account of their own", () => {
  assert.equal(mayDo([], "overview", "list"), true);
  assert.equal(mayDo([], "own-page", "list"), true);
});

test("what nobody thought of is not offered", () => {
  assert.equal(mayDo(READ_ONLY, undefined, "list"), false);
  assert.equal(mayDo(READ_ONLY, "secrets", "list"), false);
});
