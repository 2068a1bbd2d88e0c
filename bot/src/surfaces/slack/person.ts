import type { types, webApi } from "@slack/bolt";
import type { Locale } from "@tidings/shared/locale.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { withRetry } from "./calls.ts";

/** The language of a person whose profile is not known yet. */
export type Hint = (user: string) => Promise<Locale>;

/** A person in a workspace. */
export function person(team: string | undefined, user: string, localeHint: Locale): ChatPerson {
  const home = team ?? "-";
  return { provider: "slack", chatUser: `slack:${home}:${user}`, team: home, localeHint };
}

/** Opens a modal; a trigger expires after 3 s. */
export async function open(client: webApi.WebClient, trigger: string, view: types.ModalView): Promise<void> {
  await withRetry(() => client.views.open({ trigger_id: trigger, view }));
}
