import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { dict, parse, text } from "../ground/json.ts";
import { LIMITS } from "./limits.ts";
import { newId, type Workspace } from "./workspace.ts";

/** Socket Mode: one-time addresses, hello, envelopes with acknowledgements, and the regular refresh. */
export type SocketMode = {
  /** A WebSocket address that opens once. */
  ticket(): string;
  connections(): number;
  /** True once an app has ever connected: then nothing goes to the request URL any more. */
  inUse(): boolean;
  /** Sends one envelope; the answer is what the app acknowledges with. */
  send(type: string, payload: unknown, retry?: { attempt: number; reason: string }): Promise<unknown>;
  /** Tells every connection to go and come again, as Slack does every few hours, and ends it ten seconds later. */
  refresh(reason?: "refresh_requested" | "warning" | "link_disabled"): void;
  close(): void;
};

export function makeSocketMode(workspace: Workspace, server: Server): SocketMode {
  const host = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (body: unknown) => void>();
  let used = false;
  let turn = 0;

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? "/", "http://double");
    if (url.pathname !== "/link" || !tickets.delete(url.searchParams.get("ticket") ?? "")) {
      return void socket.end("HTTP/1.1 408 Request Timeout\r\n\r\n");
    }
    host.handleUpgrade(request, socket, head, (connection) => greet(connection));
  });

  function greet(connection: WebSocket): void {
    used = true;
    open.add(connection);
    connection.on("close", () => {
      open.delete(connection);
      workspace.feed.changed();
    });
    connection.on("message", (data) => {
      const said = dict(parse(String(data)));
      const answer = waiting.get(text(said.envelope_id));
      if (!answer) workspace.violations.add("envelope_known", `an unknown envelope ${said.envelope_id}`);
      waiting.delete(text(said.envelope_id));
      answer?.(said.payload);
    });
    connection.send(
      JSON.stringify({
        type: "hello",
        num_connections: open.size,
        connection_info: { app_id: workspace.app.id },
        debug_info: { host: "double", build_number: 1, approximate_connection_time: 18_060 },
      }),
    );
    workspace.feed.changed();
  }

  return {
    ticket() {
      const ticket = newId("W");
      tickets.add(ticket);
      return `${workspace.url.replace(/^http/, "ws")}/link?ticket=${ticket}&app_id=${workspace.app.id}`;
    },
    connections: () => open.size,
    inUse: () => used,
    send(type, payload, retry) {
      const living = [...open];
      const connection = living[turn % living.length];
      turn += 1;
      if (!connection) return Promise.reject(new Error("no connection"));
      const envelope_id = newId("e");
      return new Promise((resolve) => {
        waiting.set(envelope_id, resolve);
        connection.send(
          JSON.stringify({
            envelope_id,
            type,
            payload,
            accepts_response_payload: type !== "events_api",
            ...(type === "events_api"
              ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? "" }
              : {}),
          }),
        );
      });
    },
    refresh(reason = "refresh_requested") {
      for (const connection of open) {
        connection.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "double" } }));
        workspace.clock.after(LIMITS.goodbyeMs, () => connection.close());
      }
    },
    close() {
      for (const connection of open) connection.terminate();
      host.close();
    },
  };
}
