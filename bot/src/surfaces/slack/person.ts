import { setTimeout as pause } from "node:timers/promises";
import type { types, webApi } from "@slack/bolt";
import type { Locale } from "@tidings/shared/locale.ts";
import type { Answer } from "../../answer.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { AnyCommand } from "../../registry.ts";
import { withRetry } from "./calls.ts";
import type { SlackContext } from "./context.ts";

/** The language of a person whose profile is not known yet. */
export type Hint = (user: string) => Promise<Locale>;

/** A person in a workspace. */
export function person(team: string | undefined, user: string, localeHint: Locale): ChatPerson {
  const home = team ?? "-";
  return { provider: "slack", chatUser: `slack:${home}:${user}`, team: home, localeHint };
}

const RIGHTS_MS = 1_000;

/** Why the person may not fill in the form of this command; null when they may. A trigger expires after 3 s: no answer in time is none. */
export function beforeForm(
  context: SlackContext,
  who: ChatPerson,
  command: AnyCommand,
): Promise<Answer | null> {
  return Promise.race([context.dispatcher.refusalBefore(who, command), pause(RIGHTS_MS, null)]);
}

/** Opens a modal; a trigger expires after 3 s. */
export async function open(client: webApi.WebClient, trigger: string, view: types.ModalView): Promise<void> {
  await withRetry(() => client.views.open({ trigger_id: trigger, view }));
}
