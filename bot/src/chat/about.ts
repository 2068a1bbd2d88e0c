import { say } from "@tidings/shared/ground/locale.ts";
import { isNoun } from "@tidings/shared/resource/nouns.ts";
import { answerOf, verb } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import { isResource } from "../engine/resource.ts";
import type { CardOf } from "../ground/answer.ts";
import { UserError } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";
import { CHAT_WORDS } from "./words.ts";
import type { AboutMessage } from "./work.ts";

/**
 * The row that a message shows, read with the rights of the person who asks. An incident stands for what it is about.
 * @throws UserError where it shows none, or one that this person may not see: neither is told apart; Refusal of somebody who is not linked
 */
export async function aboutMessage(
  { session, locale }: Context,
  { provider, team }: { readonly provider: string; readonly team: string },
  { chatChannel, messages }: AboutMessage,
): Promise<CardOf> {
  const found = await verb<{ readonly resource: string; readonly id: string } | null>(session, "find_card", {
    provider,
    team,
    chat_channel: chatChannel,
    messages,
  });
  if (found === null || !isResource(found.resource))
    throw new UserError(say(CHAT_WORDS.aboutNothing, locale));
  if (found.resource !== "incident") return { resource: found.resource, id: found.id };
  const incident = await answerOf<{ resource: string; resource_id: string | null } | null>(
    rowWithId(session, "incident_cards", found.id, "resource, resource_id"),
  );
  return incident?.resource_id && isNoun(incident.resource)
    ? { resource: incident.resource, id: incident.resource_id }
    : { resource: "incident", id: found.id };
}
