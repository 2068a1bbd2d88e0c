import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { pipedLine, typedLine, typedSecret } from "./typed.ts";

/** A terminal whose raw mode is told. */
function keys() {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => modes.push(mode) });
  const aside = new PassThrough();
  return { input, aside, modes };
}

test("a secret is typed unseen, mended with backspace, and left with Ctrl-C; the terminal is as before", async () => {
  for (const [typed, secret] of [
    [["s3", "cx", "\u007f", "ret\r"], "s3cret"],
    [["密码", "\n"], "密码"],
    [["abc", "\u0003"], null],
    [["\r"], ""],
  ] as const) {
    const { input, aside, modes } = keys();
    const asked = typedSecret("Password: ", input, aside);
    for (const part of typed) input.write(part);
    assert.equal(await asked, secret);
    assert.deepEqual(modes, [true, false]);
    assert.equal(String(aside.read()), "Password: \n");
  }
});

test("a line is what was typed, and none where the question is left", async () => {
  for (const [typed, line] of [
    ["dan@demo.test\r", "dan@demo.test"],
    ["da\u0003", ""],
    ["\u0004", ""],
  ] as const) {
    const { input, aside } = keys();
    const asked = typedLine("E-mail: ", input, aside);
    input.write(typed);
    assert.equal(await asked, line);
  }
});

test("of what is piped in the first line is taken, with whatever else is in it", async () => {
  const input = new PassThrough();
  input.end(" pass word \nmore\n");
  assert.equal(await pipedLine(input), " pass word ");
});
