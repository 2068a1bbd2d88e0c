import type { webApi } from "@slack/bolt";
import type { Budget } from "../../chat/budget.ts";
import type { ChatPerson, Dispatcher } from "../../chat/dispatcher.ts";
import type { ChatLink } from "../../chat/link.ts";

/** The dependencies of the Slack handlers. */
export interface SlackContext extends ChatLink {
  readonly client: webApi.WebClient;
  /** Without retries and with a short timeout: for what is tried again by itself, or matters for a moment. */
  readonly once: webApi.WebClient;
  readonly budget: Budget;
  readonly dispatcher: Dispatcher;
  readonly homes: Homes;
}

/** Where an answer is posted; kept with the run. */
export interface MessageTarget {
  readonly channel: string;
  readonly user: string;
  /** The thread that a public answer goes to: it is begun where there is none yet. */
  readonly thread?: string;
  /** The thread is only begun by the answer. Slack shows no ephemeral message there. */
  readonly threadIsNew?: boolean;
  /** Works five times within 30 minutes, also where the bot is not a member. */
  readonly responseUrl?: string;
}

/** The place of a run: a target, and for a button the message that it is on. */
export interface SlackPlace extends MessageTarget {
  readonly message?: string;
  /** The message is ephemeral. */
  readonly onlyTheirs?: boolean;
}

/** The homes of people in the app, as `home.ts` draws them. */
export interface Homes {
  /** Draws the home of a person who has opened it. */
  draw(who: ChatPerson): Promise<void>;
  /** Draws it again, where this bot has drawn it before. Never throws. */
  redraw(who: ChatPerson): Promise<void>;
  /** Where an answer to a press in a home is posted: the direct messages with the app, as a home is no place for messages. */
  placeOf(place: SlackPlace): Promise<SlackPlace>;
}
