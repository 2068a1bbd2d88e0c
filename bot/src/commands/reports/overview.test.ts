import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { BEGINNING_STEPS } from "@tidings/shared/people/beginning.ts";
import { Refusal } from "../../ground/errors.ts";
import { dayText } from "../../ground/times.ts";
import { NOTHING_LOOKED } from "../../registry/looked.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** OVW-1 in chat: one answer with today, the packages, what waits and runs, and the first steps of a new enterprise. */
let sent = true;
let rows: Record<string, readonly object[]> = {};
let nowhere = false;
let may = (_step: string) => true;
const rest = await startRest(
  {
    whoami: () => whoamiOf("a1", "Alice", ["KooMessage:template:review", "KooMessage:template:list"]),
    beginning: () => {
      if (nowhere) throw new Refusal("no_enterprise", 403);
      const steps = BEGINNING_STEPS.map((step, at) => ({
        ...{ step, state: at < 2 ? "done" : "open" },
        ...{ needs: `KooMessage:${step}:create`, may: may(step), who: may(step) ? [] : ["Dan", "Erin"] },
      }));
      return { sent, steps };
    },
  },
  Object.fromEntries(
    ["report_days", "quota_balances", "waiting_reviews", "send_cards", "channel_cards", "vendor_reviews"].map(
      (view) => [view, () => rows[view] ?? []],
    ),
  ),
);
after(() => rest.close());
const run = typist(rest, "UALICE");
beforeEach(() => {
  sent = true;
  nowhere = false;
  may = () => true;
  rows = {};
});

test("today, the packages, what waits for whom and what runs stand in one answer", async () => {
  const review = (id: string, resource: string, title: string, mine = false) => ({
    ...{ id, resource, title, number: null, origin: null, part: null, mine },
    ...{ submitted_by_name: "Bob", submitted_at: "2026-11-26T02:00:00Z" },
  });
  rows = {
    report_days: [
      {
        day: dayText(new Date(), "Asia/Shanghai"),
        ...{ submission_count: 1200, send_count: 1000, delivered: 950, failed: 30, expired: 10 },
        ...{ timed_out: 5, unknown: 5, resolutions: 700 },
      },
    ],
    quota_balances: [
      {
        ...{ kind: "aim_resolution", granted: 100000, available: 99000, payg_used: 12 },
        runs_out_on: "2027-01-09",
      },
    ],
    waiting_reviews: [
      review("11111111-0000-4000-8000-000000000001", "template", "Parcel"),
      review("22222222-0000-4000-8000-000000000002", "domain", "s.example.com"),
      review("33333333-0000-4000-8000-000000000003", "template", "My own", true),
    ],
    send_cards: [
      {
        name: "Sale",
        batch_no: "20261126-0001",
        state: "sending",
        accepted: 1000,
        pending: 300,
        handed: 100,
      },
    ],
  };
  rows.channel_cards = [{ name: "主通道", number: "106900001", health: "sick" }];
  rows.vendor_reviews = [{ id: 1 }, { id: 2 }];
  const { title, fields, sections, text, table, picture } = await run("overview", {});
  assert.equal(title, "Overview: 云杉商城");
  assert.deepEqual(
    fields?.map(({ value }) => value),
    [
      ...["1,200", "950 (95.0 %)", "50", "700"],
      "99,000 of 100,000 available · Pay-as-you-go: 12 · At the pace of the last 14 days, your quota will run out on 2027-01-09",
    ],
  );
  assert.deepEqual(
    table?.columns.map((column) => column.title),
    ["Date", "Submitted", "Delivered", "Not delivered", "All resolutions"],
  );
  assert.deepEqual(
    table?.rows.map(([, ...figures]) => figures.join(" ")),
    [...Array(6).fill("0 0 0 0"), "1,200 950 50 700"],
  );
  assert.deepEqual([picture?.name, picture?.alt], ["overview.png", "Last 7 days"]);
  assert.equal(text, undefined);
  assert.deepEqual(
    sections?.map((section) => [section.title, section.lines.map(([code]) => code)]),
    [
      ["Waiting for you (1)", ["/tidings show 11111111"]],
      ["Waiting for others (2)", ["/tidings show 22222222", "/tidings show 33333333"]],
      ["Running sends", ["/tidings status 20261126-0001"]],
      ["Channels and vendors", ["/tidings channel show 主通道", "/tidings template list"]],
    ],
  );
  assert.deepEqual(
    sections?.[3]?.lines.map(([, told]) => told),
    ["106900001 · Failing", "In vendor review: 2 items."],
  );
  assert.match(sections?.[2]?.lines[0]?.[1] ?? "", /^Sale · .* · 60\.0 %$/);
});

test("an enterprise that has sent nothing is told its first steps, and what to type for each", async () => {
  sent = false;
  const { sections, text, fields, table, picture } = await run("overview", {});
  assert.match(text ?? "", /^No pending reviews/);
  assert.deepEqual([table, picture], [undefined, undefined], "where nothing happened, nothing is drawn");
  assert.deepEqual(
    fields?.map(({ value }) => value),
    ["0", "0", "0", "0"],
  );
  assert.equal(sections?.length, 1);
  assert.equal(sections?.[0]?.title, "Getting started (2 of 9 done)");
  assert.deepEqual(sections?.[0]?.lines[1], ["/tidings invite", "Invite a colleague · Done"]);
  // What one has no right for is not offered.
  may = (step) => step === "people" || step === "app";
  const some = await run("overview", {});
  assert.deepEqual(
    some.sections?.[0]?.lines.map(([code]) => code),
    ["/tidings invite", "/tidings sms-app add"],
  );
  assert.doesNotMatch(some.text ?? "", /This can be done by/);
  may = () => false;
  const none = await run("overview", {});
  assert.equal(none.sections, undefined);
  assert.match(none.text ?? "", /\nNext: Enterprise filing\. This can be done by Dan, Erin\.$/);
  sent = true;
  may = () => true;
  assert.equal((await run("overview", {})).sections, undefined);
});

test("in the terminal the steps are typed as there", async () => {
  sent = false;
  const inTerminal = typist(rest, "UALICE", NOTHING_LOOKED);
  const { sections } = await inTerminal("overview", {});
  assert.equal(sections?.[0]?.lines[1]?.[0], "npm run tidings -- invite");
  sent = true;
});

test("who works in no enterprise is told so", async () => {
  nowhere = true;
  const { tone, refusal } = await run("overview", {});
  assert.deepEqual([tone, refusal?.code], ["bad", "no_enterprise"]);
});
