import assert from "node:assert/strict";
import { after, test } from "node:test";
import { GAUGES, type GaugeName, type Health } from "@tidings/shared/health/gauges.ts";
import { freePort } from "@tidings/shared/node/ports.ts";
import { Refusal } from "../ground/errors.ts";
import { startRest } from "../testing/rest_double.ts";
import { botMetrics, metricsRoute } from "./metrics.ts";
import { startServer } from "./server.ts";

const HEALTH = Object.fromEntries(Object.keys(GAUGES).map((name, index) => [name, index + 0.5])) as Health;
let broken = false;
const rest = await startRest({
  deployment_health: () => {
    if (broken) throw new Refusal("platform_admin_only", 403);
    return HEALTH;
  },
});
after(() => rest.close());

/** What a collector reads at `/metrics` of a bot. */
async function asked(token: string | undefined, headers: Record<string, string> = {}, called = false) {
  const port = await freePort();
  const routes = new Map([["GET /metrics", metricsRoute(rest.own, token, called)]]);
  const server = await startServer(port, routes, () => ({}), false);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, {
      headers: { connection: "close", ...headers },
    });
    return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  } finally {
    await server.close();
  }
}

test("each figure is a gauge with its unit and what it means, and the text has an end", async () => {
  const text = await botMetrics(HEALTH);
  for (const name of Object.keys(GAUGES) as GaugeName[]) {
    assert.match(
      text,
      new RegExp(
        `# TYPE tidings_${name} gauge\\n(# UNIT .*\\n)?# HELP tidings_${name} .+\\ntidings_${name} ${HEALTH[name]}\\n`,
      ),
    );
    assert.equal(GAUGES[name].unit === "seconds", name.endsWith("_seconds"), name);
  }
  assert.match(text, /\n# EOF\n$/);
});

test("without a token this machine may read it, and nobody who comes through a proxy", async () => {
  const own = await asked(undefined);
  assert.equal(own.status, 200);
  assert.match(own.type ?? "", /^application\/openmetrics-text/);
  for (const name of [
    "x-forwarded-for",
    "forwarded",
    "via",
    "x-real-ip",
    "x-forwarded-host",
    "cf-connecting-ip",
  ])
    assert.equal((await asked(undefined, { [name]: "203.0.113.9" })).status, 404, name);
  assert.equal((await asked(undefined, {}, true)).status, 404, "a proxy that says nothing of itself");
});

test("with a token whoever has it may, from anywhere, and nobody else", async () => {
  const token = "a-token-of-the-deployer";
  const header = (value: string) => ({ authorization: value, "x-forwarded-for": "203.0.113.9" });
  assert.equal((await asked(token, header(`Bearer ${token}`))).status, 200);
  assert.equal((await asked(token, header("Bearer another"))).status, 404);
  assert.equal((await asked(token)).status, 404);
});

test("a database that does not answer is said to be so, and asked again the next time", async () => {
  broken = true;
  assert.equal((await asked(undefined)).status, 503);
  broken = false;
  assert.equal((await asked(undefined)).status, 200);
});
