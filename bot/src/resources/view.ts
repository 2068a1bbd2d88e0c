import { type Locale, say, type Words } from "@tidings/shared/locale.ts";
import type { Label } from "@tidings/shared/tone.ts";
import type { Action, CardOf, Tone } from "../answer.ts";
import { isConfirmation } from "../confirmations.ts";
import type { Session } from "../database.ts";
import type { Context } from "../registry.ts";
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
