/**
 * `npm run chat`: a Slack-shaped and a Discord-shaped client in one terminal, for trying the bot without an account anywhere. USAGE says
 * its options. Lines may also be piped in; after each the client waits until all is quiet.
 */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs, stripVTControlCharacters } from "node:util";
import type { ChatClient } from "./client/chat_client.ts";
import { discordClient } from "./client/discord_client.ts";
import { type Shortcut, slackClient } from "./client/slack_client.ts";
import { makeTalk } from "./client/talk.ts";
import { discordEnv, startDiscord } from "./discord/double.ts";
import { newServer } from "./discord/server_state.ts";
import { slackEnv, startSlack } from "./slack/double.ts";
import { newWorkspace } from "./slack/workspace.ts";

// What is saved here is for this user alone.
process.umask(0o077);

const QUIET_MS = 1_500;
const LONGEST_MS = 15_000;

/** The hosts of panel and short links on this machine: the manifest names those of a deployment. */
const HERE = ["127.0.0.1", "localhost"];

const USAGE = `npm run chat [-- options]      plays Slack and Discord on this machine, and talks to the bot
  --env                        only prints what the bot needs in its environment
  --locale zh-CN               the language of the people's clients (en-US)
  --socket-mode                Slack by Socket Mode
  --slack-port 54340 --discord-port 54341
  --request-url http://127.0.0.1:3000/slack/events   where Slack calls the bot (on TIDINGS_BOT_PORT)`;

const OPTIONS = {
  help: { type: "boolean", default: false },
  env: { type: "boolean", default: false },
  "slack-port": { type: "string", default: "54340" },
  "discord-port": { type: "string", default: "54341" },
  "request-url": { type: "string" },
  "socket-mode": { type: "boolean", default: false },
  locale: { type: "string", default: "en-US" },
} as const;

/** The options; what is none is told with those that are. */
function read() {
  try {
    return parseArgs({ options: OPTIONS });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { values } = read();
if (values.help) {
  console.log(USAGE);
  process.exit();
}

const SEED = "tidings";
const ports = { slack: Number(values["slack-port"]), discord: Number(values["discord-port"]) };
const environment = Object.entries({
  ...slackEnv(newWorkspace(SEED), `http://127.0.0.1:${ports.slack}`, values["socket-mode"]),
  ...discordEnv(newServer(SEED), `http://127.0.0.1:${ports.discord}`),
}).map(([key, value]) => `export ${key}=${value}`);

/** Colours are for people at a terminal. */
const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const write = (line: string) => console.log(colours ? line : stripVTControlCharacters(line));

if (values.env) console.log(environment.join("\n"));
else await talk();

async function talk(): Promise<void> {
  const { TIDINGS_BOT_PORT = "3000" } = process.env;
  const requestUrl = values["request-url"] ?? `http://127.0.0.1:${TIDINGS_BOT_PORT}/slack/events`;
  const slack = await startSlack({ port: ports.slack, seed: SEED, requestUrl, realTime: true });
  const discord = await startDiscord({ port: ports.discord, seed: SEED, realTime: true });
  for (const name of ["alice", "bob", "carol", "dan"]) {
    slack.user(name, { locale: values.locale });
    discord.user(name, { locale: values.locale });
  }
  slack.unfurlDomains(...HERE);
  const clients = [slackClient(slack, await shortcuts()), discordClient(discord)];
  write(`Slack and Discord are up for a bot that was started with\n\n${environment.join("\n")}\n`);
  await botComes(clients);
  const person = process.stdin.isTTY;
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: person });
  const it = makeTalk(clients, write);
  const ask = () => {
    lines.setPrompt(`\n${it.prompt()}`);
    if (person) lines.prompt(true);
  };
  let changed = Date.now();
  for (const client of clients) {
    client.onChange(() => {
      changed = Date.now();
      if (it.show()) ask();
    });
  }
  ask();
  for await (const line of lines) {
    if (!person) console.log(`\n${it.prompt()}${line}`);
    changed = Date.now();
    if (!(await it.take(line))) break;
    if (!person) await quiet(() => changed);
    ask();
  }
  lines.close();
  await slack.close();
  await discord.close();
}

/** What the app has in the menu of messages: a workspace learns it from the manifest. */
async function shortcuts(): Promise<Shortcut[]> {
  const manifest = await readFile(new URL("../../docs/slack-manifest.yaml", import.meta.url), "utf8");
  const entries = manifest.matchAll(/- name: (.+)\n +type: message\n +callback_id: (\w+)/g);
  return [...entries].map(([, name = "", callbackId = ""]) => ({ name, callbackId }));
}

/** Waits until a bot is there; one that looked in vain looks again by itself, after a minute at most. */
async function botComes(clients: ChatClient[]): Promise<void> {
  write("Waiting for the bot…");
  for (;;) {
    const there = await Promise.all(clients.map((client) => client.hasBot()));
    const names = clients.filter((_, index) => there[index]).map((client) => client.platform);
    if (names.length > 0)
      return write(`The bot is on ${names.join(" and ")}. Type help for what can be said.`);
    await pause(500);
  }
}

/** Waits until nothing has happened for a moment. */
async function quiet(last: () => number): Promise<void> {
  const begun = Date.now();
  while (Date.now() - last() < QUIET_MS && Date.now() - begun < LONGEST_MS) {
    await pause(50);
  }
}
