import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { COMMANDS } from "../../commands/list.ts";
import { completionScript, placesOf } from "./completion.ts";

const folder = mkdtempSync(join(tmpdir(), "tidings-completion-"));
after(() => rmSync(folder, { recursive: true }));
const script = join(folder, "tidings.bash");
writeFileSync(script, completionScript("bash", COMMANDS, "en", "/an o'dd root") ?? "");

/** What bash offers at the end of a line. */
function offered(...line: readonly string[]): string[] {
  const ask = `source ${script}; COMP_WORDS=(tidings "$@"); COMP_CWORD=$#; _tidings; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const said = execFileSync("bash", ["--norc", "-c", ask, "bash", ...line], {
    encoding: "utf8",
    cwd: folder,
  });
  return said.split("\n").filter(Boolean);
}

test("bash completes commands, options and choices as the registry has them, and files", () => {
  assert.deepEqual(offered("appro"), ["approve", "approval-rule", "approver-mfa"]);
  assert.ok(offered("template", "").includes("list"));
  assert.deepEqual(offered("completion", ""), ["bash", "zsh", "fish"]);
  assert.deepEqual(offered("send", "--trial-s"), ["--trial-size"]);
  assert.ok(offered("member", "list", "--state", "").includes("disabled"));
  assert.deepEqual(offered("--as", "bob@demo.test", "member", "list", "--state", "dis"), ["disabled"]);
  assert.deepEqual(offered("sends", "--js"), ["--json"]);
  assert.deepEqual(offered("send", "--name", "x"), [], "a text of one's own");
  assert.deepEqual(offered("send", "--file", join(folder, "tid")), [script]);
});

test("every command can be completed, and nothing is shown with an underscore", () => {
  const places = placesOf(COMMANDS, "zh-CN");
  for (const { name } of COMMANDS) assert.ok(places.has(`=${name}`), name);
  const words = [...places.values()].flat().map(([word]) => word);
  assert.deepEqual(
    words.filter((word) => word.includes("_")),
    [],
  );
  assert.equal(completionScript("tcsh", COMMANDS, "en", "/"), null);
});
