import { Client, Events, GatewayIntentBits, type Interaction, REST, Routes } from "discord.js";
import type { DiscordDouble } from "./double.ts";

/** A real discord.js client against the double, for the double's own tests. */
export type EchoBot = { client: Client; rest: REST; stop(): Promise<void> };

/** Registers the commands, logs in and answers interactions with `teach`. */
export async function startBot(
  discord: DiscordDouble,
  commands: unknown[],
  teach: (interaction: Interaction) => Promise<unknown>,
): Promise<EchoBot> {
  const env = discord.env();
  const token = env.DISCORD_TOKEN ?? "";
  const rest = new REST({ api: env.DISCORD_API_URL, retries: 0 }).setToken(token);
  await rest.put(Routes.applicationCommands(env.DISCORD_APP_ID ?? ""), { body: commands });
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    rest: { api: env.DISCORD_API_URL, retries: 0 },
  });
  client.on(Events.InteractionCreate, (interaction) => void teach(interaction));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await ready;
  return { client, rest, stop: () => client.destroy() };
}
