import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { actorText } from "@tidings/shared/people/deputy_words.ts";
import { resourceName, SOURCE_WORDS, VERB_WORDS } from "@tidings/shared/people/words.ts";
import { stateText } from "@tidings/shared/refusals/values.ts";
import { type Asked, askedWords, REVIEW_FIELDS } from "@tidings/shared/resource/reviewed.ts";
import { z } from "zod";
import { answerOf } from "../../data/database.ts";
import { rowsOf, rowWithId } from "../../data/rows.ts";
import { findResource, namesLike, type ResourceMatch } from "../../engine/find.ts";
import { SEE_ANY, visibleTo } from "../../engine/rights.ts";
import type { Answer, Field, Table } from "../../ground/answer.ts";
import { Refusal } from "../../ground/errors.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  title: w("{kind}「{name}」：{state}", "The {kind} {name}: {state}"),
  when: w("时间", "Time"),
  who: w("操作人", "Who"),
  what: w("操作", "Action"),
  from: w("来自", "From"),
  reason: w("原因", "Reason"),
  none: w("还没有人提交、通过或驳回。", "Nobody has submitted, approved or rejected this yet."),
  unreviewed: w("{kind}不需要审核。", "This needs no review ({kind})."),
  system: w("系统", "the system"),
} as const satisfies Record<string, Words>;

/** What is asked and decided about a row; everything else that is done to it is its history. */
const ACTS = ["submit", "withdraw", "assign", "urge", "escalate"];
const DECISIONS = ["approve", "reject", "break_glass", "release"];

/** The newest ones: no row has more decisions about it, except one that is edited and submitted for months. */
const MOST = 20;

interface Entry {
  readonly verb: string;
  readonly source: string;
  readonly actor_name: string | null;
  readonly details: unknown;
  readonly at: string;
  readonly reason: string | null;
}

/** The columns of a review, which every reviewed noun has. */
interface Reviewed {
  readonly state: string;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
  readonly waits_for: Asked | null;
}
const COLUMNS =
  "state, submitted_by_name, submitted_at, decided_by_name, decided_at, reason, waits_for" satisfies string;

/** Who asked for a decision, who gave it and in whose place, when and why (BOT-3). Anyone who may not read the audit log is told what the row itself says. */
export const whoApproved = defineCommand({
  name: "who-approved",
  feature: "alerts",
  words: {
    title: w("谁审批的", "Who approved this"),
    description: w(
      "查看谁在何时提交、通过或驳回，以及原因；仅您可见",
      "Who submitted, approved or rejected it, when and why; only you see it",
    ),
    options: { resource: w("名称或编号", "Name or ID") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: SEE_ANY,
  reads: true,
  audience: "person",
  onMessage: "resource",
  suggests: { resource: (context, typed) => namesLike(context, typed, visibleTo(context)) },
  async run(context, { resource }): Promise<Answer> {
    const found = await findResource(context, resource);
    const { locale } = context;
    const kind = say(resourceName(found.resource), locale);
    if (!DECLARED[found.resource].reviewed)
      return { tone: "plain", text: fillPlaces(say(SAYS.unreviewed, locale), { kind }) };
    const [row, entries] = await Promise.all([reviewOf(context, found), entriesOf(context, found)]);
    const state = stateText(found.resource, row.state, locale);
    const table = tableOf(context, entries.length > 0 ? entries : saidByRow(row));
    return {
      tone: "plain",
      title: fillPlaces(say(SAYS.title, locale), { kind, name: found.name, state }),
      ...(table.rows.length > 0 ? { table } : { text: say(SAYS.none, locale) }),
      fields: waiting(context, row),
    };
  },
});

async function reviewOf({ session }: Context, { resource, id }: ResourceMatch): Promise<Reviewed> {
  const row = await answerOf<Reviewed | null>(rowWithId(session, DECLARED[resource].view, id, COLUMNS));
  if (!row) throw new Refusal("not_found", 404, { details: { resource } });
  return row;
}

/** What the audit log knows of it, the oldest first; nothing for a person who may not read it. */
async function entriesOf({ session }: Context, { resource, id }: ResourceMatch): Promise<readonly Entry[]> {
  const about = { resource, resource_id: id, outcome: "granted" };
  const newest = await answerOf<readonly Entry[]>(
    rowsOf(session, "audit_entries", "verb, source, actor_name, details, at, reason", about)
      .in("verb", [...ACTS, ...DECISIONS])
      .order("id", { ascending: false })
      .limit(MOST),
  );
  return [...newest].reverse();
}

function saidByRow(row: Reviewed): readonly Entry[] {
  const entry = (verb: string, actor_name: string | null, at: string | null, reason: string | null = null) =>
    at === null ? [] : [{ verb, actor_name, details: null, at, reason, source: "" }];
  const decided = row.state === "rejected" ? "reject" : "approve";
  return [
    ...entry("submit", row.submitted_by_name, row.submitted_at),
    ...entry(decided, row.decided_by_name, row.decided_by_name ? row.decided_at : null, row.reason),
  ];
}

function tableOf({ locale, zone }: Context, entries: readonly Entry[]): Table {
  const columns = [SAYS.when, SAYS.who, SAYS.what, SAYS.from, SAYS.reason];
  return {
    name: "decisions",
    columns: columns.map((words) => ({ title: say(words, locale) })),
    rows: entries.map((entry) => [
      timeText(entry.at, zone),
      actorText(entry, locale) ?? say(SAYS.system, locale),
      say(labelOf(VERB_WORDS, entry.verb), locale),
      entry.source === "" ? "—" : say(labelOf(SOURCE_WORDS, entry.source), locale),
      entry.reason ?? "—",
    ]),
  };
}

/** Whom it waits for now. */
function waiting({ locale, zone }: Context, { waits_for }: Reviewed): Field[] {
  const label = say(REVIEW_FIELDS.waits_for.label, locale);
  return waits_for ? [{ label, value: say(askedWords(waits_for, zone), locale) }] : [];
}
