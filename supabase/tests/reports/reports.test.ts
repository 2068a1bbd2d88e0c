import assert from "node:assert/strict";
import { test } from "node:test";
import { type ExportedWith, sourceWith } from "../../../shared/src/catalogue/exports/sources.ts";
import { cellsOf, type FileShape, headings } from "../../../shared/src/exports/cells.ts";
import { dayPlus } from "../../../shared/src/ground/clock.ts";
import { reportOf } from "../../../shared/src/reports/query.ts";
import { REPORT_NAMES, type ReportName } from "../../../shared/src/reports/reports.ts";
import type { Row } from "../../../shared/src/resource/define.ts";
import {
  booksAgree,
  done,
  groupInput,
  handOver,
  madeTask,
  report as recordReport,
  resolve,
  startedSend,
  tick,
  WIDE,
  yunshan,
} from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** RPT-1: every report, by every group and filter, is the sum of its rows, in the days of the enterprise's zone. */
const db = await testDatabase();
const home = await yunshan(db);

const reportMeasures = (name: ReportName) => Object.keys(reportOf(name).measures) as [string, ...string[]];

/** A slice as the function draws it. */
function drawn(job: Line, rows: Line[]) {
  const source = sourceWith(job.source, job as unknown as ExportedWith);
  const shape: FileShape = { source, columns: job.columns, whole: false, locale: "en", zone: "UTC" };
  assert.ok(
    job.columns.every((column: string) => column in source.fields),
    job.columns.join(),
  );
  return { headings: headings(shape), line: rows.slice(0, 1).flatMap((row) => cellsOf(shape)(row as Row)) };
}

// biome-ignore lint/suspicious/noExplicitAny: lines are free JSON
type Line = Record<string, any>;
const ask = async (
  report: string,
  more: Record<string, unknown> = {},
): Promise<{ lines: Line[]; total: Line; before: Line; days: Line[]; more: boolean }> =>
  done(db.as("dan").rpc("report", { report, ...WIDE, period: "total", ...more }));
const receipts = (ids: readonly string[], status: string, vendor: string | null) =>
  recordReport(db, ids, status, { code: "X", vendor });

test("messages are counted under the vendor that their receipt names, and a correction moves them", async () => {
  await startedSend(db, { count: 6 });
  const ids = await handOver(db);
  await receipts(ids.slice(0, 2), "delivered", "huawei");
  await receipts(ids.slice(2, 4), "failed", "vivo");
  await receipts(ids.slice(4, 5), "expired", null);
  await tick(db);
  await booksAgree(db);
  // What failed has arrived after all, on a phone of another vendor.
  await receipts(ids.slice(2, 3), "delivered", "oppo");
  await receipts(ids.slice(4, 5), "delivered", "oppo");
  await resolve(db, ids[0] ?? null);
  await tick(db);
  await tick(db);
  await booksAgree(db);
  const { lines, total, before } = await ask("templates", {
    by: ["vendor"],
    filters: [{ column: "kind", op: "is", value: "send" }],
  });
  const figures = ({
    vendor,
    submission_count,
    send_count,
    delivered,
    failed,
    expired,
    resolutions,
  }: Line) => [vendor, submission_count, send_count, delivered, failed, expired, resolutions];
  assert.deepEqual(lines.map(figures).sort(), [
    [null, 1, 1, 0, 0, 0, 0],
    ["huawei", 2, 2, 2, 0, 0, 1],
    ["oppo", 2, 2, 2, 0, 0, 0],
    ["vivo", 1, 1, 0, 1, 0, 0],
  ]);
  assert.deepEqual(figures(total).slice(1), [6, 6, 4, 1, 0, 1]);
  assert.ok(Object.values(before).every((figure) => figure === 0));
});

