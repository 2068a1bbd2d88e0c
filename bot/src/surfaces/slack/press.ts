import type bolt from "@slack/bolt";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { SlackPlace } from "./context.ts";
import type { ButtonMessage } from "./dead_button.ts";
import { person } from "./person.ts";

/** A click on a button: where it was, and by whom. */
interface ButtonPress {
  readonly place: SlackPlace;
  readonly token: string;
  /** The message with the button, as Slack sends it along; an ephemeral one it does not. */
  readonly message: ButtonMessage | undefined;
  readonly who: ChatPerson;
}

export function buttonPress(body: bolt.BlockAction, action: bolt.ButtonAction, locale: Locale): ButtonPress {
  const message = body.message as (ButtonMessage & { thread_ts?: string }) | undefined;
  const ts = message?.ts ?? body.container.message_ts;
  const place: SlackPlace = {
    channel: body.channel?.id ?? String(body.container.channel_id ?? ""),
    user: body.user.id,
    responseUrl: body.response_url,
    ...(message?.thread_ts === undefined ? {} : { thread: message.thread_ts }),
    ...(ts === undefined ? {} : { message: String(ts) }),
    onlyTheirs: body.container.is_ephemeral === true,
  };
  return { place, token: action.value ?? "", message, who: person(body.team?.id, body.user.id, locale) };
}
