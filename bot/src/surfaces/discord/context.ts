import type { REST } from "discord.js";
import type { Budget } from "../../chat/budget.ts";
import type { Dispatcher } from "../../chat/dispatcher.ts";
import type { Inflight } from "../../chat/inflight.ts";
import type { ChatLink } from "../../chat/link.ts";

/** The dependencies of the Discord handlers. */
export interface DiscordContext extends ChatLink {
  readonly dispatcher: Dispatcher;
  readonly inflight: Inflight;
  readonly apiUrl: string | undefined;
  readonly rest: REST;
  /** For the answers to interactions, which do not count towards the bot's 50 requests a second. */
  readonly hooks: REST;
  readonly budget: Budget;
}

/** Where a run answers; kept with it. */
export interface DiscordPlace {
  readonly channel: string;
  /** The person, for a direct message when the interaction can be answered no more. */
  readonly user: string;
  readonly application: string;
  /** Of the interaction: answers it for 15 minutes. */
  readonly token: string;
  /** The answer is ephemeral. */
  readonly hidden: boolean;
  /** The message that a button is on. */
  readonly message?: string;
  /** That message is ephemeral. */
  readonly onlyTheirs?: boolean;
  /** That message is the question before what cannot be undone: how it went takes its place. */
  readonly asked?: boolean;
  /** The token of the button: to take it off when it is dead, and to offer its modal once more. */
  readonly button?: string;
  /** The option that the button's modal has asked for. */
  readonly said?: string;
  /** It was chosen from names in the modal. */
  readonly picked?: boolean;
  /** What the channel of a command is called. */
  readonly channelName?: string;
  /** What the bot may do in the channel of a command, as Discord says. */
  readonly permissions?: string;
}
