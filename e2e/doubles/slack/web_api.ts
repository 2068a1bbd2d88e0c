import { type Call, fields, type Reply } from "../ground/http.ts";
import { CHAT, type Method } from "./chat.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { FILES } from "./files.ts";
import { MODALS } from "./modals.ts";
import { ApiRefusal } from "./refusal.ts";
import type { SocketMode } from "./socket_mode.ts";
import type { Workspace } from "./workspace.ts";

const METHODS: Record<string, Method> = { ...CHAT, ...CONVERSATIONS, ...MODALS, ...FILES };

/** Answers one call of the Web API: 200 with `ok` true or false, or 429 where a test asked for it. */
export async function answerApi(workspace: Workspace, socket: SocketMode, call: Call): Promise<Reply> {
  const method = call.path.split("/").at(-1) ?? "";
  const args = await fields(call);
  const token = call.headers.authorization?.replace(/^Bearer /i, "") ?? args.token;
  workspace.calls.push({ method, args });

  const limit = workspace.limited.get(method);
  if (limit && limit.times > 0) {
    limit.times -= 1;
    const headers = { "retry-after": String(limit.retryAfterS) };
    return { status: 429, headers, body: { ok: false, error: "ratelimited" } };
  }
  try {
    if (method === "apps.connections.open") return ok({ url: openConnection(workspace, socket, token) });
    const run = METHODS[method];
    if (!run) throw new ApiRefusal("unknown_method", { req_method: method });
    mustBeBot(workspace, token);
    return ok(await run(workspace, args));
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return { body: { ok: false, error: error.message, ...error.more } };
  } finally {
    workspace.feed.changed();
  }
}

function ok(body: object): Reply {
  return {
    headers: { "x-oauth-scopes": "commands,chat:write,files:read,files:write,users:read" },
    body: { ok: true, ...body },
  };
}

function mustBeBot(workspace: Workspace, token: unknown): void {
  if (!token) throw new ApiRefusal("not_authed");
  if (token === workspace.app.appToken) throw new ApiRefusal("not_allowed_token_type");
  if (token !== workspace.app.botToken) throw new ApiRefusal("invalid_auth");
}

function openConnection(workspace: Workspace, socket: SocketMode, token: unknown): string {
  if (!token) throw new ApiRefusal("not_authed");
  if (token === workspace.app.botToken) throw new ApiRefusal("not_allowed_token_type");
  if (token !== workspace.app.appToken) throw new ApiRefusal("invalid_auth");
  return socket.ticket();
}
