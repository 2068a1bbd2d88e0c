import { headText } from "@tidings/shared/audit/head.ts";
import { dayPlus, dayStart, timeText } from "@tidings/shared/ground/clock.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { readDay, readTime } from "@tidings/shared/ground/said_times.ts";
import {
  type Broken,
  EXPORTED_AT_ONCE,
  ndjson,
  PROVED_AT_ONCE,
  type Proof,
  proveChain,
  type SealedRow,
  sealedPages,
} from "@tidings/shared/people/audit_proof.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { type AnyCommand, type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  whole: w("审计日志完整", "Audit log intact"),
  broken: w("审计日志的封存链在此处断开", "The audit log's chain breaks here"),
  none: w("尚无已封存的记录。", "No records sealed yet."),
  proved: w(
    "{count} 条封存记录逐条重算，全部一致；{unsealed} 条刚写入，尚未封存。",
    "{count} sealed {count:record was|records were} recomputed, with no mismatches. {unsealed} new {unsealed:record is|records are} not sealed yet.",
  ),
  head: w("最新哈希（请另存一份）", "Latest chain hash (keep a copy elsewhere)"),
  sealed: w("封存于", "Sealed"),
  working: w("核验审计日志", "Verifying the audit log"),
  exporting: w("导出审计日志", "Exporting the audit log"),
  file: w("文件中有 {count} 条封存记录。", "{count} sealed {count:record is|records are} in the file."),
  many: w(
    "该时间段超过 {max} 条，请缩短时间段，或在管理台的审计日志页导出。",
    "The period has more than {max} records. Shorten it, or export from the audit log page of the panel.",
  ),
  time: w("无法识别时间：{typed}", "Can't read this time: {typed}"),
  order: w("结束时间早于开始时间。", "The end time is before the start time."),
} as const satisfies Record<string, Words>;

const WHY: Readonly<Record<Broken["why"], Words>> = {
  row_changed: w(
    "第 {seq} 条封存记录与原记录不符：编号 {log_id} 的记录在封存之后被改动。",
    "Seal {seq} doesn't match its record: record {log_id} was changed after it was sealed.",
  ),
  row_missing: w(
    "第 {seq} 条封存记录对应的原记录（编号 {log_id}）已被删除。",
    "Record {log_id}, which seal {seq} refers to, was deleted.",
  ),
  seal_missing: w("缺少第 {seq} 条封存记录。", "Seal {seq} is missing."),
  row_unsealed: w(
    "编号 {log_id} 的记录没有封存，而其后的记录已封存：该记录是事后插入的。",
    "Record {log_id} has no seal, although later records have one. It was inserted afterwards.",
  ),
};

/** What a file in chat may hold; the panel exports any number. */
const MOST = 50_000;

/** Proves the log of the enterprise, or that of the deployment, whose acts are in no enterprise's log. */
const auditCommand = (
  head: Pick<AnyCommand, "name" | "platform" | "terminalOnly" | "permission">,
  own: Own,
) =>
  defineCommand({
    ...head,
    feature: "people",
    words: { ...own.words, options: { from: w("开始", "Start"), to: w("结束", "End") } },
    input: z.object({
      from: z.string().trim().max(40).optional(),
      to: z.string().trim().max(40).optional(),
    }),
    positional: ["from", "to"],
    reads: true,
    audience: "person",
    async run(context, { from, to }): Promise<Answer> {
      const period = { from_time: instant(context, from), to_time: instant(context, to, 1) };
      if (period.from_time && period.to_time && period.to_time <= period.from_time)
        throw new UserError(say(SAYS.order, context.locale));
      const proof = await prove(context, own.which);
      const answer = said(context, proof);
      return from || to
        ? { ...answer, ...(await exported(context, { ...period, ...own.which }, answer.text)) }
        : answer;
    },
  });

interface Own {
  readonly words: { readonly title: Words; readonly description: Words };
  readonly which: { readonly deployment?: true };
}

