import { type Dict, dict, dicts } from "../ground/json.ts";
import type { Problem } from "./checks.ts";
import { commandCheck, commandListProblems } from "./commands.ts";
import { LIMITS } from "./limits.ts";
import { RestRefusal, refuseProblems } from "./refusal.ts";
import type { Route, RouteContext } from "./route.ts";
import type { Server } from "./server_state.ts";
import { newId } from "./snowflake.ts";

/** Replaces all commands of a scope. */
function setCommands({ server, body }: RouteContext, scope: string): Dict[] {
  refuseProblems(commandListProblems(body.json));
  const made = dicts(body.json).map((each) => fullCommand(server, each, scope));
  server.commands.set(scope, made);
  return made;
}

/** Adds a command, or replaces the one of that name. */
function addCommand({ server, body }: RouteContext, scope: string): Dict {
  const problems: Problem[] = [];
  commandCheck(body.json, [], problems);
  refuseProblems(problems);
  const made = fullCommand(server, dict(body.json), scope);
  const others = (server.commands.get(scope) ?? []).filter((each) => each.name !== made.name);
  if (others.length >= LIMITS.command.list) throw new RestRefusal(30032);
  server.commands.set(scope, [...others, made]);
  return made;
}

function fullCommand(server: Server, each: Dict, scope: string): Dict {
  return {
    type: 1,
    default_member_permissions: null,
    ...each,
    id: newId(server),
    application_id: server.app.id,
    version: newId(server),
    ...(scope === "global" ? {} : { guild_id: scope }),
  };
}

function ownGuild({ server, id }: RouteContext): string {
  if (id(3) !== server.guild.id) throw new RestRefusal(50001);
  return server.guild.id;
}

export const COMMAND_ROUTES: Route[] = [
  ["GET /applications/:/commands", ({ server }) => server.commands.get("global") ?? []],
  ["PUT /applications/:/commands", (given) => setCommands(given, "global")],
  ["POST /applications/:/commands", (given) => addCommand(given, "global")],
  ["GET /applications/:/guilds/:/commands", (given) => given.server.commands.get(ownGuild(given)) ?? []],
  ["PUT /applications/:/guilds/:/commands", (given) => setCommands(given, ownGuild(given))],
  ["POST /applications/:/guilds/:/commands", (given) => addCommand(given, ownGuild(given))],
];
