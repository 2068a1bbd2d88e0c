import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { type Session, verb } from "../data/database.ts";
import type { CardOf } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import { type Context, isChat } from "../registry/registry.ts";

export type Transitions = readonly Transition[];

/**
 * What may be done now with these rows, by their id; one call for each kind of resource among them.
 * Ask it before the rows are read: the hash is then never newer than what is drawn from them. A row that changes in
 * between is drawn with the older hash, and a click on it is refused.
 */
export async function allowedTransitions(
  session: Session,
  cards: readonly CardOf[],
): Promise<ReadonlyMap<string, Transitions>> {
  const resources = [...new Set(cards.map(({ resource }) => resource))];
  const found = await Promise.all(
    resources.map((resource) => {
      const ids = cards.filter((each) => each.resource === resource).map(({ id }) => id);
      return verb<Readonly<Record<string, Transitions>>>(session, "allowed_transitions", { resource, ids });
    }),
  );
  return new Map(found.flatMap((each) => Object.entries(each)));
}

/** What may be done now with one row. */
export async function transitionsOf(session: Session, card: CardOf): Promise<Transitions> {
  return (await allowedTransitions(session, [card])).get(card.id) ?? [];
}

/** These stand against the person who asked for the card, and not against the others who see it. */
const PERSONAL = new Set([
  "already_approved",
  "not_an_approver",
  "own_glass",
  "not_the_author",
  "incident_yours",
  "undo_not_yours",
]);

/** The acts to offer: to a chat channel all that somebody may do now, to one person those that they may do. */
export function offered(view: { readonly shared: boolean }, transitions: Transitions): Transitions {
  return transitions.filter(({ allowed, blocked, needs_sudo }) =>
    view.shared ? !needs_sudo && (blocked === null || PERSONAL.has(blocked)) : allowed,
  );
}

/** The hash of what is decided about a row now; null when it waits for no decision. */
export function shownBy(transitions: Transitions): string | null {
  return transitions.find(({ shown }) => shown !== null)?.shown ?? null;
}

/**
 * Checks that this person may do the transition now, for commands that ask for confirmation first.
 * @throws Refusal that the verb would answer with
 */
export async function requireTransition(
  context: Context,
  name: string,
  card: CardOf,
  state: string,
): Promise<void> {
  const transition = (await transitionsOf(context.session, card)).find((each) => each.verb === name);
  if (!transition)
    throw new Refusal("wrong_state", 409, { details: { resource: card.resource, state, verb: name } });
  if (!transition.allowed) throw refusalOf(transition, card);
  refusePasswordInChat(context, transition, card);
}

/**
 * Checks the right to an act before its question is asked: anyone who lacks it is refused at once. What else stands against it is said by
 * the verb, which knows the details.
 * @throws Refusal
 */
export async function requireRight(context: Context, name: string, card: CardOf): Promise<void> {
  const transition = (await transitionsOf(context.session, card)).find((each) => each.verb === name);
  if (transition && !transition.allowed && transition.code !== transition.blocked)
    throw refusalOf(transition, card);
  if (transition) refusePasswordInChat(context, transition, card);
}

/** In chat nobody gives a password: what asks for one is refused with the page of the panel where it can be done. */
function refusePasswordInChat(
  { source }: Context,
  { needs_sudo }: Transition,
  { resource, id }: CardOf,
): void {
  if (!needs_sudo || !isChat(source)) return;
  const page = DECLARED[resource].opens === false ? {} : { id };
  throw new Refusal("sudo_required", 403, { details: { resource, ...page } });
}

const refusalOf = ({ code, needs }: Transition, { resource }: CardOf) =>
  new Refusal(code ?? "forbidden", 403, { details: { action: needs, resource } });
