import type { types } from "@slack/bolt";
import { withoutButton } from "../../chat/dead_buttons.ts";
import { log } from "../../log.ts";
import type { SlackMessage } from "./blocks.ts";
import { withRetry } from "./calls.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { postEphemeral, respond } from "./reply.ts";

/** A message with buttons, as Slack sends it with a click. */
export interface ButtonMessage {
  readonly ts: string;
  readonly text?: string;
  readonly blocks?: types.KnownBlock[];
}

interface DeadButton {
  readonly token: string;
  readonly onlyTheirs: boolean;
  readonly message?: ButtonMessage;
}

/** Tells that a button does nothing any more, and takes it off its message; an ephemeral message is replaced whole. */
export async function tellDead(
  context: SlackContext,
  target: MessageTarget,
  { token, onlyTheirs, message }: DeadButton,
  told: SlackMessage,
): Promise<void> {
  if (onlyTheirs && target.responseUrl && (await respond(target.responseUrl, told, true))) return;
  await postEphemeral(context, target, told);
  if (!message?.blocks) return;
  const blocks = withoutButton(message.blocks, "elements", ({ value }) => value === token);
  const { ts, text = "" } = message;
  await withRetry(() => context.client.chat.update({ channel: target.channel, ts, text, blocks })).catch(
    (error: unknown) => log.error("slack.dead_button", error),
  );
}
