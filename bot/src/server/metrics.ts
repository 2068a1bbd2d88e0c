import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { GAUGES, type GaugeName, type Health } from "@tidings/shared/health/gauges.ts";
import { type Session, verb } from "../data/database.ts";
import { log } from "../ground/log.ts";
import { type Route, reply } from "./server.ts";

/** `GET /metrics` of the bot: how the deployment is, for a collector that reads OpenMetrics, as Prometheus does. */

/** A collector asks every 15 s or so; several share an answer of this age, so that asking costs the database little. */
const FRESH_MS = 5_000;

/** The figures as OpenMetrics text. */
export function metricsText(health: Health): string {
  const lines = (Object.keys(GAUGES) as GaugeName[]).flatMap((name) => {
    const { means, unit } = GAUGES[name];
    const metric = `tidings_${name}`;
    return [
      `# TYPE ${metric} gauge`,
      ...(unit === "seconds" ? [`# UNIT ${metric} seconds`] : []),
      `# HELP ${metric} ${means.en}`,
      `${metric} ${health[name]}`,
    ];
  });
  return `${lines.join("\n")}\n# EOF\n`;
}

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/** What proxies say of themselves or of whom they ask for. */
const FORWARDS = /^(forwarded|via|x-forwarded-.+|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;
const HERE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Whether a request was made on this machine, to this machine's own name, and passed on by nobody who says so. */
const isFromHere = ({ socket, headers }: IncomingMessage): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? "") &&
  HERE.test(headers.host ?? "") &&
  !Object.keys(headers).some((name) => FORWARDS.test(name));

/**
 * Answers with the figures to the person who has the token. Where none is set, to this machine alone, and only while nobody outside calls the bot (`called`): a proxy
 * before it may say nothing of itself. Where it does, by a header or by the host, the request is not from this machine either.
 */
export function metricsRoute(session: Session, token: string | undefined, called: boolean): Route {
  let asked: { readonly at: number; readonly health: Promise<Health> } | null = null;
  const fresh = () => {
    if (asked === null || Date.now() - asked.at > FRESH_MS) {
      const health = verb<Health>(session, "deployment_health");
      asked = { at: Date.now(), health };
      health.catch(() => {
        asked = null;
      });
    }
    return asked.health;
  };
  return async (request, response) => {
    const own = !called && isFromHere(request);
    const allowed = token === undefined ? own : isToken(request.headers.authorization, token);
    if (!allowed) return reply(response, 404, { message: "There is nothing here." });
    try {
      const text = metricsText(await fresh());
      response.writeHead(200, {
        "content-type": "application/openmetrics-text; version=1.0.0; charset=utf-8",
      });
      response.end(text);
    } catch (error) {
      log.error("metrics", error);
      reply(response, 503, { message: "The database does not answer." });
    }
  };
}

function isToken(header: string | undefined, token: string): boolean {
  const [given, wanted] = [header ?? "", `Bearer ${token}`].map((text) => Buffer.from(text));
  return (
    given !== undefined &&
    wanted !== undefined &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  );
}
