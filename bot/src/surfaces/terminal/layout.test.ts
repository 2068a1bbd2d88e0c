import assert from "node:assert/strict";
import test from "node:test";
import { cells } from "../../ground/width.ts";
import { readArgv } from "./argv.ts";
import { answerLines, safeJson } from "./layout.ts";

const PAGE = { width: 40, colours: false };

test("columns line up although a Chinese character takes two cells", () => {
  const lines = answerLines(
    {
      tone: "plain",
      table: {
        name: "t",
        columns: [{ title: "名称" }, { title: "Count", align: "right" }],
        rows: [
          ["会员日图文", "1,000"],
          ["notice", "7"],
        ],
      },
    },
    PAGE,
  );
  assert.deepEqual(lines, ["名称        Count", "会员日图文  1,000", "notice          7"]);
  assert.deepEqual([...new Set(lines.map(cells))], [17]);
});

test("nothing is wider than the page: tables give way, texts are broken", () => {
  const long = "云杉商城会员日福利已到账".repeat(8);
  const answer = {
    tone: "warn" as const,
    title: "x",
    text: long,
    fields: [{ label: "State", value: long }],
    table: { name: "t", columns: [{ title: "A" }, { title: "B" }], rows: [[long, "7"]] },
  };
  for (const line of answerLines(answer, PAGE)) assert.ok(cells(line) <= 40, `${cells(line)} ${line}`);
  // A pipe has no edge, and nothing is cut there.
  const piped = answerLines(answer, { ...PAGE, width: Number.POSITIVE_INFINITY });
  assert.equal(piped.at(-1), `${long}  7`);
});

test("control characters in what others wrote do nothing to the terminal", () => {
  const lines = answerLines(
    { tone: "plain", title: "a\u001b[31mb", text: "c\u0007d\u009bx\u202ey\u2028z" },
    PAGE,
  );
  assert.deepEqual(lines, ["a[31mb", "cdxyz"]);
  const value = { text: "您好\u202e\u2028\u001b[31m\u009b" };
  const json = safeJson(value);
  assert.doesNotMatch(json, /[\u202e\u2028\u009b]/);
  assert.deepEqual(JSON.parse(json), value);
});

test("an action is shown as the command that does it", () => {
  const input = { resource: "1b274826-0000-4000-8000-000000000000" };
  const asks = { option: "reason", label: "Reason" };
  const lines = answerLines(
    { tone: "plain", text: "x", actions: [{ command: "reject", input, label: "Reject", asks }] },
    PAGE,
  );
  assert.equal(lines.at(-1), "→ Reject: reject 1b274826 <reason>");
  const line = (command: string, given: object) =>
    answerLines({ tone: "plain", actions: [{ command, input: { ...given }, label: "A" }] }, PAGE).at(-1);
  assert.equal(line("links", { name: "海报 一", page: 2 }), '→ A: links --name "海报 一" --page 2');
  assert.equal(line("link-show", { resource: "70368744177665" }), "→ A: link-show 70368744177665");
});

test("the terminal's own options may stand anywhere; the rest is the command's", () => {
  assert.deepEqual(readArgv(["--as", "carol@demo.test", "reject", "会员日", "no", "--json"]), {
    command: "reject",
    words: ["会员日", "no"],
    as: "carol@demo.test",
    out: null,
    shown: null,
    json: true,
    watch: false,
    passwordStdin: false,
    version: false,
  });
  assert.equal(readArgv([]).command, null);
  assert.equal(readArgv(["login", "bob@demo.test", "--password-stdin"]).passwordStdin, true);
  assert.equal(readArgv(["approve", "--shown", "f00d", "会员日"]).shown, "f00d");
  assert.deepEqual(readArgv(["send", "--help"]).command, "help");
});
