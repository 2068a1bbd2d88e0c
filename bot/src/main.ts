/** The bot: the clock, and Slack and Discord where they are configured. */
import { setTimeout as pause } from "node:timers/promises";
import { watchProcess } from "@tidings/shared/node/metrics.ts";
import { PUBLIC } from "../../shared/src/node/reach.ts";
import { makeModel } from "./assistant/model.ts";
import { makeCarrier, makeTakeUp } from "./chat/carrier.ts";
import { type Dispatcher, makeDispatcher } from "./chat/dispatcher.ts";
import type { Provider } from "./chat/homes.ts";
import { findDone } from "./chat/interrupted.ts";
import type { ChatLink } from "./chat/link.ts";
import { makeRuns } from "./chat/runs.ts";
import { startClock } from "./clock/clock.ts";
import { COMMANDS } from "./commands/list.ts";
import { type BotDatabase, openAsBot, verb, whoami } from "./data/database.ts";
import { type BotEnv, botEnv } from "./env.ts";
import { NetworkError, Refusal } from "./ground/errors.ts";
import { log } from "./ground/log.ts";
import { METRICS } from "./ground/metrics.ts";
import { makeAlerts } from "./posting/alerts.ts";
import { type CardSurface, type Cards, type Drawn, makeCards } from "./posting/cards.ts";
import { metricsRoute } from "./server/metrics.ts";
import { type Route, startServer } from "./server/server.ts";
import { mcpRoutes } from "./surfaces/mcp/http.ts";
import { type Installations, makeInstallations } from "./surfaces/slack/installations.ts";
import { openDoor } from "./surfaces/terminal/door.ts";

/** Signs in, and waits while the database is not reachable. @throws Error when e-mail, password, key or clock is wrong */
async function signIn(env: BotEnv): Promise<BotDatabase> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const database = await openAsBot(env.project, env);
      // A chat account that nobody has: whether key and clock are right shows now, not when the first person asks.
      await whoami(database.forChat("discord:-:0", "discord"));
      return database;
    } catch (error) {
      if (error instanceof Refusal && error.code === "chat_proof_required") {
        throw new Error(
          `The database does not believe this bot: TIDINGS_BOT_KEY is not the key of ${env.email}, or this host's clock is wrong by more than a minute. \`npm run setup -- bot ${env.email}\` makes a new key.`,
        );
      }
      if (error instanceof Refusal) {
        throw new Error(
          `The bot cannot sign in as ${env.email}: TIDINGS_BOT_EMAIL or TIDINGS_BOT_PASSWORD is wrong.`,
        );
      }
      if (!(error instanceof NetworkError)) throw error;
      if (attempt % 20 === 0) log.info("bot.waiting", { for: env.project.url });
      // It is often started with its project, and a moment before it is there.
      await pause(attempt < 20 ? 250 : 3_000);
    }
  }
}

/** A chat platform that has started. */
interface Surface {
  readonly routes: ReadonlyMap<string, Route>;
  stop(): Promise<void>;
}

/** The chat platforms. Each is started in the background and retried, so that the clock waits for none of them. */
interface Chat {
  readonly drawn: CardSurface[];
  readonly routes: Map<string, Route>;
  health(): object;
  stop(): Promise<void>;
}

/** A press that its card does not show in this time is answered otherwise. */
const SHOWN_MS = 2_500;

