import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { newTrace, traceIn } from "@tidings/shared/ground/trace.ts";
import { COMMANDS } from "../../commands/list.ts";
import type { BotDatabase, Session } from "../../data/database.ts";
import { errorAnswer, Refusal } from "../../ground/errors.ts";
import { log } from "../../ground/log.ts";
import { inTrace } from "../../ground/trace.ts";
import { openContext } from "../../registry/run.ts";
import type { Route, WholeRequest } from "../../server/server.ts";

/**
 * The door for agents over HTTP (MCP-1): Streamable HTTP without sessions, under an access key. It belongs to the bot, because its tools are
 * the commands of the bot, which no edge function has.
 */

/** As MCP answers what is refused before a message is read. */
function refused(response: ServerResponse, status: number, message: string, headers: object = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: -32_000, message }, id: null }));
}

/** Addresses of this machine and its own networks, where a proxy of ours is. */
const OURS = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i;

/** Where a request comes from: behind a proxy of ours the hop that it has added, else the other end of the connection. */
export function addressOf({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): string {
  const peer = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const said = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return OURS.test(peer) && said && isIP(said) !== 0 ? said : peer;
}

/** The one message of a request: a call of the key is counted for each. Undefined of anything else. */
function messageOf({ rawBody }: WholeRequest): unknown {
  try {
    const read: unknown = JSON.parse(rawBody.toString("utf8"));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

async function answered(
  session: Session,
  panel: string | undefined,
  request: WholeRequest,
  response: ServerResponse,
): Promise<void> {
  const message = messageOf(request);
  if (message === undefined) return refused(response, 400, "The body is not one message in JSON.");
  const open = () => openContext({ session, commands: COMMANDS, localeHint: "en", panel });
  // With the first question of an agent: the library takes 20 MB.
  const [{ StreamableHTTPServerTransport }, { mcpServer }] = await Promise.all([
    import("@modelcontextprotocol/sdk/server/streamableHttp.js"),
    import("./server.ts"),
  ]);
  const server = mcpServer(open);
  // Without an id generator it keeps no sessions: any bot of the deployment answers any request.
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.once("close", () => void server.close());
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request, response, message);
}

/** The routes of the bot's server. */
export function mcpRoutes(database: BotDatabase, panel: string | undefined): [string, Route][] {
  const post: Route = (request, response) =>
    inTrace(traceIn(request.headers.traceparent as string | undefined) ?? newTrace(), async () => {
      const { authorization } = request.headers;
      if (!authorization)
        return refused(response, 401, "Authorization: Bearer <access key id>.<secret>", {
          "www-authenticate": "Bearer",
        });
      let session: Session;
      try {
        session = await database.forKey(authorization, addressOf(request));
      } catch (error) {
        const { refusal, title, text } = errorAnswer(error, "en");
        if (!(error instanceof Refusal)) log.error("mcp.key", error);
        const words = [title, text].filter(Boolean).join(" ");
        const status = refusal?.status ?? 503;
        return refused(response, status, words, status === 401 ? { "www-authenticate": "Bearer" } : {});
      }
      await answered(session, panel, request, response);
    });
  const none: Route = (_, response) => refused(response, 405, "POST alone.", { allow: "POST" });
  return [
    ["POST /mcp", post],
    ["GET /mcp", none],
    ["DELETE /mcp", none],
  ];
}