test("a message that the carrier refused and delivered all the same counts as accepted then", async () => {
  const send = await startedSend(db, { count: 2 });
  const [batch] = await db.sql`select batch, ids::text[] from private.claim_batch()`;
  await db.sql`select private.record_handoff(${batch?.batch.batch}, ${batch?.ids}::bigint[], '{rejected,unknown}', '{}', '{NO,null}')`;
  await tick(db);
  await booksAgree(db);
  const of = async () =>
    (await ask("sends", { filters: [{ column: "send_id", op: "is", value: send }] })).total;
  assert.deepEqual(
    [(await of()).submission_count, (await of()).send_count, (await of()).failed, (await of()).unknown],
    [2, 0, 1, 1],
  );
  await receipts(batch?.ids, "delivered", "xiaomi");
  await tick(db);
  await booksAgree(db);
  const { submission_count, send_count, delivered, failed, unknown } = await of();
  assert.deepEqual([submission_count, send_count, delivered, failed, unknown], [2, 2, 2, 0, 0]);
});

/** Instants on both sides of a midnight, and the days they are of. */
const MIDNIGHTS: readonly [zone: string, before: string, after: string, days: readonly [string, string]][] = [
  ["Asia/Shanghai", "2026-11-30T15:59:59.999Z", "2026-11-30T16:00:00Z", ["2026-11-30", "2026-12-01"]],
  ["Asia/Kathmandu", "2026-12-31T18:14:59.999Z", "2026-12-31T18:15:00Z", ["2026-12-31", "2027-01-01"]],
  // The clocks went back on 1 November at 2:00, and forward on 8 March: the days have 25 and 23 hours.
  ["America/New_York", "2026-11-01T03:59:59.999Z", "2026-11-01T04:00:00Z", ["2026-10-31", "2026-11-01"]],
  ["America/New_York", "2026-11-02T04:59:59.999Z", "2026-11-02T05:00:00Z", ["2026-11-01", "2026-11-02"]],
  ["America/New_York", "2026-03-09T03:59:59.999Z", "2026-03-09T04:00:00Z", ["2026-03-08", "2026-03-09"]],
  // Half an hour of summer time.
  ["Australia/Lord_Howe", "2026-04-04T12:59:59.999Z", "2026-04-04T13:00:00Z", ["2026-04-04", "2026-04-05"]],
];

for (const [zone, early, late, days] of MIDNIGHTS) {
  const asked = { first: days[0], last: days[1] };
  test(`around midnight in ${zone}, ${days.join(" and ")}, every figure is of its own day`, async () => {
    await db.sql`update public.enterprises set time_zone = ${zone} where id = ${home}`;
    await db.sql`delete from private.former_zones`;
    const send = await startedSend(db, { count: 4 });
    const ids = await handOver(db);
    const task = await madeTask(db, await groupInput(db));
    // As if they had been handed over then, two before midnight and two after it.
    await db.sql`update public.deliveries set handed_at = case when ordinal <= 2 then ${early}::timestamptz else ${late}::timestamptz end where send_id = ${send}`;
    await db.sql`delete from public.send_days where send_id = ${send}`;
    await db.sql`insert into public.send_days (send_id, enterprise_id, day, submission_count, send_count)
      select send_id, enterprise_id, private.day_of(enterprise_id, handed_at), count(*), count(*) from public.deliveries where send_id = ${send} group by 1, 2, 3`;
    await receipts(ids, "delivered", "huawei");
    await resolve(db, task.link_id, "resolution", "vivo");
    await resolve(db, task.link_id, "human", null);
    await db.sql`update public.link_flushes set at = case kinds[1] when 'resolution' then ${early}::timestamptz else ${late}::timestamptz end where link_ids[1] = ${task.link_id}`;
    await tick(db);
    await tick(db);
    const sends = await ask("sends", {
      ...asked,
      by: ["send"],
      period: "day",
      filters: [{ column: "send_id", op: "is", value: send }],
    });
    assert.deepEqual(
      sends.lines.map(({ period, delivered, submission_count }) => [period, submission_count, delivered]),
      [
        [days[1], 2, 2],
        [days[0], 2, 2],
      ],
    );
    const links = await ask("group_links", {
      ...asked,
      period: "day",
      by: ["link", "vendor"],
      filters: [{ column: "address", op: "part", value: task.address }],
    });
    assert.deepEqual(
      links.lines.map(({ period, vendor, resolutions, humans }) => [period, vendor, resolutions, humans]),
      [
        [days[1], null, 0, 1],
        [days[0], "vivo", 1, 0],
      ],
    );
    const months = await ask("sends", {
      ...asked,
      period: "month",
      by: ["send"],
      filters: [{ column: "send_id", op: "is", value: send }],
    });
    assert.deepEqual(
      months.lines.map(({ period, delivered }) => [period, delivered]),
      days[0].slice(0, 7) === days[1].slice(0, 7)
        ? [[days[0].slice(0, 7), 4]]
        : [
            [days[1].slice(0, 7), 2],
            [days[0].slice(0, 7), 2],
          ],
    );
    // Another zone was this one's when the other sends were handed over; their days stand in no other order than their rows.
    const { findings } = await done(db.as("dan").rpc("audit_quota"));
    assert.deepEqual(
      findings.filter(({ send: name, holder }: Line) => name === undefined && holder === task.id),
      [],
    );
  });
}

