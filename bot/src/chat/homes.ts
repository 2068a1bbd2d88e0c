export type Provider = "slack" | "discord";

/** A message of a chat platform. */
export interface MessageRef {
  readonly chatChannel: string;
  readonly message: string;
  /** The address in somebody's message under which a small card stands. Otherwise the message is the card. */
  readonly preview?: string;
}

/** Where the bot is: a platform with its workspace (Slack) or its application (Discord). */
export interface Home {
  readonly provider: string;
  readonly team: string;
}

/** `provider:team` of each: bots of two workspaces on one database claim only their own messages. */
export const homesOf = (homes: readonly Home[]): string[] =>
  homes.map(({ provider, team }) => `${provider}:${team}`);

/** The one of a person or message of this team. A team is "-" where the ids of a platform are global. */
export function surfaceOf<H extends Home>(
  homes: readonly H[],
  provider: string,
  team: string,
): H | undefined {
  return homes.find((each) => each.provider === provider && (team === "-" || each.team === team));
}
