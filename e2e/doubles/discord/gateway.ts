import { randomBytes } from "node:crypto";
import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { type Dict, dict, parse, text } from "../ground/json.ts";
import { INTENTS } from "./limits.ts";
import { guildJson, userJson } from "./objects.ts";
import type { Server } from "./server_state.ts";

/** The gateway: hello, identify, heartbeats, dispatches with a sequence, resume with what was missed. */
export type Gateway = {
  /** Sends an event to every session whose intents ask for it; how many hear it, now or when they resume. */
  dispatch(type: string, data: Dict): number;
  sessions(): number;
  /** Heartbeats that came in so far. */
  beats(): number;
  /** Asks every connection to come back and resume (op 7), as Discord does when it moves a server. */
  reconnect(): void;
  /** Cuts every connection off without a word. */
  cut(): void;
  close(): void;
};

type Session = {
  id: string;
  intents: number;
  seq: number;
  sent: { seq: number; frame: string }[];
  socket?: WebSocket;
};

const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
};
const CLOSE = { authenticationFailed: 4004, notAuthenticated: 4003, disallowedIntents: 4014 };

/** A client that closes with these ends its session; after anything else it may resume. */
const GOODBYE = [1000, 1001];

/** Intents that must be switched on for the app, which the demo app has not done. */
const PRIVILEGED = INTENTS.guildMembers | INTENTS.guildPresences | INTENTS.messageContent;

const NEEDS: Record<string, number> = {
  GUILD_CREATE: INTENTS.guilds,
  CHANNEL_CREATE: INTENTS.guilds,
  MESSAGE_CREATE: INTENTS.guildMessages | INTENTS.directMessages,
  MESSAGE_UPDATE: INTENTS.guildMessages | INTENTS.directMessages,
};

export function makeGateway(
  server: Server,
  http: HttpServer,
  heartbeatMs: number,
  privileged: boolean,
): Gateway {
  const host = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  let beats = 0;
  http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    host.handleUpgrade(request, socket, head, welcome);
  });

  const say = (socket: WebSocket, op: number, d: unknown) =>
    socket.send(JSON.stringify({ op, d, s: null, t: null }));

  function send(session: Session, t: string, d: Dict): void {
    session.seq += 1;
    const frame = JSON.stringify({ op: OP.dispatch, t, s: session.seq, d });
    session.sent.push({ seq: session.seq, frame });
    session.socket?.send(frame);
  }

  function welcome(socket: WebSocket): void {
    let session: Session | undefined;
    socket.on("message", (raw) => {
      const { op, d } = dict(parse(String(raw)));
      if (op === OP.heartbeat) {
        beats += 1;
        server.feed.changed();
        return say(socket, OP.ack, null);
      }
      if (op === OP.identify) session = identify(socket, dict(d));
      else if (op === OP.resume) session = resume(socket, dict(d));
      else if (!session) socket.close(CLOSE.notAuthenticated, "Not authenticated.");
    });
    socket.on("close", (code) => {
      if (session?.socket === socket) session.socket = undefined;
      if (session && GOODBYE.includes(code)) sessions.delete(session.id);
      server.feed.changed();
    });
    say(socket, OP.hello, { heartbeat_interval: heartbeatMs });
  }

  function identify(socket: WebSocket, d: Dict): Session | undefined {
    if (text(d.token).replace(/^Bot /, "") !== server.app.botToken) {
      socket.close(CLOSE.authenticationFailed, "Authentication failed.");
      return undefined;
    }
    const intents = Number(d.intents ?? 0);
    if (!privileged && (intents & PRIVILEGED) !== 0) {
      socket.close(CLOSE.disallowedIntents, "Disallowed intent(s).");
      return undefined;
    }
    const session: Session = { id: randomBytes(16).toString("hex"), intents, seq: 0, sent: [], socket };
    sessions.set(session.id, session);
    send(session, "READY", {
      v: 10,
      user: userJson(server, server.app.id),
      guilds: [{ id: server.guild.id, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: server.url.replace(/^http/, "ws"),
      application: { id: server.app.id, flags: 0 },
      session_type: "normal",
      shard: [0, 1],
    });
    if ((intents & INTENTS.guilds) !== 0) send(session, "GUILD_CREATE", guildJson(server));
    server.feed.changed();
    return session;
  }

  function resume(socket: WebSocket, d: Dict): Session | undefined {
    const session = sessions.get(text(d.session_id));
    if (!session) {
      say(socket, OP.invalid, false);
      return undefined;
    }
    session.socket = socket;
    for (const { seq, frame } of session.sent) if (seq > Number(d.seq)) socket.send(frame);
    send(session, "RESUMED", {});
    server.feed.changed();
    return session;
  }

  const living = () => [...sessions.values()].filter((each) => each.socket !== undefined);

  return {
    dispatch(type, data) {
      const needs = NEEDS[type];
      for (const session of sessions.values()) {
        if (needs === undefined || (session.intents & needs) !== 0)
          send(session, type, forIntents(session, type, data));
      }
      return sessions.size;
    },
    sessions: () => living().length,
    beats: () => beats,
    reconnect() {
      for (const each of living()) if (each.socket) say(each.socket, OP.reconnect, null);
    },
    cut() {
      for (const each of living()) each.socket?.terminate();
    },
    close() {
      for (const each of host.clients) each.terminate();
      host.close();
    },
  };

  /** Without the intent MESSAGE_CONTENT a bot reads only what is said to it. */
  function forIntents(session: Session, type: string, data: Dict): Dict {
    if (!type.startsWith("MESSAGE_") || (session.intents & INTENTS.messageContent) !== 0) return data;
    const own = dict(data.author).id === server.app.id;
    const toBot = data.guild_id === undefined || text(data.content).includes(`<@${server.app.id}>`);
    return own || toBot ? data : { ...data, content: "", embeds: [], attachments: [], components: [] };
  }
}