test("whatever is asked for is the sum of the rows: by each group, under each filter, split by vendor and not", async () => {
  await db.sql`update public.enterprises set time_zone = 'Asia/Shanghai' where id = ${home}`;
  const [asked] = await db.sql`select count(*)::int as n from private.reports`;
  const rows = await db.sql`select * from private.reports`;
  assert.ok(asked?.n >= 4);
  for (const { report, groups, measures } of rows) {
    const whole = (await ask(report)).total;
    for (const by of [...Object.keys(groups).map((group) => [group]), Object.keys(groups).slice(0, 3)])
      for (const period of ["day", "month", "total"]) {
        const { lines } = await ask(report, { by, period });
        for (const measure of measures)
          assert.equal(
            lines.reduce((sum, line) => sum + line[measure], 0),
            whole[measure],
            `${report} ${by} ${period} ${measure}`,
          );
      }
    for (const group of Object.keys(groups).filter((name) => ["vendor", "kind"].includes(name))) {
      const { lines } = await ask(report, { by: [group] });
      for (const line of lines.filter((one) => one[group] !== null)) {
        const narrowed = await ask(report, { filters: [{ column: group, op: "is", value: line[group] }] });
        for (const measure of measures)
          assert.equal(narrowed.total[measure], line[measure], `${report} ${group} ${measure}`);
      }
    }
  }
});

test("an export of the same time and filters has the figures that panel and chat show", async () => {
  const functions = await db.signedIn("tidings_functions");
  try {
    for (const name of REPORT_NAMES) {
      const { filters, measures, source } = reportOf(name);
      const narrowed = [
        [],
        ...Object.entries(filters).flatMap(([column, { op, values }]) =>
          values ? Object.keys(values).map((value) => [{ column, op, value }]) : [],
        ),
        ...(filters.template_name ? [[{ column: "template_name", op: "part", value: "提醒" }]] : []),
      ];
      for (const conditions of narrowed) {
        const { total } = await ask(name, { filters: conditions });
        const days = [
          { column: "day", op: "from", value: WIDE.first },
          { column: "day", op: "until", value: dayPlus(WIDE.last, 1) },
        ];
        const input = { name, source, format: "ndjson", columns: Object.keys(measures), locale: "en" };
        const { id } = await done(
          db.as("alice").rpc("create_export", { input: { ...input, filters: [...days, ...conditions] } }),
        );
        const [slice] = await functions`select job, rows from private.next_export_slice()`;
        assert.deepEqual([slice?.job.export, slice?.job.last], [id, true]);
        for (const measure of Object.keys(measures))
          assert.equal(
            slice?.rows.reduce((sum: number, row: Line) => sum + Number(row[measure]), 0),
            total[measure],
            `${name} ${JSON.stringify(conditions)} ${measure}`,
          );
        await db.sql`delete from public.exports where id = ${id}`;
      }
    }
  } finally {
    await functions.end();
  }
});