function startChat(
  env: BotEnv,
  database: BotDatabase,
  dispatcher: Dispatcher,
  chat: Pick<ChatLink, "runs" | "carrier">,
  cards: () => Cards,
  installations: Installations,
): Chat {
  const drawn: CardSurface[] = [];
  const draws: Drawn = {
    add: (surface) => void drawn.push(surface),
    remove: (surface) => void drawn.splice(drawn.indexOf(surface), 1),
  };
  const routes = new Map<string, Route>();
  const running = new Map<Provider, Surface>();
  let stopping = false;

  const link = (provider: Provider): ChatLink => ({
    ...chat,
    follow: ({ chatUser }, place, card, locale, drawn) =>
      cards().follow(chatUser, provider, place, card, locale, drawn),
    async followHome({ chatUser, team }) {
      try {
        await verb(database.forChat(chatUser, provider), "keep_home", { provider, team });
      } catch (error) {
        // Nobody is linked to the account yet: their home says how to link, and nothing that changes.
        if (!(error instanceof Refusal)) log.error(`${provider}.home`, error);
      }
    },
    async redrawCards(place) {
      if (place) return cards().redrawn(provider, place, SHOWN_MS);
      await cards().redrawDue();
      return true;
    },
  });

  const keepTrying = async (provider: Provider, start: () => Promise<Surface>) => {
    for (let wait = 1_000; !stopping; wait = Math.min(60_000, wait * 2)) {
      try {
        const surface = await start();
        running.set(provider, surface);
        for (const [path, route] of surface.routes) routes.set(path, route);
        log.info(`${provider}.ready`);
        return;
      } catch (error) {
        log.error(`${provider}.start`, error, { again_in_ms: wait });
        await pause(wait, undefined, { ref: false });
      }
    }
  };

  // The libraries of a platform take 30 and 50 MB, and a quarter and half a second of CPU: only where it is configured.
  const { slack, discord } = env;
  if (slack)
    void keepTrying("slack", async () => {
      const { startSlack } = await import("./surfaces/slack/surface.ts");
      return startSlack(slack, dispatcher, link("slack"), draws, installations);
    });
  if (discord)
    void keepTrying("discord", async () => {
      const { startDiscord } = await import("./surfaces/discord/surface.ts");
      return startDiscord(discord, dispatcher, link("discord"), draws);
    });
  return {
    drawn,
    routes,
    health: () => ({
      ...(slack ? { slack: running.has("slack") } : {}),
      ...(discord ? { discord: running.has("discord") } : {}),
    }),
    async stop() {
      stopping = true;
      await Promise.all([...running.values()].map((surface) => surface.stop()));
    },
  };
}

/** Does a platform elsewhere call the bot by HTTP, or may somebody elsewhere read its figures? */
const isCalled = ({ slack, discord, metricsToken }: BotEnv): boolean =>
  [
    !isOnThisMachine(slack?.apiUrl) && slack?.signingSecret,
    !isOnThisMachine(discord?.apiUrl) && discord?.publicKey,
    metricsToken,
  ].some(Boolean);

/** Is it the address of a platform that is played on this machine (`npm run chat`)? */
const isOnThisMachine = (address: string | undefined): boolean =>
  address !== undefined && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(address).hostname);

async function main(): Promise<void> {
  const env = botEnv();
  const database = await signIn(env);
  const dispatcher = makeDispatcher(database, COMMANDS, {
    model: env.model && makeModel(env.model),
    panel: env.panel,
  });
  const runs = makeRuns(database);
  const carrier = makeCarrier(runs, dispatcher, (run) =>
    findDone(database, run, dispatcher.localeOf(run.person)),
  );
  const installations = makeInstallations(database.own, env.key);
  const chat = startChat(env, database, dispatcher, { runs, carrier }, () => cards, installations);
  const cards = makeCards(database, chat.drawn);
  watchProcess(METRICS);
  for (const [name, route] of mcpRoutes(database, env.panel)) chat.routes.set(name, route);
  chat.routes.set("GET /metrics", metricsRoute(database.own, env.metricsToken, isCalled(env)));
  const server = await startServer(env.port, chat.routes, chat.health, isCalled(env));
  const alerts = makeAlerts(database, chat.drawn, cards, env.callsOut ? PUBLIC : null, env.panel);
  const clock = startClock(database.own, {
    takeUp: makeTakeUp(runs, carrier, chat.drawn),
    redraw: cards.redrawDue,
    post: alerts.postDue,
  });
  const door = await openDoor(env.project);
  log.info("bot.ready", { port: env.port });

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info("bot.stopping", { signal });
    await Promise.all([server.close(), door.close()]);
    await Promise.all([clock.stop(), chat.stop()]);
    await database.close();
    process.exit(0);
  };
  process.once("SIGTERM", (signal) => void stop(signal));
  process.once("SIGINT", (signal) => void stop(signal));
}

process.on("unhandledRejection", (error) => log.error("bot.unhandled", error));

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
