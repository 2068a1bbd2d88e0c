import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Answer } from "../../ground/answer.ts";
import { openLooks } from "./looks.ts";

/** What carol has read in her terminal, kept from one command to the next. */

let home: string;
before(async () => {
  home = await mkdtemp(join(tmpdir(), "looks-"));
});
after(() => rm(home, { recursive: true }));

const card = (id: string, shown?: string): Answer => ({
  tone: "plain",
  card: { resource: "domain", id },
  ...(shown === undefined ? {} : { shown }),
});
const of = (id: string) => ({ resource: "domain", id }) as const;

test("what was printed is known to the next command of the same member, and to nobody else", () => {
  openLooks(home, "carol").keep({ tone: "plain", more: [card("d1", "aa"), card("d2")] });
  assert.equal(openLooks(home, "carol").shownOf(of("d1")), "aa");
  assert.equal(openLooks(home, "carol").shownOf(of("d2")), null, "it waits for no decision");
  assert.equal(openLooks(home, "alice").shownOf(of("d1")), null);
});

test("a newer look takes the place of the older one, and one that is out of date is dropped", () => {
  const looks = openLooks(home, "carol");
  looks.keep(card("d1", "bb"));
  assert.equal(looks.shownOf(of("d1")), "bb");
  looks.forget(of("d1"));
  assert.equal(openLooks(home, "carol").shownOf(of("d1")), null);
});

test("only the member's own user may read it, and no half-written file is left", async () => {
  openLooks(home, "carol").keep(card("d3", "cc"));
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  assert.deepEqual(
    [await mode(join(home, "looks")), await mode(join(home, "looks", "carol.json"))],
    ["700", "600"],
  );
  assert.deepEqual(await readdir(join(home, "looks")), ["carol.json"]);
});

test("the last two hundred are kept", () => {
  const looks = openLooks(home, "bob");
  for (let each = 0; each < 200; each += 1) looks.keep(card(`d${each}`, "x"));
  looks.keep(card("d0", "y"));
  looks.keep(card("new", "z"));
  assert.equal(looks.shownOf(of("d0")), "y", "it was looked at again");
  assert.equal(looks.shownOf(of("d1")), null, "the oldest");
  assert.equal(looks.shownOf(of("new")), "z");
});
