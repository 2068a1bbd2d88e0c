import { GAUGES, type GaugeName, type Health } from "@tidings/shared/health/gauges.ts";
import { METRICS_TYPE, mayReadMetrics, metricsText } from "@tidings/shared/node/metrics.ts";
import { Gauge } from "prom-client";
import { type Session, verb } from "../data/database.ts";
import { log } from "../ground/log.ts";
import { METRICS } from "../ground/metrics.ts";
import { type Route, reply } from "./server.ts";

/** `GET /metrics` of the bot: how the deployment is, and what this bot does. */

/** A collector asks every 15 s or so; several share an answer of this age, so that asking costs the database little. */
const FRESH_MS = 5_000;

const deployment = (Object.keys(GAUGES) as GaugeName[]).map((name) => {
  const gauge = new Gauge({ name: `tidings_${name}`, help: GAUGES[name].means.en, registers: [METRICS] });
  return { name, gauge };
});

/** The figures of the deployment and of this bot, as OpenMetrics text. */
export function botMetrics(health: Health): Promise<string> {
  for (const { name, gauge } of deployment) gauge.set(health[name]);
  return metricsText(METRICS);
}

/** Answers with the figures to whoever may read them (`mayReadMetrics`). */
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
    if (!mayReadMetrics(request, token, called))
      return reply(response, 404, { message: "There is nothing here." });
    try {
      const text = await botMetrics(await fresh());
      response.writeHead(200, { "content-type": METRICS_TYPE });
      response.end(text);
    } catch (error) {
      log.error("metrics", error);
      reply(response, 503, { message: "The database does not answer." });
    }
  };
}
