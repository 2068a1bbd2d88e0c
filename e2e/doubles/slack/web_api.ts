import { type Call, fields, type Reply } from "../ground/http.ts";
import { CHAT, type Method } from "./chat.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { FILES } from "./files.ts";
import { MODALS } from "./modals.ts";
import { grantToken } from "./oauth.ts";
import { ApiRefusal } from "./refusal.ts";
import type { SocketMode } from "./socket_mode.ts";
import { UNFURLS } from "./unfurls.ts";
import type { Workspace } from "./workspace.ts";

const METHODS: Record<string, Method> = { ...CHAT, ...CONVERSATIONS, ...MODALS, ...FILES, ...UNFURLS };

/**
 * Answers one call of the Web API in the workspace of its token, which is the first where none has it: 200 with `ok` true or
 * false, or 429 or 500 where a test asked for it.
 */
export async function answerApi(
  workspaces: readonly [Workspace, ...Workspace[]],
  socket: SocketMode,
  call: Call,
): Promise<Reply> {
  const method = call.path.split("/").at(-1) ?? "";
  const args = await fields(call);
  const token = call.headers.authorization?.replace(/^Bearer /i, "") ?? args.token;
  const workspace = workspaces.find(({ app }) => app.botToken === token) ?? workspaces[0];
  workspace.calls.push({ method, args });

  const wait = tooMany(workspace, method);
  if (wait !== undefined) {
    const headers = { "retry-after": String(wait) };
    return { status: 429, headers, body: { ok: false, error: "ratelimited" } };
  }
  const broken = workspace.broken.get(method);
  const breaks = broken !== undefined && broken.times > 0;
  if (breaks) broken.times -= 1;
  if (breaks && !broken.done) return { status: 500, body: "Internal Server Error" };
  try {
    if (method === "apps.connections.open") return ok({ url: openConnection(workspace, socket, token) });
    if (method === "oauth.v2.access") return ok(grantToken(workspaces, args));
    const run = METHODS[method];
    if (!run) throw new ApiRefusal("unknown_method", { req_method: method });
    mustBeBot(workspace, token);
    const answer = ok(await run(workspace, args));
    return breaks ? { status: 500, body: "Internal Server Error" } : answer;
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return { body: { ok: false, error: error.message, ...error.more } };
  } finally {
    workspace.feed.changed();
  }
}

const MINUTE = 60_000;

/** The seconds to wait, where this call is one too many. */
function tooMany(workspace: Workspace, method: string): number | undefined {
  const limit = workspace.limited.get(method);
  if (limit && limit.times > 0) {
    limit.times -= 1;
    return limit.retryAfterS;
  }
  const rate = workspace.rates.get(method);
  if (!rate) return undefined;
  const now = workspace.clock.now();
  rate.at = rate.at.filter((at) => at > now - MINUTE);
  const [oldest = now] = rate.at;
  if (rate.at.length >= rate.perMinute) return Math.ceil((oldest + MINUTE - now) / 1_000);
  rate.at.push(now);
  return undefined;
}

function ok(body: object): Reply {
  return {
    headers: {
      "x-oauth-scopes":
        "commands,chat:write,files:read,files:write,users:read,channels:history,groups:history,im:history,im:write,links:read,links:write",
    },
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