export const auditLog = auditCommand(
  { name: "audit log", permission: "KooMessage:audit:list" },
  {
    which: {},
    words: {
      title: w("核验审计日志", "Verify the audit log"),
      description: w(
        "逐条核验审计日志的封存链；指定时间段则导出该段记录",
        "Verifies the audit log's sealed chain; given a time period, exports its records",
      ),
    },
  },
);

export const auditDeployment = auditCommand(
  { name: "audit deployment", permission: null, platform: true, terminalOnly: true },
  {
    which: { deployment: true },
    words: {
      title: w("核验部署审计日志", "Verify the deployment log"),
      description: w(
        "核验部署自身的审计日志（价目、厂商密钥、平台管理员的操作）；指定时间段则导出该段记录",
        "Verifies the deployment audit log (prices, vendor keys, platform admins); given a time period, exports it",
      ),
    },
  },
);

/** A day stands for its beginning, or for the beginning of the day after (`days` 1). */
function instant({ zone, locale, at: now }: Context, typed: string | undefined, days = 0): string {
  if (!typed) return "";
  const day = readDay(typed, zone, now);
  const at = day === null ? readTime(typed, zone, now) : dayStart(dayPlus(day, days), zone);
  if (!at) throw new UserError(fillPlaces(say(SAYS.time, locale), { typed }));
  return at.toISOString();
}

async function prove(context: Context, which: Own["which"]): Promise<Proof & { readonly all: number }> {
  let all = 0;
  let latest: Proof = { proved: 0, last: 0, broken: null, head: null, unsealed: 0 };
  const label = say(SAYS.working, context.locale);
  const ask = (after_seq: number) =>
    verb<Proof>(context.session, "audit_proof", { ...which, after_seq, most: PROVED_AT_ONCE });
  for await (latest of proveChain(ask)) {
    all += latest.proved;
    const { head, last } = latest;
    if (head && last < head.seq)
      await context.progress({
        tone: "plain",
        text: `${label}…`,
        progress: { label, done: last, total: head.seq },
      });
  }
  return { ...latest, all };
}

function said(
  { locale, zone }: Context,
  { all, broken, head, unsealed }: Proof & { readonly all: number },
): Answer {
  const fields = head
    ? [
        { label: say(SAYS.head, locale), value: headText(head) },
        { label: say(SAYS.sealed, locale), value: timeText(head.at, zone) },
      ]
    : [];
  if (broken) {
    const text = fillPlaces(say(WHY[broken.why], locale), { ...broken });
    return { tone: "bad", title: say(SAYS.broken, locale), text, fields };
  }
  const text = head
    ? fillPlaces(say(SAYS.proved, locale), { count: count(all), unsealed: count(unsealed) })
    : say(SAYS.none, locale);
  return { tone: "good", title: say(SAYS.whole, locale), text, fields };
}

async function exported(
  context: Context,
  period: Own["which"] & { readonly from_time: string; readonly to_time: string },
  before: string | undefined,
): Promise<Pick<Answer, "text" | "file">> {
  const { locale, session } = context;
  const rows: SealedRow[] = [];
  const label = say(SAYS.exporting, locale);
  const read = (after_seq: number) =>
    verb<SealedRow[]>(session, "audit_export", { ...period, after_seq, most: EXPORTED_AT_ONCE });
  for await (const page of sealedPages(read)) {
    rows.push(...page);
    if (rows.length > MOST) throw new UserError(fillPlaces(say(SAYS.many, locale), { max: count(MOST) }));
    await context.progress({ tone: "plain", text: `${label}: ${count(rows.length)}` });
  }
  return {
    text: [before, fillPlaces(say(SAYS.file, locale), { count: count(rows.length) })]
      .filter(Boolean)
      .join(" "),
    file: {
      name: "audit-log.ndjson",
      type: "application/x-ndjson",
      bytes: new TextEncoder().encode(ndjson(rows)),
    },
  };
}
