import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { answerOf } from "../../database.ts";
import { UserError } from "../../errors.ts";
import type { Context } from "../../registry.ts";
import { rowsHere } from "../../rows.ts";

/** Finds members and open invitations of the current enterprise by what was typed. */

export interface MemberCard {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: "active" | "disabled" | "left";
  readonly groups: readonly string[];
}

export interface InvitationCard {
  readonly id: string;
  readonly email: string;
  readonly state: "open" | "accepted" | "revoked" | "expired";
  readonly groups: readonly string[];
  readonly invited_by: string | null;
  readonly expires_at: string;
}

const SAYS = {
  noMember: {
    zh: "没有这位成员：{text}。请写邮箱，见 members。",
    en: "There is no member “{text}”. Say the e-mail; see: members",
  },
  manyMembers: {
    zh: "多位成员符合「{text}」：{names}。请写邮箱。",
    en: "Several members match “{text}”: {names}. Say the e-mail.",
  },
  noInvitation: {
    zh: "没有发给 {text} 的待接受邀请。见 invitations。",
    en: "There is no open invitation of {text}. See: invitations",
  },
} as const satisfies Record<string, Words>;

/** As many members as a list shows; PostgREST answers 1,000 rows at most. */
export const MOST_MEMBERS = 1_000;

/** The members of the current enterprise by name. */
export function membersOf(context: Context): Promise<MemberCard[]> {
  return answerOf<MemberCard[]>(rowsHere(context, "member_cards").order("name").limit(MOST_MEMBERS));
}

/** The latest invitations of the current enterprise; those that are open first. */
export async function invitationsOf(context: Context): Promise<InvitationCard[]> {
  const rows = await answerOf<InvitationCard[]>(
    rowsHere(context, "invitation_cards").order("created_at", { ascending: false }).limit(MOST_MEMBERS),
  );
  return [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
}

const isOpen = ({ state }: InvitationCard) => state === "open";

/** The member with this e-mail, id or name; a part is enough when it is unique. @throws UserError */
export async function findMember(context: Context, text: string): Promise<MemberCard> {
  const wanted = text.trim().toLowerCase();
  const all = (await membersOf(context)).filter(({ state }) => state !== "left");
  const exact = all.filter(
    ({ id, email, name }) => id === wanted || email.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  const found =
    exact.length > 0
      ? exact
      : all.filter(({ email, name }) => `${name}\n${email}`.toLowerCase().includes(wanted));
  const [first] = found;
  if (first && found.length === 1) return first;
  const names = found
    .slice(0, 10)
    .map(({ email }) => email)
    .join(", ");
  const words = first ? SAYS.manyMembers : SAYS.noMember;
  throw new UserError(fillPlaces(say(words, context.locale), { text: text.trim(), names }));
}

/** The open invitation of this address. @throws UserError */
export async function findInvitation(context: Context, text: string): Promise<InvitationCard> {
  const wanted = text.trim().toLowerCase();
  const all = (await invitationsOf(context)).filter(isOpen);
  const found = all.find(({ id, email }) => id === wanted || email === wanted);
  if (found) return found;
  throw new UserError(fillPlaces(say(SAYS.noInvitation, context.locale), { text: text.trim() }));
}

/** E-mails to suggest, of members in a state. */
export async function emailsOf(
  context: Context,
  typed: string,
  state: MemberCard["state"],
): Promise<string[]> {
  const wanted = typed.trim().toLowerCase();
  const all = (await membersOf(context)).filter((row) => row.state === state);
  return all.map(({ email }) => email).filter((email) => email.toLowerCase().includes(wanted));
}
