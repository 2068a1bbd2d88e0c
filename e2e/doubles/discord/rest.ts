import type { Call, Reply } from "../ground/http.ts";
import { dict, text } from "../ground/json.ts";
import { readBody } from "./body.ts";
import { directChannel } from "./channels.ts";
import { channelJson, guildJson, memberJson, userJson } from "./objects.ts";
import { RestRefusal } from "./refusal.ts";
import { botChannel, NOTHING, type Route, type RouteContext } from "./route.ts";
import { COMMAND_ROUTES } from "./route_commands.ts";
import { INTERACTION_ROUTES } from "./route_interactions.ts";
import { MESSAGE_ROUTES } from "./route_messages.ts";
import type { Server } from "./server_state.ts";

const gatewayUrl = ({ url }: Server) => url.replace(/^http/, "ws");
const START_LIMIT = { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 };

function application({ server }: RouteContext) {
  return { id: server.app.id, name: server.app.name, verify_key: server.app.publicKey, flags: 0 };
}

function person(server: Server, id: string): string {
  if (!server.people.has(id) && id !== server.app.id) throw new RestRefusal(10013);
  return id;
}

function guild({ server, id }: RouteContext) {
  if (id(1) !== server.guild.id) throw new RestRefusal(10004);
  return guildJson(server);
}

function openDirect({ server, body }: RouteContext) {
  const user = person(server, text(dict(body.json).recipient_id));
  return channelJson(server, directChannel(server, user));
}

const ROUTES: Route[] = [
  ["GET /gateway", ({ server }) => ({ url: gatewayUrl(server) }), true],
  [
    "GET /gateway/bot",
    ({ server }) => ({ url: gatewayUrl(server), shards: 1, session_start_limit: START_LIMIT }),
  ],
  ["GET /users/@me", ({ server }) => userJson(server, server.app.id)],
  ["GET /users/:", ({ server, id }) => userJson(server, person(server, id(1)))],
  ["POST /users/@me/channels", openDirect],
  ["GET /applications/@me", application],
  ["GET /oauth2/applications/@me", application],
  ["GET /guilds/:", guild],
  ["GET /guilds/:/channels", (given) => guild(given).channels],
  ["GET /guilds/:/members/:", ({ server, id }) => memberJson(server, person(server, id(3)))],
  ["GET /channels/:", (given) => channelJson(given.server, botChannel(given))],
  [
    "POST /channels/:/typing",
    (given) => {
      botChannel(given);
      return NOTHING;
    },
  ],
  ...COMMAND_ROUTES,
  ...MESSAGE_ROUTES,
  ...INTERACTION_ROUTES,
];

function fits(pattern: string, method: string, path: string[]): boolean {
  const [wantedMethod, route = ""] = pattern.split(" ");
  const wanted = route.split("/").slice(1);
  const same = wanted.every((each, index) => each === ":" || each === path[index]);
  return wantedMethod === method && wanted.length === path.length && same;
}

/** Answers one call of the REST API, version 10. */
export async function answerRest(server: Server, call: Call): Promise<Reply> {
  const path = call.path
    .replace(/^\/api\/v10\//, "")
    .split("/")
    .map(decodeURIComponent);
  const line = `${call.method} /${path.join("/")}`;
  const fitting = ROUTES.filter(([pattern]) => fits(pattern, call.method, path));
  const route = fitting.find(([pattern]) => !pattern.includes(":")) ?? fitting[0];
  try {
    if (!route || !call.path.startsWith("/api/v10/")) throw new RestRefusal(0);
    const [pattern, answer, open] = route;
    const limited = takeLimit(server, pattern);
    if (limited) return limited;
    if (!open && call.headers.authorization !== `Bot ${server.app.botToken}`) {
      return { status: 401, body: { message: "401: Unauthorized", code: 0 } };
    }
    const body = await readBody(call);
    const answered = answer({ server, call, body, id: (place) => path[place] ?? "" });
    server.calls.push(line);
    return answered === NOTHING ? { status: 204 } : { body: answered };
  } catch (error) {
    if (!(error instanceof RestRefusal)) throw error;
    server.calls.push(`${line}: ${error.message}`);
    return error.reply;
  } finally {
    server.feed.changed();
  }
}

function takeLimit(server: Server, pattern: string): Reply | undefined {
  const limit = server.limited.get(pattern);
  if (!limit || limit.times <= 0) return undefined;
  limit.times -= 1;
  const { retryAfterS } = limit;
  return {
    status: 429,
    headers: { "retry-after": String(retryAfterS), "x-ratelimit-scope": "user" },
    body: { message: "You are being rate limited.", retry_after: retryAfterS, global: false },
  };
}
