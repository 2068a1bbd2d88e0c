import assert from "node:assert/strict";
import test from "node:test";
import { LOCALES } from "@tidings/shared/ground/locale.ts";
import { COMMANDS } from "../commands/list.ts";
import type { Source } from "../data/database.ts";
import { hinted, typedAt } from "./hints.ts";
import { unknownText } from "./unknown.ts";

const on = (source: Source) => ({ locale: "en" as const, session: { source }, commands: COMMANDS });
const typed = (source: Source, line: string) => typedAt(source, COMMANDS, line);

test("a command in a sentence stands as each surface types it", () => {
  const words = { zh: "", en: "To get fewer messages: `notices`. Of {name}: `show {id}`" };
  const places = { name: "`approve`", id: "7f3a" };
  assert.equal(
    hinted(words, on("slack"), places),
    "To get fewer messages: /tidings notices. Of `approve`: /tidings show 7f3a",
  );
  assert.equal(
    hinted(words, on("discord"), places),
    "To get fewer messages: /tidings-on-call notices. Of `approve`: /tidings show resource:7f3a",
  );
  assert.equal(
    hinted(words, on("terminal"), places),
    "To get fewer messages: npm run tidings -- notices. Of `approve`: npm run tidings -- show 7f3a",
  );
  assert.equal(
    hinted(words, on("assistant"), places),
    "To get fewer messages: notices. Of `approve`: show 7f3a",
    "a model is told the names",
  );
});

test("Discord's options are named, and what it lacks is typed in the terminal", () => {
  assert.equal(typed("discord", "template list"), "/tidings template list");
  const moved = 'edit 20261127-0007 --schedule "2026-12-01 10:00"';
  assert.equal(
    typed("discord", moved),
    "/tidings edit resource:20261127-0007 schedule:2026-12-01 10:00",
    "without the quotes that only a line needs",
  );
  assert.equal(
    typed("discord", "order place aim-100k 2 --revision 3"),
    "/tidings-quota order place offer:aim-100k quantity:2 revision:3",
  );
  assert.equal(
    typed("discord", "delegate <member> <last day, such as 2027-02-06>"),
    "/tidings-on-call delegate person:<member> until:<last day, such as 2027-02-06>",
  );
  const alone = COMMANDS.find((each) => each.terminalOnly)?.name ?? "";
  assert.equal(typed("discord", alone), `npm run tidings -- ${alone}`);
});

test("what is typed by an earlier name is shown by its own", () => {
  assert.equal(typed("discord", "channels"), "/tidings-admin channel list");
  for (const locale of LOCALES)
    assert.equal(hinted({ zh: "`sends`", en: "`sends`" }, { ...on("discord"), locale }), "/tidings sends");
});

test("the beginning of some commands is told how it goes on; what begins none, where all are listed", () => {
  const on = { source: "slack", locale: "en" } as const;
  assert.equal(
    unknownText(COMMANDS, ["Incident"], on).replace(/ of these: .*/, " of these"),
    "After “Incident”, add one of these",
  );
  assert.match(unknownText(COMMANDS, ["Incident"], on), /list.*take.*close/);
  assert.equal(
    unknownText(COMMANDS, ["frobnicate"], on),
    "There's no command “frobnicate”. See all: /tidings help",
  );
});

test("a slip gets what may be meant, in either language, of one word and of two", () => {
  const on = { source: "slack", locale: "en" } as const;
  const meant = (line: string) =>
    /Did you mean (.*)\? See/.exec(unknownText(COMMANDS, line.split(" "), on))?.[1] ?? null;
  assert.equal(meant("hlep"), "/tidings help");
  assert.equal(meant("aproove 会员日"), "/tidings approve");
  assert.match(meant("通国 会员日") ?? "", /^\/tidings approve/);
  assert.equal(meant("tempalte lst"), "/tidings template list");
  assert.equal(meant("template lst"), "/tidings template list");
  assert.equal(meant("number 13800000002"), "/tidings message");
  assert.equal(meant("frobnicate 会员日"), null);
  assert.match(unknownText(COMMANDS, ["template"], on), /^After “template”, add one of these/);
});
