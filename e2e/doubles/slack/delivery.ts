import { createHmac } from "node:crypto";
import { type Dict, parse } from "../ground/json.ts";
import { LIMITS } from "./limits.ts";
import type { SocketMode } from "./socket_mode.ts";
import { newId, type Workspace } from "./workspace.ts";

/** How the app took a delivery: in time, too late, or not at all. `body` is what it acknowledged with. */
export type Ack = { how: "in time" | "late" | "failed"; status: number; body?: unknown };

export type Kind = "slash_commands" | "interactive" | "events_api";

type Retry = { attempt: number; reason: string };

/** The way to the app: Socket Mode where it is connected, else its request URL with a signed request. */
export type Delivery = {
  /** Delivers and waits for the acknowledgement, three seconds at most. */
  send(kind: Kind, payload: Dict): Promise<Ack>;
  /** Delivers an event, and again after each wait until it is acknowledged. */
  event(event: Dict): Promise<Ack>;
  /** Delivers the last event once more, as Slack does when an acknowledgement got lost on its way. */
  repeat(): Promise<Ack>;
  /** Several addresses are those of bots behind a balancer: each gets its turn, and one that takes no connection is passed over. */
  to(...requestUrls: string[]): void;
  requestUrl(): string;
};

export function makeDelivery(workspace: Workspace, socket: SocketMode, requestUrl: string): Delivery {
  let addresses = [requestUrl];
  let turn = 0;

  async function bySocket(kind: Kind, payload: Dict, retry?: Retry): Promise<Ack> {
    const body = await socket.send(kind, payload, retry);
    return { how: "in time", status: 200, body };
  }

  async function byHttp(kind: Kind, payload: Dict, retry?: Retry): Promise<Ack> {
    const [type, body] = encode(kind, payload);
    const again: Record<string, string> = retry
      ? { "x-slack-retry-num": String(retry.attempt), "x-slack-retry-reason": retry.reason }
      : {};
    const signed = sign(workspace.app.signingSecret, body);
    const headers = { "content-type": type, ...signed, ...again };
    turn += 1;
    const first = turn % addresses.length;
    const response = await push([...addresses.slice(first), ...addresses.slice(0, first)], { headers, body });
    const said = await response.text();
    const how = response.ok ? "in time" : "failed";
    return { how, status: response.status, body: parse(said) ?? said };
  }

  async function deliver(kind: Kind, payload: Dict, retry?: Retry): Promise<Ack> {
    const way = socket.inUse() ? bySocket : byHttp;
    let forget = () => {};
    const late = new Promise<Ack>((resolve) => {
      forget = workspace.clock.after(LIMITS.ackMs, () => resolve({ how: "late", status: 0 }));
    });
    const answer = way(kind, payload, retry).catch(
      (error: unknown): Ack => ({ how: "failed", status: 0, body: String(error) }),
    );
    const ack = await Promise.race([answer, late]);
    forget();
    return ack;
  }

  /** Writes down what went wrong, and wakes those who wait. */
  function told(kind: Kind, payload: Dict, ack: Ack): Ack {
    const name = `${kind} ${payload.type ?? payload.command ?? ""}`;
    const broken = brokenRule(ack);
    if (broken) workspace.violations.add(broken, `${name}: ${ack.status} ${ack.body ?? ""}`);
    workspace.feed.changed();
    return ack;
  }

  /** One try of an event; the next is planned before anybody hears of this one. */
  async function attempt(payload: Dict, retry?: Retry): Promise<Ack> {
    const ack = await deliver("events_api", payload, retry);
    const wait = LIMITS.eventRetriesMs[retry?.attempt ?? 0];
    if (ack.how !== "in time" && wait !== undefined) {
      const reason = ack.how === "late" ? "http_timeout" : "http_error";
      const next = { attempt: (retry?.attempt ?? 0) + 1, reason };
      workspace.clock.after(wait, () => void attempt(payload, next));
    }
    return told("events_api", payload, ack);
  }

  let last: Dict = {};

  function event(happened: Dict): Promise<Ack> {
    last = {
      token: "verification",
      team_id: workspace.team.id,
      api_app_id: workspace.app.id,
      type: "event_callback",
      event_id: newId("Ev"),
      event_time: Math.floor(workspace.clock.now() / 1000),
      event: happened,
      authorizations: [
        { enterprise_id: null, team_id: workspace.team.id, user_id: workspace.app.botUser, is_bot: true },
      ],
      is_ext_shared_channel: false,
    };
    return attempt(last);
  }

  return {
    send: async (kind, payload) => told(kind, payload, await deliver(kind, payload)),
    event,
    repeat: () => attempt(last, { attempt: LIMITS.eventRetriesMs.length, reason: "http_timeout" }),
    to(...urls) {
      addresses = urls;
    },
    requestUrl: () => addresses[0] ?? requestUrl,
  };
}

/** Posts to the first of the addresses that takes a connection. @throws when none does, or when one breaks off what it has taken */
async function push([url = "", ...others]: string[], what: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { method: "POST", ...what });
  } catch (error) {
    const refused = (error as { cause?: { code?: string } }).cause?.code === "ECONNREFUSED";
    if (!refused || others.length === 0) throw error;
    return push(others, what);
  }
}

function brokenRule({ how, status }: Ack): string | undefined {
  if (how === "late") return "ack_within_3s";
  if (how === "failed") return status === 0 ? "app_reachable" : "ack_with_200";
  return undefined;
}

function encode(kind: Kind, payload: Dict): [string, string] {
  if (kind === "events_api") return ["application/json", JSON.stringify(payload)];
  const form = kind === "interactive" ? { payload: JSON.stringify(payload) } : payload;
  const entries = Object.entries(form).map(([key, value]): [string, string] => [key, String(value)]);
  return ["application/x-www-form-urlencoded", new URLSearchParams(entries).toString()];
}

/** Signs a body as Slack does. The app checks the age against its own clock, so real time counts here. */
export function sign(
  secret: string,
  body: string,
  atS = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const mac = createHmac("sha256", secret).update(`v0:${atS}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(atS), "x-slack-signature": `v0=${mac}` };
}
