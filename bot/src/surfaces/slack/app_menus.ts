import type bolt from "@slack/bolt";
import type { Inflight } from "../../chat/inflight.ts";
import { type AnyCommand, onMessages } from "../../registry/registry.ts";
import type { SlackMessage } from "./blocks.ts";
import type { SlackContext, SlackPlace } from "./context.ts";
import { takeUp } from "./handlers.ts";
import { type Hint, person } from "./person.ts";
import { postEphemeral } from "./post.ts";

/** The callback of a command in the menu of messages, as the manifest has it. */
export const menuCallback = ({ name }: Pick<AnyCommand, "name">): string =>
  `tidings_${name.replaceAll(/[ -]/g, "_")}`;

/** The menu of a message: each command is about what that message, or the one whose thread it is in, shows. */
export function onMessageMenus(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  for (const command of onMessages(context.dispatcher.commands))
    app.shortcut<bolt.MessageShortcut>(menuCallback(command), async ({ body, ack }) => {
      const { channel, message, response_url: responseUrl, user } = body;
      const who = person(body.team?.id, user.id, "zh-CN");
      const place: SlackPlace = { channel: channel.id, user: user.id, responseUrl };
      const thread = message.thread_ts as string | undefined;
      const about = {
        chatChannel: channel.id,
        messages: [body.message_ts, ...(thread === undefined ? [] : [thread])],
      };
      const what = { work: { command: command.name, input: {}, about } };
      const asked = { person: who, key: body.trigger_id, place, what, resumable: true };
      const unkept = async (said: SlackMessage) => {
        await ack();
        await postEphemeral(context, place, said);
      };
      await takeUp(context, inflight, asked, ack, unkept, () => hint(user.id));
    });
}
