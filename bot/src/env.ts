import { z } from "zod";
import { MODEL_SETTINGS, modelEnv } from "./assistant/env.ts";
import type { ModelEnv } from "./assistant/model.ts";
import { keyFor } from "./ground/sealed.ts";

const text = z.string().min(1);

const schema = z
  .object({
    SUPABASE_URL: z.url(),
    SUPABASE_PUBLISHABLE_KEY: text,
    TIDINGS_BOT_EMAIL: z.email(),
    TIDINGS_BOT_PASSWORD: text,
    /** Signs for whom the bot speaks. Printed by `npm run setup -- bot <email>`. */
    TIDINGS_BOT_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "is 64 hex digits, as `npm run setup -- bot <email>` prints them"),
    TIDINGS_BOT_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    /** Where the panel of that project is: addresses in it are unfurled in Slack. */
    TIDINGS_PANEL_URL: z.url().optional(),
    /** The person who has it reads `/metrics` from anywhere; without it, only this machine does. */
    TIDINGS_METRICS_TOKEN: text.optional(),
    /** 0: this bot posts to no robot and to no address for replies, where its host may not call out. Another one does. */
    TIDINGS_BOT_CALLS_OUT: z.enum(["0", "1"]).default("1"),
    SLACK_BOT_TOKEN: text.optional(),
    /** Verifies the signature of requests over HTTP. */
    SLACK_SIGNING_SECRET: text.optional(),
    /** Socket Mode: no public address is needed. */
    SLACK_APP_TOKEN: text.optional(),
    SLACK_API_URL: z.url().optional(),
    /** Several workspaces install the bot by OAuth, at /slack/install. */
    SLACK_CLIENT_ID: text.optional(),
    SLACK_CLIENT_SECRET: text.optional(),
    DISCORD_TOKEN: text.optional(),
    DISCORD_APP_ID: text.optional(),
    /** Set when Discord calls `/discord/interactions` instead of the gateway. 64 hex digits. */
    DISCORD_PUBLIC_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional(),
    /** Commands of one server appear at once, global ones within an hour. */
    DISCORD_GUILD_ID: text.optional(),
    DISCORD_API_URL: z.url().optional(),
    ...MODEL_SETTINGS,
  })
  .superRefine((env, context) => {
    const problem = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    const slack = env.SLACK_SIGNING_SECRET !== undefined || env.SLACK_APP_TOKEN !== undefined;
    const oauth = env.SLACK_CLIENT_ID !== undefined || env.SLACK_CLIENT_SECRET !== undefined;
    if (oauth && !(env.SLACK_CLIENT_ID && env.SLACK_CLIENT_SECRET && env.SLACK_SIGNING_SECRET))
      problem(
        "SLACK_CLIENT_ID",
        "needs SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET beside it: a workspace installs the bot over HTTP",
      );
    if (slack && !oauth && !env.SLACK_BOT_TOKEN)
      problem("SLACK_BOT_TOKEN", "is needed beside the other Slack settings");
    if (env.SLACK_BOT_TOKEN && !slack) {
      problem(
        "SLACK_BOT_TOKEN",
        "needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode) beside it",
      );
    }
    const discord = env.DISCORD_PUBLIC_KEY ?? env.DISCORD_APP_ID ?? env.DISCORD_GUILD_ID;
    if (discord && !env.DISCORD_TOKEN)
      problem("DISCORD_TOKEN", "is needed beside the other Discord settings");
    const endpoint = env.OPENAI_API_KEY ?? env.OPENAI_BASE_URL;
    if (endpoint !== undefined && !env.OPENAI_MODEL)
      problem("OPENAI_MODEL", "is needed beside the other settings of the assistant");
  });

/** The app's identity, with which workspaces install it. */
export interface SlackOauth {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what comes back with the browser. */
  readonly stateSecret: string;
}

export interface SlackEnv {
  /** Of the bot's own workspace; undefined where it has only such as installed it. */
  readonly token: string | undefined;
  readonly oauth: SlackOauth | null;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  readonly apiUrl: string | undefined;
}

export interface DiscordEnv {
  readonly token: string;
  readonly publicKey: string | undefined;
  readonly guildId: string | undefined;
  readonly applicationId: string | undefined;
  readonly apiUrl: string | undefined;
}

export interface BotEnv {
  readonly project: { readonly url: string; readonly key: string };
  readonly email: string;
  readonly password: string;
  /** 32 bytes in hex. */
  readonly key: string;
  readonly port: number;
  /** The address of the panel; undefined where it is not known. */
  readonly panel: string | undefined;
  readonly metricsToken: string | undefined;
  /** May it post to addresses that people typed: robots, and those for replies? */
  readonly callsOut: boolean;
  readonly slack: SlackEnv | null;
  readonly discord: DiscordEnv | null;
  /** The assistant's model; null where none is set. */
  readonly model: ModelEnv | null;
}

/** Reads the environment; an empty variable counts as unset. @throws Error with a line for each problem */
export function botEnv(from: NodeJS.ProcessEnv = process.env): BotEnv {
  const set = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ""));
  const read = schema.safeParse(set);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name}: ${set[name] === undefined && issue.code === "invalid_type" ? "is not set" : issue.message}`;
    });
    throw new Error(`The bot cannot start; set these variables right:\n${lines.join("\n")}`);
  }
  const env = read.data;
  return {
    project: { url: env.SUPABASE_URL, key: env.SUPABASE_PUBLISHABLE_KEY },
    email: env.TIDINGS_BOT_EMAIL,
    password: env.TIDINGS_BOT_PASSWORD,
    key: env.TIDINGS_BOT_KEY,
    port: env.TIDINGS_BOT_PORT,
    panel: env.TIDINGS_PANEL_URL?.replace(/\/+$/, ""),
    metricsToken: env.TIDINGS_METRICS_TOKEN,
    callsOut: env.TIDINGS_BOT_CALLS_OUT === "1",
    slack:
      env.SLACK_BOT_TOKEN || env.SLACK_CLIENT_ID
        ? {
            token: env.SLACK_BOT_TOKEN,
            oauth:
              env.SLACK_CLIENT_ID && env.SLACK_CLIENT_SECRET
                ? {
                    clientId: env.SLACK_CLIENT_ID,
                    clientSecret: env.SLACK_CLIENT_SECRET,
                    stateSecret: keyFor("slack state", env.TIDINGS_BOT_KEY).toString("hex"),
                  }
                : null,
            signingSecret: env.SLACK_SIGNING_SECRET,
            appToken: env.SLACK_APP_TOKEN,
            apiUrl: env.SLACK_API_URL,
          }
        : null,
    discord: env.DISCORD_TOKEN
      ? {
          token: env.DISCORD_TOKEN,
          publicKey: env.DISCORD_PUBLIC_KEY,
          guildId: env.DISCORD_GUILD_ID,
          applicationId: env.DISCORD_APP_ID,
          apiUrl: env.DISCORD_API_URL,
        }
      : null,
    model: modelEnv(env),
  };
}
