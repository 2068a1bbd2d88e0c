import { type Locale, say, type Words } from "@tidings/shared/locale.ts";
import { SOURCE_WORDS } from "@tidings/shared/people/words.ts";
import { type Label, labelOf } from "@tidings/shared/tone.ts";
import type { Action, CardOf, Tone } from "../answer.ts";
import { isConfirmation } from "../confirmations.ts";
import { answerOf, type Session } from "../database.ts";
import type { Context } from "../registry.ts";
import { rowsOf } from "../rows.ts";
import { timeText } from "../times.ts";
import { offered, type Transitions } from "./transitions.ts";

/** Render context: whose permissions, which locale and time zone. */
export interface View {
  readonly session: Session;
  readonly locale: Locale;
  readonly zone: string;
  /** The person's permissions, to choose the buttons; the database enforces them. */
  readonly permissions: readonly string[];
  /** The enterprise's name, shown as the sender on a phone. */
  readonly sender: string;
  /**
   * True for a card that a whole chat channel sees: it has the buttons of every legal transition, and the database
   * decides who may press them. Otherwise there are only the buttons that this person may press.
   */
  readonly shared: boolean;
}

/** The render context of the person who runs a command. */
export function viewOf(context: Context): View {
  return {
    session: context.session,
    locale: context.locale,
    zone: context.zone,
    permissions: context.me.permissions,
    sender: context.me.enterprise?.name ?? "Tidings",
    shared: context.source === "slack" || context.source === "discord",
  };
}

/** The tone of an answer that shows a row in this state. `bad` is reserved for refusals. */
export function toneOf(state: Label): Tone {
  if (state.tone === "good") return "good";
  return state.tone === "bad" || state.tone === "warning" ? "warn" : "plain";
}

const TRANSITION_WORDS: Readonly<Record<string, Words>> = {
  submit: { zh: "提交审核", en: "Submit" },
  approve: { zh: "通过", en: "Approve" },
  reject: { zh: "驳回", en: "Reject" },
  release: { zh: "放行其余", en: "Release the rest" },
  pause: { zh: "暂停", en: "Pause" },
  resume: { zh: "恢复", en: "Resume" },
  resend: { zh: "重发未送达", en: "Resend what failed" },
  cancel: { zh: "取消发送", en: "Cancel" },
};

const REASON: Words = { zh: "驳回原因", en: "Reason" };
/** The buttons of a resource: the transitions to offer, in the order above. */
export function actionsOf(view: View, card: CardOf, transitions: Transitions): Action[] {
  const all = new Map(offered(view, transitions).map((each) => [each.verb, each.shown]));
  return Object.keys(TRANSITION_WORDS)
    .filter((name) => all.has(name))
    .map((name) => actionOf(view.locale, name, card, all.get(name) ?? null));
}

function actionOf(locale: Locale, name: string, card: CardOf, shown: string | null): Action {
  const words = TRANSITION_WORDS[name] ?? { zh: name, en: name };
  return {
    command: name,
    input: { resource: card.id },
    ...(shown === null ? {} : { shown }),
    label: say(words, locale),
    ...(["approve", "release", "resume"].includes(name) ? { style: "primary" } : {}),
    ...(name === "reject" || name === "cancel" ? { style: "danger" } : {}),
    ...(name === "reject" ? { asks: { option: "reason", label: say(REASON, locale) } } : {}),
    ...(isConfirmation(name) ? { confirm: name } : {}),
  };
}

const DECISION_WORDS: Readonly<Record<string, Words>> = {
  reject: { zh: "驳回", en: "Rejected" },
  break_glass: { zh: "紧急放行（未经应有的审批）", en: "Let go without its approvals" },
};

interface Decision {
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
}

/** The footer: who submitted it, who decided it, when and from where. */
export async function historyNote(view: View, card: CardOf, row: Decision): Promise<string> {
  return (await historyOf(view, card, row)).note;
}

/** The footer, and whether it was released without its approvals. */
export async function historyOf(
  view: View,
  card: CardOf,
  row: Decision,
): Promise<{ readonly note: string; readonly broken: boolean }> {
  const zh = view.locale === "zh-CN";
  const parts: string[] = [];
  if (row.submitted_at) {
    const at = timeText(row.submitted_at, view.zone);
    parts.push(
      zh
        ? `${row.submitted_by_name ?? "—"} 提交于 ${at}`
        : `Submitted by ${row.submitted_by_name ?? "—"}, ${at}`,
    );
  }
  const decision = row.decided_at ? await decisionOf(view, card) : null;
  if (decision) {
    const at = timeText(row.decided_at, view.zone);
    const from = sourceText(decision.source, view.locale);
    const word = say(DECISION_WORDS[decision.verb] ?? { zh: "通过", en: "Approved" }, view.locale);
    const who = row.decided_by_name ?? "—";
    parts.push(zh ? `${who} 于 ${at} 在${from}${word}` : `${word} by ${who}, ${at}, from ${from}`);
  }
  return { note: parts.join(zh ? "；" : "; "), broken: decision?.verb === "break_glass" };
}

function sourceText(source: string, locale: Locale): string {
  return say(labelOf(SOURCE_WORDS, source), locale);
}

/** The last decision in the audit log; null for a person who may not read it. */
async function decisionOf(view: View, card: CardOf): Promise<{ verb: string; source: string } | null> {
  const about = { resource: card.resource, resource_id: card.id, outcome: "granted" };
  const rows = await answerOf<{ verb: string; source: string }[]>(
    rowsOf(view.session, "audit_log", "verb, source", about)
      .in("verb", ["approve", "reject", "break_glass"])
      .order("id", { ascending: false })
      .limit(1),
  );
  return rows[0] ?? null;
}
