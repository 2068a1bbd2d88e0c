/** What panel and chat ask for, one query after the other, in quiet or beside other work; and what they waited for it. */
import { once } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Stage } from "../tests/functions/stage.ts";
import { proofOf } from "../tests/test_database.ts";

/** A query through the gateway. `headers` are made anew each time: the bot's proof is good for one request. */
export type Query = {
  says: string;
  path: string;
  headers(): Record<string, string>;
  body?: object;
};

/** The 95th percentile of figures; 0 of none. */
export const p95Of = (took: readonly number[]): number =>
  [...took].sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0;

/** Seconds of one query, whose answer is read to its end, as a page does. @throws when it is not answered 200 */
export async function secondsOf(stage: Stage, agent: Agent, query: Query): Promise<number> {
  const start = performance.now();
  const body = query.body && JSON.stringify(query.body);
  const asked = request(stage.api + query.path, {
    agent,
    method: body ? "POST" : "GET",
    headers: { ...query.headers(), ...(body ? { "content-type": "application/json" } : {}) },
  });
  asked.end(body);
  const [answer] = await once(asked, "response");
  for await (const _ of answer) {
    // Only its end counts.
  }
  if (answer.statusCode !== 200) throw new Error(`${query.says} answers ${answer.statusCode}.`);
  return (performance.now() - start) / 1000;
}

/** A page of the list of sends, as the panel reads it. */
export const LIST = "the panel's list of sends";

/** What a member's panel and a chat ask for most: a page of sends, a page of a send's messages, a card's buttons. */
export async function queriesOf(stage: Stage, send: string): Promise<Query[]> {
  const [bob, bot] = [await stage.headers("bob"), await stage.headers("bot")];
  const panel = (says: string, path: string) => ({ says, path, headers: () => bob });
  return [
    panel(LIST, "/rest/v1/send_cards?select=*&order=created_at.desc&limit=50"),
    panel("the panel's messages of a send", `/rest/v1/delivery_cards?select=*&send_id=eq.${send}&limit=50`),
    {
      says: "the chat's buttons of a send",
      path: "/rest/v1/rpc/allowed_transitions",
      headers: () => ({ ...bot, ...proofOf("slack:T1:UBOB") }),
      body: { resource: "send", ids: [send] },
    },
  ];
}

/** How long a reader looks at an answer before the next query, in milliseconds. */
const REST_MS = 40;

/** What was waited for the answers, in seconds, by query. */
export type Took = Record<string, number[]>;

/** Asks in turn until `wanted` says no, or `times` each. */
export async function ask(
  stage: Stage,
  queries: readonly Query[],
  wanted: (turns: number) => boolean,
): Promise<Took> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took: Took = Object.fromEntries(queries.map(({ says }) => [says, []]));
  try {
    for (let turn = 0; wanted(turn); turn++)
      for (const query of queries) {
        took[query.says]?.push(await secondsOf(stage, agent, query));
        await pause(REST_MS);
      }
  } finally {
    agent.destroy();
  }
  return took;
}

/** Does `work` while panel and chat ask. Answers what they waited. */
export async function beside(
  stage: Stage,
  queries: readonly Query[],
  work: () => Promise<unknown>,
): Promise<Took> {
  let wanted = true;
  const asking = ask(stage, queries, () => wanted);
  asking.catch(() => undefined); // reported below, once the work has ended
  try {
    await work();
  } finally {
    wanted = false;
  }
  return asking;
}

/** All that was waited in several rounds. */
export function addTo(all: Took, more: Took): void {
  for (const [says, took] of Object.entries(more)) all[says] = [...(all[says] ?? []), ...took];
}
