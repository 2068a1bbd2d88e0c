import type { types } from "@slack/bolt";
import { takeOffOnce, withoutButton } from "../../chat/dead_buttons.ts";
import { log } from "../../ground/log.ts";
import type { SlackMessage } from "./blocks.ts";
import { slackError } from "./calls.ts";
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

/**
 * Takes a button off its message, where Slack has sent that along. The message is taken as it is now: since the click the card may have
 * been redrawn, and would show again what it was.
 */
export async function takeOff(
  context: SlackContext,
  place: SlackPlace,
  button: PressedButton | undefined,
): Promise<void> {
  if (!button?.message?.blocks) return;
  const { token, message: sent } = button;
  const isIt = ({ value }: Readonly<Record<string, unknown>>) => value === token;
  try {
    await takeOffOnce(context, token, async () => {
      const { ts, text = "", blocks: all = [] } = await messageNow(context, place, sent);
      const blocks = withoutButton(all, "elements", isIt);
      if (JSON.stringify(blocks) === JSON.stringify(all)) return;
      await context.budget.run("chat.update", "answer", () =>
        context.client.chat.update({ channel: place.channel, ts, text, blocks }),
      );
    });
  } catch (error) {
    log.error("slack.dead_button", error);
  }
}

/** The message as it is now; as it was sent with the click where the bot may not read it. */
async function messageNow(
  { client, budget }: SlackContext,
  { channel, thread }: SlackPlace,
  sent: ButtonMessage,
): Promise<ButtonMessage> {
  const { ts } = sent;
  const about = { channel, oldest: ts, latest: ts, inclusive: true };
  try {
    const { messages } =
      thread === undefined
        ? await budget.run("conversations.history", "answer", () => client.conversations.history(about))
        : await budget.run("conversations.replies", "answer", () =>
            client.conversations.replies({ ...about, ts: thread }),
          );
    const now = (messages as readonly ButtonMessage[] | undefined)?.find((each) => each.ts === ts);
    return now ?? sent;
  } catch (error) {
    if (slackError(error) === null) throw error;
    return sent;
  }
}
