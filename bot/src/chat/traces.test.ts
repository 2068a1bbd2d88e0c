import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { traceIn, traceOfId } from "@tidings/shared/ground/trace.ts";
import { z } from "zod";
import { verb } from "../data/database.ts";
import type { Answer } from "../ground/answer.ts";
import { METRICS } from "../ground/metrics.ts";
import { defineCommand } from "../registry/registry.ts";
import { startRest } from "../testing/rest_double.ts";
import { makeCarrier } from "./carrier.ts";
import { makeDispatcher } from "./dispatcher.ts";
import type { ChatRun, Runs } from "./runs.ts";

/** What a run asks of the database, writes into the log and says of an error has one id: that of the run. */
const rest = await startRest({
  whoami: () => ({
    user_id: "u",
    name: "Bob",
    locale: "en",
    enterprise: null,
    enterprises: [],
    permissions: [],
  }),
  make: () => "made",
});
after(() => rest.close());

const make = defineCommand({
  feature: "sends",
  words: { title: { zh: "做", en: "Make" }, description: { zh: "做", en: "Makes" }, options: {} },
  input: z.object({}),
  positional: [],
  permission: null,
  audience: "chat_channel",
  name: "make",
  reads: false,
  async run({ session }): Promise<Answer> {
    await verb(session, "make");
    throw new TypeError("something nobody foresaw");
  },
});

const runs: Runs = {
  take: async () => null,
  keep: async () => true,
  hold: () => () => {},
  claim: async () => [],
};
const dispatcher = makeDispatcher(rest.database, [make]);
const carrier = makeCarrier(runs, dispatcher, async () => ({ done: [] }) as never);

async function carried(id: string) {
  const [traces, lines, shown]: [(string | null)[], string[], Answer[]] = [[], [], []];
  const [{ fetch }, write] = [globalThis, process.stderr.write];
  globalThis.fetch = (input, init) => {
    traces.push(traceIn(new Headers(init?.headers).get("traceparent")));
    return fetch(input, init);
  };
  process.stderr.write = ((line: string) => lines.push(line)) as never;
  const person = { provider: "slack", chatUser: "slack:T1:U1", team: "T1", localeHint: "en" } as const;
  const run = {
    id,
    attempt: 1,
    state: "taken",
    person,
    work: { command: "make", input: {} },
    place: {},
    steps: {},
  };
  try {
    await carrier.carry({ ...run, answer: null, takenAt: new Date(), stranger: false } as ChatRun, {
      opened: async () => ({}),
      progress: async () => {},
      show: async (answer) => void shown.push(answer),
      tell: async () => {},
    });
  } finally {
    globalThis.fetch = fetch;
    process.stderr.write = write;
  }
  return { traces, lines, said: shown[0]?.text ?? "" };
}

test("the requests of a run, its log lines and what its person is told of an error have the id of the run", async () => {
  const id = randomUUID();
  const one = await carried(id);
  const trace = traceOfId(id);
  assert.ok(one.traces.length >= 2);
  assert.deepEqual([...new Set(one.traces)], [trace]);
  assert.match(
    one.lines.join(""),
    new RegExp(`"event":"command.make".*"trace":"${trace}"|"trace":"${trace}".*nobody foresaw`),
  );
  assert.match(one.said, new RegExp(`Need help\\? Give your Tidings admin this ID: ${trace}\\.`));
  assert.doesNotMatch(one.said, /nobody foresaw/);
});

test("the command is counted as failed, by its name and platform alone", async () => {
  const text = await METRICS.metrics();
  assert.match(text, /tidings_commands_total\{command="make",surface="slack",outcome="failed"\} 1\n/);
});
