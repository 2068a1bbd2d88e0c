import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { actorText } from "@tidings/shared/people/deputy_words.ts";
import { SOURCE_WORDS } from "@tidings/shared/people/words.ts";
import { answerOf } from "../data/database.ts";
import { rowsOf } from "../data/rows.ts";
import type { CardOf } from "../ground/answer.ts";
import type { View } from "./view.ts";

/** The footer of a card: who submitted it, who decided it and in whose place, or cancelled it, when and from where. */

const SAYS = {
  submit: w("{who} 提交于 {at}", "Submitted by {who}, {at}"),
  approve: w("{who} 于 {at} 在{from}通过", "Approved by {who}, {at}, from {from}"),
  reject: w("{who} 于 {at} 在{from}驳回", "Rejected by {who}, {at}, from {from}"),
  break_glass: w(
    "{who} 于 {at} 在{from}紧急放行（未完成所需审批）",
    "Emergency release (without the required approvals) by {who}, {at}, from {from}",
  ),
  release: w("{who} 于 {at} 在{from}放行其余号码", "Rest released by {who}, {at}, from {from}"),
  cancel: w("{who} 于 {at} 在{from}取消", "Ended by {who}, {at}, from {from}"),
  before: w(
    "上次提交被 {who} 于 {at} 在{from}驳回：{reason}",
    "Last submission rejected by {who}, {at}, from {from}: {reason}",
  ),
  system: w("系统", "the system"),
  /** For who may not read the audit log: it says no more than the row itself. */
  decide: w("{who} 于 {at} 处理", "Decided by {who}, {at}"),
} as const satisfies Record<string, Words>;

const DECISIONS = ["approve", "reject", "break_glass", "release", "cancel"] as const;

/** More approvers than this are asked for by no rule. */
const MOST = 20;

interface Submitted {
  readonly state?: unknown;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
}

interface Decision {
  readonly verb: (typeof DECISIONS)[number];
  readonly source: string;
  readonly actor_name: string | null;
  readonly details: unknown;
  readonly reason?: string | null;
  readonly at: string;
}

/** A word between Chinese ones: one in Latin letters has spaces around it. */
const apart = (word: string) => (/^[!-~]/.test(word) ? ` ${word} ` : word);

/** The footer: who submitted it, everyone who decided about this submission, when and from where. */
export async function historyNote(view: View, card: CardOf, row: Submitted): Promise<string> {
  return (await historyOf(view, card, row)).note;
}

/** The footer, and whether it was let go without its approvals. */
export async function historyOf(
  view: View,
  card: CardOf,
  row: Submitted,
): Promise<{ readonly note: string; readonly broken: boolean }> {
  const told = (words: Words, who: string | null, at: string | null, from = "", reason = "") =>
    fillPlaces(say(words, view.locale), { who, at: timeText(at, view.zone), from, reason });
  const decided = (words: Words, one: Decision) => {
    const who = actorText(one, view.locale) ?? say(SAYS.system, view.locale);
    const reason = one.reason?.replace(/\s+/g, " ");
    const from = say(labelOf(SOURCE_WORDS, one.source), view.locale);
    return told(words, who, one.at, view.locale === "zh-CN" ? apart(from) : from, reason);
  };
  const [decisions, before] = await Promise.all([
    row.submitted_at ? decisionsOf(view, card, row.submitted_at) : [],
    row.submitted_at && row.state === "in_review" ? rejectionBefore(view, card, row.submitted_at) : null,
  ]);
  const parts = [
    ...(before ? [decided(SAYS.before, before)] : []),
    ...(row.submitted_at ? [told(SAYS.submit, row.submitted_by_name, row.submitted_at)] : []),
    ...decisions.map((one) => decided(SAYS[one.verb], one)),
    ...(decisions.length === 0 && row.decided_by_name
      ? [told(SAYS.decide, row.decided_by_name, row.decided_at)]
      : []),
  ];
  return {
    note: parts.join(view.locale === "zh-CN" ? "；" : "; "),
    broken: decisions.some(({ verb }) => verb === "break_glass"),
  };
}

/** The decisions about what was submitted at that time, in their order; none for a person who may not read the audit log. */
function decisionsOf(view: View, card: CardOf, submitted_at: string): Promise<Decision[]> {
  const about = { resource: card.resource, resource_id: card.id, outcome: "granted" };
  return answerOf<Decision[]>(
    rowsOf(view.session, "audit_entries", "verb, source, actor_name, details, at", about)
      .in("verb", DECISIONS)
      .gte("at", submitted_at)
      .order("id")
      .limit(MOST),
  );
}

/** The rejection that its submission at that time answers; null where it was not rejected before, or one may not read the audit log. */
async function rejectionBefore(view: View, card: CardOf, submitted_at: string): Promise<Decision | null> {
  const about = { resource: card.resource, resource_id: card.id, outcome: "granted" };
  const [last] = await answerOf<Decision[]>(
    rowsOf(view.session, "audit_entries", "verb, source, actor_name, details, reason, at", about)
      .in("verb", ["approve", "reject"])
      .lt("at", submitted_at)
      .order("id", { ascending: false })
      .limit(1),
  );
  return last?.verb === "reject" ? last : null;
}