test("a report is exported as it is shown: by its type and groups, the lines and figures of the page, the largest first (§10)", async () => {
  const functions = await db.signedIn("tidings_functions");
  try {
    for (const name of REPORT_NAMES) {
      const { groups, source } = reportOf(name);
      for (const period of ["day", "month", "total"])
        for (const by of [
          [],
          ...Object.keys(groups).map((group) => [group]),
          Object.keys(groups).slice(0, 3),
        ]) {
          const { lines } = await ask(name, { period, by });
          const input = { name, source, format: "csv", locale: "en", report: { period, by, ...WIDE } };
          const made = await done(db.as("alice").rpc("create_export", { input }));
          assert.equal(made.period, period);
          const [slice] = await functions`select job, rows from private.next_export_slice()`;
          assert.deepEqual([slice?.job.export, slice?.job.last], [made.id, true]);
          const figures = (rows: Line[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort()));
          assert.deepEqual(figures(slice?.rows).sort(), figures(lines).sort(), `${name} ${period} ${by}`);
          const [first] = reportMeasures(name);
          const order = (rows: Line[]) => rows.map((row) => [row.period, row[first]]);
          assert.deepEqual(order(slice?.rows), order(lines), `${name} ${period} ${by}`);
          const { headings: heads, line } = drawn(slice?.job, slice?.rows);
          assert.ok(
            heads.every((head) => head !== ""),
            `${name} ${by}: ${heads}`,
          );
          assert.ok(lines.length === 0 || line.every((cell) => cell !== undefined));
          await db.sql`delete from public.exports where id = ${made.id}`;
        }
    }
  } finally {
    await functions.end();
  }
});

test("a report of more lines than a slice has comes slice by slice, each line once, while its figures change", async () => {
  const functions = await db.signedIn("tidings_functions");
  try {
    const [row] =
      await db.sql`select template_id, signature from public.template_days where enterprise_id = ${home} limit 1`;
    await db.sql`alter table public.template_days disable trigger user`;
    await db.sql`insert into public.template_days (enterprise_id, day, template_id, kind, signature, vendor, network, submission_count)
      select ${home}, date '2020-01-01' + n, ${row?.template_id}, 'send', ${row?.signature}, v.vendor, w.network, 1
      from generate_series(0, 365) n, unnest(enum_range(null::public.vendor)) as v (vendor), unnest(enum_range(null::public.network)) as w (network)`;
    const report = {
      period: "day",
      by: ["template", "vendor", "network"],
      first: "2020-01-01",
      last: "2020-12-31",
    };
    const input = { ...{ name: "2020", source: "template_report", format: "csv", locale: "en" }, report };
    const { id } = await done(db.as("alice").rpc("create_export", { input }));
    const lines: string[] = [];
    for (let last = false; !last; ) {
      const [slice] = await functions`select job, rows from private.next_export_slice()`;
      const { job, rows } = slice as unknown as { job: Line; rows: Line[] };
      lines.push(...rows.map(({ period, vendor, network }) => `${period} ${vendor} ${network}`));
      last = job.last;
      await functions`select private.record_export_slice(${job.export}::uuid, ${job.lease}::uuid, ${job.object}, ${job.taken}::integer, 10, ${functions.json(job.after)}, null, ${last})`;
      await db.sql`update public.template_days set submission_count = submission_count + (extract(day from day))::integer where enterprise_id = ${home} and day < '2021-01-01'`;
    }
    const [made] =
      await db.sql`select state::text, rows::int, total::int, slices from public.exports where id = ${id}`;
    assert.ok(lines.length > 5_000);
    assert.equal(new Set(lines).size, lines.length);
    assert.deepEqual(
      { ...made },
      {
        state: "done",
        rows: lines.length,
        total: lines.length,
        slices: Math.floor(lines.length / 5_000) + 1,
      },
    );
    await db.sql`delete from public.template_days where enterprise_id = ${home} and day < '2021-01-01'`;
  } finally {
    await db.sql`alter table public.template_days enable trigger user`;
    await functions.end();
  }
});

