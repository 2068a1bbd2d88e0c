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
