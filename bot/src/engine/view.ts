import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import type { Label } from "@tidings/shared/ground/tone.ts";
import { type Resource as DeclaredResource, type Offer, sureOf } from "@tidings/shared/resource/define.ts";
import { headOf, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { Session } from "../data/database.ts";
import type { Action, CardOf, Tone } from "../ground/answer.ts";
import { isConfirmation } from "../registry/confirmations.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { DECISIONS, REASON } from "./head.ts";
import { offered, type Transitions } from "./transitions.ts";

/** Render context: whose permissions, which locale and time zone. */
export interface View {
  readonly session: Session;
  readonly locale: Locale;
  readonly zone: string;
  /** All commands, for hints of what to type. */
  readonly commands: readonly AnyCommand[];
  /** The person's permissions, to choose the buttons; the database enforces them. */
  readonly permissions: readonly string[];
  /** The enterprise's name, shown as the sender on a phone. */
  readonly sender: string;
  /**
   * True for a card that a whole chat channel sees: it has the buttons of every legal transition, and the database
   * decides who may press them. Otherwise there are only the buttons that this person may press.
   */
  readonly shared: boolean;
  /** A program reads it. */
  readonly program?: boolean;
}

/** The render context of the person who runs a command. */
export function viewOf(context: Context): View {
  return {
    session: context.session,
    locale: context.locale,
    zone: context.zone,
    commands: context.commands,
    permissions: context.me.permissions,
    sender: context.me.enterprise?.name ?? "Tidings",
    shared: context.source === "slack" || context.source === "discord",
    program: context.program,
  };
}

/** The tone of an answer that shows a row in this state. `bad` is reserved for refusals. */
export function toneOf(state: Label): Tone {
  if (state.tone === "good") return "good";
  return state.tone === "bad" || state.tone === "warning" ? "warn" : "plain";
}

/** Has it no button in chat? What takes something away and asks for no reason is typed, as is what is confirmed with one. */
function isTyped(noun: Noun, act: string): boolean {
  const offer = DECLARED[noun].transitions[act];
  return (
    act === "break_glass" ||
    offer === undefined ||
    offer.platform === true ||
    (offer.tone === "danger" && !offer.reason)
  );
}

const isDecision = (act: string) => act === "approve" || act === "reject";

/** The buttons of a row: the transitions to offer, approval and rejection first, as that is what a card in review is shown for; the others in the order of its declaration. */
export function actionsOf(view: View, card: CardOf, transitions: Transitions): Action[] {
  const all = new Map(offered(view, transitions).map((each) => [each.verb, each.shown]));
  return Object.keys(DECLARED[card.resource].transitions)
    .filter((act) => all.has(act) && !isTyped(card.resource, act))
    .sort((one, other) => Number(isDecision(other)) - Number(isDecision(one)))
    .map((act) => actionOf(view, card.resource, act, card.id, all.get(act) ?? null));
}

/** The button of an act. A surface asks first for its reason, or for the one thing that its verb takes. */
export function actionOf(
  { locale }: Pick<View, "locale">,
  noun: Noun,
  act: string,
  resource: string,
  shown: string | null = null,
): Action {
  const of = DECLARED[noun];
  const offer = of.transitions[act];
  if (!offer) throw new RangeError(`${noun} has no ${act}`);
  const command = commandOf(of, act, offer);
  const [option] = Object.entries(offer.inputs ?? {});
  const isAsked = offer.reason === "required" || (offer.reason && !DECISIONS.has(act) && !offer.command);
  const asks = isAsked ? (["reason", { label: REASON }] as const) : option;
  return {
    command,
    // The surface asks before the button acts.
    input: { resource, ...(isConfirmation(command) && !asks && sureOf(offer) ? { sure: true } : {}) },
    ...(shown === null ? {} : { shown }),
    label: say(offer.label, locale),
    ...(offer.tone === "main" && act !== "submit" ? { style: "primary" } : {}),
    ...(offer.tone === "danger" || act === "reject" ? { style: "danger" } : {}),
    ...(asks ? { asks: { option: asks[0], label: say(asks[1].label, locale) } } : {}),
    ...(isConfirmation(command) ? { confirm: command } : {}),
  };
}

/** The name of the command for an act. */
export function commandOf({ noun }: DeclaredResource, act: string, { command }: Offer): string {
  if (DECISIONS.has(act)) return act;
  return command ?? `${headOf(noun).command} ${act.replaceAll("_", "-")}`;
}