test("what a report does not know is refused before anything is written, and so are columns of one's own", async () => {
  const make = (more: object, report: object = {}) => {
    const asked = { period: "month", by: ["template"], first: "2026-01-01", last: "2026-12-31", ...report };
    const input = {
      ...{ name: "x", source: "template_report", format: "csv", locale: "en" },
      report: asked,
      ...more,
    };
    return db.as("alice").rpc("create_export", { input });
  };
  for (const [more, report, field] of [
    [{}, { by: ["phone"] }, "by"],
    [{}, { first: "2020-01-01" }, "last"],
    [{}, { first: "2027-01-01" }, "first"],
    [{ columns: ["delivered"] }, {}, "report"],
    [{ source: "send" }, {}, "report"],
    [{ filters: [{ column: "phone", op: "is", value: "1" }] }, {}, "filters"],
    [{ filters: [{ column: "vendor", op: "from", value: "a" }] }, {}, "filters"],
  ] as const)
    assert.equal((await refused(db, () => make(more, report), "input_invalid", 422)).field, field);
  await refused(db, () => make({}, { first: "2026-02-31" }), "input_invalid", 422);
  await refused(db, () => make({}, { period: "week" }), "input_invalid", 422);
});

test("a roll-up that is not the sum of its rows is found", async () => {
  const wrong = async () =>
    (await done(db.as("dan").rpc("audit_quota"))).findings.map(({ what }: Line) => what);
  const rolled = async () => {
    await db.sql`insert into private.report_changes select distinct enterprise_id, day from public.template_days`;
    await tick(db);
  };
  await rolled();
  const known = await wrong();
  await db.sql`update public.template_days set delivered = delivered + 1 where (enterprise_id, day) = (select enterprise_id, max(day) from public.template_days where enterprise_id = ${home} group by 1)`;
  assert.ok((await wrong()).length > known.length);
  await rolled();
  assert.deepEqual(await wrong(), known);
  await db.sql`update public.link_days set humans = humans + 1 where humans > 0`;
  assert.ok((await wrong()).includes("link_report"));
  await db.sql`update public.link_days set humans = humans - 1 where humans > 0`;
});

test("what a report does not know is refused by name, and nobody reads another's", async () => {
  const dan = (more: Record<string, unknown>) =>
    db.as("dan").rpc("report", { report: "sends", ...WIDE, ...more });
  for (const [more, field] of [
    [{ report: "secrets" }, "report"],
    [{ first: "2027-01-01", last: "2026-01-01" }, "first"],
    [{ first: "2020-01-01" }, "last"],
    [{ period: "week" }, "period"],
    [{ by: ["phone"] }, "by"],
    [{ filters: [{ column: "phone", op: "is", value: "1" }] }, "filters"],
    [{ filters: [{ column: "template_id", op: "is", value: "no id" }] }, "filters"],
  ] as const)
    assert.equal((await refused(db, () => dan(more), "input_invalid", 422)).field, field);
  const { lines } = await done(db.as("mallory").rpc("report", { report: "sends", ...WIDE, by: ["send"] }));
  assert.deepEqual(lines, []);
});

test("requests for links are kept by whole days, also from the first of two midnights", async () => {
  await db.sql`update public.enterprises set time_zone = 'Atlantic/Azores' where id = ${home}`;
  await db.sql`delete from private.former_zones`;
  await db.sql`delete from public.link_flushes`;
  await db.sql`delete from public.link_days`;
  const task = await madeTask(db, await groupInput(db));
  await resolve(db, task.link_id, "resolution", "vivo");
  await tick(db);
  await tick(db);
  // On 25 October 2026 the clocks went back at one, to midnight.
  await db.sql`update public.link_flushes set at = '2026-10-25T00:30Z'`;
  await db.sql`update public.link_days set day = '2026-10-25'`;
  const purged = async (before: string) =>
    Number((await db.sql`select private.purge_link_requests(${home}, ${before}) as n`)[0]?.n);
  assert.equal(await purged("2026-10-25T12:00Z"), 0);
  assert.equal(await purged("2026-10-26T12:00Z"), 1);
});
