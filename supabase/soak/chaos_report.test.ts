import assert from "node:assert/strict";
import { test } from "node:test";
import type { SoakReport } from "./channel.ts";
import { SCENARIOS } from "./chaos.ts";
import { ledgerOf, type Outcome, page } from "./chaos_report.ts";
import { PROMISE } from "./findings.ts";

const OPTIONS = { seed: 7, kills: 3, numbers: 3_000, minutes: 8, leases: "real" } as const;

/** What a run of each scenario answers when every promise is kept, or these are broken. */
function outcomes(counts: Record<string, number> = {}): Outcome[] {
  const report: SoakReport = {
    ...{ kind: "idempotent", seconds: 90, killed: [], intended: 100, sends: 2, repeats: 0, counts },
    sum: { "in the carrier's store": 97, delivered: 97 },
    checks: { books: 10, accounts: 10, ledger: 10 },
    carrier: { taken: 1, throttled: 0, failed: 0, none: 0, asked: 0, messages: 120, again: 23 },
    noise: { strangers: 0, badOrder: 0, forged: 0, timedOut: 0 },
    phones: {} as SoakReport["phones"],
    clock: { ticks: 0, calls: 0, batches: 0, unanswered: 0, parts: 0 },
    fell: { one: 1, link: 2 },
    recovered: [0.4, 2.5, 1],
    ended: 61.25,
    findings: Object.entries(counts).map(([promise]) => ({ promise, evidence: null })),
  };
  return SCENARIOS.map((scenario) => ({ scenario, report }));
}

test("the page has a line and a sentence for every kind of chaos, with the carrier's ledger and the time to recover", () => {
  const text = page(OPTIONS, outcomes(), 5);
  for (const { name, says } of SCENARIOS) {
    assert.match(
      text,
      new RegExp(`^\\| ${name} \\| 3 \\| 100 \\| 97 \\| 0 \\| 0 \\| 0 \\| 23 of 120 \\|`, "m"),
    );
    assert.ok(text.includes(says), name);
  }
  assert.match(text, /\| agree \(20 looks\) \| 3 \| 1\.0 \/ 2\.5 \| 61\.3 \|/);
  assert.match(text, /No promise was broken/);
  assert.match(text, /--seed 7 --kills 3 --numbers 3000 --at-once 5$/m);
});

test("what was lost, doubled or wrongly booked is in the line, and said below", () => {
  const broken = outcomes({ [PROMISE.all]: 2, [PROMISE.once]: 1, [PROMISE.quota]: 4 });
  const [first] = broken;
  assert.ok(first);
  const { lost, doubled, wrong } = ledgerOf(first);
  assert.deepEqual([lost, doubled, wrong], [2, 1, 4]);
  const text = page(OPTIONS, broken, 1);
  assert.match(text, /\| 97 \| 2 \| 1 \| 0 \| 23 of 120 \| 4 wrong \|/);
  assert.match(text, new RegExp(`^\\* quiet: ${PROMISE.once} \\(1\\)$`, "m"));
  assert.doesNotMatch(text, /No promise was broken/);
});

test("a kind that could not be run here is said to be missing", () => {
  assert.doesNotMatch(page(OPTIONS, outcomes(), 1), /\*\*full disk\.\*\*/);
  assert.match(page(OPTIONS, outcomes().slice(1), 1, [], ["full disk"]), /^\* \*\*full disk\.\*\* It needs/m);
});

test("a run that did not come to its end is said, and no promise is called kept", () => {
  const text = page(OPTIONS, outcomes().slice(1), 1, ["quiet: not at its end after 8 minutes"]);
  assert.match(text, /^\* quiet: not at its end after 8 minutes$/m);
  assert.doesNotMatch(text, /No promise was broken/);
});
