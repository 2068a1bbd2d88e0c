import { setTimeout as pause } from "node:timers/promises";
import type { types } from "@slack/bolt";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { Answer } from "../../ground/answer.ts";
import { log } from "../../ground/log.ts";
import type { AnyCommand } from "../../registry/registry.ts";
import type { SlackContext } from "./context.ts";

/** The language of a person whose profile is not known yet. */
export type Hint = (user: string) => Promise<Locale>;

/** A person in a workspace. */
export function person(team: string | undefined, user: string, localeHint: Locale): ChatPerson {
  const home = team ?? "-";
  return { provider: "slack", chatUser: `slack:${home}:${user}`, team: home, localeHint };
}

const HINT_MS = 500;

/** The language of a person's client, if it is told soon: a trigger and an acknowledgement have 3 s. */
export function soon(hint: Hint, user: string): Promise<Locale> {
  return Promise.race([hint(user), pause<Locale>(HINT_MS, "zh-CN", { ref: false })]);
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

/** A trigger expires after 3 s. */
const OPEN_MS = 2_200;

/** Opens a modal. False when Slack did not, or not in time: the person has to be told. Nothing was done. */
export async function open(
  { once, budget }: SlackContext,
  trigger: string,
  view: types.ModalView,
): Promise<boolean> {
  const opening = budget
    .run("views.open", "answer", () => once.views.open({ trigger_id: trigger, view }), OPEN_MS)
    .then(() => true);
  try {
    return await Promise.race([opening, pause(OPEN_MS, false, { ref: false })]);
  } catch (error) {
    log.error("slack.open", error);
    return false;
  }
}
