/** A bot of the journey's own beside the running copy: the real program, pointed at the doubles. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { place } from "../screens/panel.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** It has this long to be ready, in milliseconds: a test that hangs is failed after 150 s, and a little before its log is told. */
const PATIENCE = 140_000;

export type Bot = {
  /** Where Slack sends to. */
  slackUrl: string;
  /** Where Discord sends to, for an application with an interactions endpoint. */
  discordUrl: string;
  /** Where agents ask. */
  mcpUrl: string;
  /** What it has logged. */
  log(): string;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end, as a deployment would. */
  stop(): Promise<void>;
};

/** The password of the bot's own account in the copy under test, and the key with which it signs for whom it speaks. */
async function botSecrets(): Promise<{ botPassword: string; botKey: string }> {
  const { TIDINGS_TEST_BOT_PASSWORD, TIDINGS_TEST_BOT_KEY, TIDINGS_TEST_HOME } = process.env;
  if (TIDINGS_TEST_BOT_PASSWORD && TIDINGS_TEST_BOT_KEY)
    return { botPassword: TIDINGS_TEST_BOT_PASSWORD, botKey: TIDINGS_TEST_BOT_KEY };
  assert.ok(TIDINGS_TEST_HOME, "TIDINGS_TEST_HOME is the folder of the running copy");
  return JSON.parse(await readFile(join(TIDINGS_TEST_HOME, "secrets.json"), "utf8"));
}

/**
 * Starts a bot with a platform's environment and waits until its platforms are up.
 * @throws with its log when it does not become ready
 */
export async function startBot(platforms: Record<string, string>, port: number): Promise<Bot> {
  const url = `http://127.0.0.1:${port}`;
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(SLACK_|DISCORD_|OPENAI_|NODE_TEST)/.test(name),
  );
  const { botPassword, botKey } = await botSecrets();
  const child = spawn(process.execPath, [join(ROOT, "bot/src/main.ts")], {
    cwd: ROOT,
    env: {
      ...Object.fromEntries(kept),
      SUPABASE_URL: place().api,
      SUPABASE_PUBLISHABLE_KEY: place().key,
      TIDINGS_BOT_EMAIL: "bot@tidings.test",
      TIDINGS_BOT_PASSWORD: botPassword,
      TIDINGS_BOT_KEY: botKey,
      TIDINGS_BOT_PORT: String(port),
      ...platforms,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const deadline = Date.now() + PATIENCE;
  while (!(await isUp(url))) {
    if (child.exitCode === null && Date.now() < deadline) await pause(100);
    else {
      await end(child, "SIGKILL");
      throw new Error(`The bot did not become ready.\n${said}`);
    }
  }
  return {
    slackUrl: `${url}/slack/events`,
    discordUrl: `${url}/discord/interactions`,
    mcpUrl: `${url}/mcp`,
    log: () => said,
    kill: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
  };
}

/** Does it answer, and say of every platform that it is there? */
async function isUp(url: string): Promise<boolean> {
  const health = await fetch(`${url}/healthz`).then(
    (response) => response.json() as Promise<Record<string, unknown>>,
    (): Record<string, unknown> => ({ ok: false }),
  );
  const { called: _, ...there } = health;
  return Object.values(there).every((each) => each !== false);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}
