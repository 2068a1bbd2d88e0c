import type { types } from "@slack/bolt";
import { withoutButton } from "../../chat/dead_buttons.ts";
import { log } from "../../ground/log.ts";
import type { SlackMessage } from "./blocks.ts";
import type { SlackContext, SlackPlace } from "./context.ts";
import { postEphemeral, respond } from "./post.ts";

/** A message with buttons, as Slack sends it with a click. */
export interface ButtonMessage {
  readonly ts: string;
  readonly text?: string;
  readonly blocks?: types.KnownBlock[];
}

/** The button that was pressed, and the message it is on. */
export interface PressedButton {
  readonly token: string;
  readonly message: ButtonMessage | undefined;
}

/** Tells that a button does nothing any more, and takes it off its message; an ephemeral message is replaced whole. */
export async function tellDead(
  context: SlackContext,
  place: SlackPlace,
  button: PressedButton | undefined,
  told: SlackMessage,
): Promise<void> {
  if (place.onlyTheirs && place.responseUrl && (await respond(place.responseUrl, told, true))) return;
  await postEphemeral(context, place, told);
  await takeOff(context, place, button);
}

/** Takes a button off its message, where Slack has sent that along. */
export async function takeOff(
  context: SlackContext,
  place: SlackPlace,
  button: PressedButton | undefined,
): Promise<void> {
  if (!button?.message?.blocks) return;
  const { ts, text = "", blocks: all } = button.message;
  const blocks = withoutButton(all, "elements", ({ value }) => value === button.token);
  try {
    await context.budget.run("chat.update", "answer", () =>
      context.client.chat.update({ channel: place.channel, ts, text, blocks }),
    );
  } catch (error) {
    log.error("slack.dead_button", error);
  }
}
