/** The carrier `sandbox`: speaks docs/carrier.md to any service that serves that page. */
import { traceparentOf } from "@tidings/shared/ground/trace.ts";
import { z } from "zod";
import { type Channel, Silent } from "./calls.ts";
import type { Batch, Carrier, HandedOver, HandoffResult, Known, Question } from "./carrier.ts";
import { ANSWER_MS, type Answer, parsed, restOf } from "./http.ts";
import { readReport } from "./sandbox_calls.ts";
import { post } from "./sandbox_http.ts";

/** A question is answered sooner or not at all: query and hand-over together must fit into a lease. */
const QUERY_MS = 8_000;
/** Errors on our side need somebody to fix them, so retries are slow; each one is logged. */
const OUR_FAULT_S = 60;

const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const answered = z.object({
  results: z.array(
    z.object({
      reference: z.string(),
      status: z.enum(["accepted", "rejected"]),
      carrier_id: maybe,
      code: maybe,
    }),
  ),
});

/**
 * The results of an answer that has nothing to mend, without the schema: a batch has a thousand of them. Null sends the
 * answer to the schema, which reads alike.
 */
function plainResults(answer: unknown): HandoffResult[] | null {
  const results = (answer as { results?: unknown } | null)?.results;
  if (!Array.isArray(results)) return null;
  const plain = (value: unknown) => value === null || typeof value === "string";
  const read: HandoffResult[] = [];
  for (const result of results) {
    if (typeof result !== "object" || result === null) return null;
    const { reference, status, carrier_id = null, code = null } = result;
    if (typeof reference !== "string" || !plain(carrier_id) || !plain(code)) return null;
    if (status !== "accepted" && status !== "rejected") return null;
    read.push({ reference, status, carrier_id, code });
  }
  return read;
}

const known = z.object({
  results: z.array(
    z.object({
      reference: z.string(),
      status: z.enum(["unknown", "accepted", "rejected", "delivered", "failed", "expired"]),
      carrier_id: maybe,
      code: maybe,
    }),
  ),
});

const handedOver = (json: unknown) => plainResults(json) ?? answered.safeParse(json).data?.results ?? null;
const knownOf = (json: unknown) => known.safeParse(json).data?.results ?? null;

function read(answer: Answer): HandedOver {
  const { status } = answer;
  const why = `the carrier answered ${status}`;
  if (status === 202 || status === 200) {
    const results = parsed(answer.text, handedOver);
    return results
      ? { outcome: "answered", results }
      : { outcome: "in_doubt", why: `${why} and nothing readable` };
  }
  if (status === 429) {
    return {
      outcome: "nothing_taken",
      seconds: restOf(answer.headers.get("retry-after")),
      whose: "busy",
      why,
    };
  }
  // Only these say that nothing was taken. A 409 or any other status is treated like no answer: the carrier is asked.
  if (status === 401) return { outcome: "nothing_taken", seconds: OUR_FAULT_S, whose: "ours", why };
  if (status === 400 || status === 413) return { outcome: "refused", why };
  return { outcome: "in_doubt", why };
}

async function handOver(channel: Channel, batch: Batch): Promise<HandedOver> {
  const { key, kind, signature, template, callback_url, trace, messages } = batch;
  const body = { channel: channel.number, signature, kind, template, callback_url, messages };
  const headers: Record<string, string> = {
    ...(key === null ? {} : { "idempotency-key": key }),
    ...(trace === null ? {} : { traceparent: traceparentOf(trace) }),
  };
  try {
    return read(await post(channel, "/v1/messages", body, ANSWER_MS, headers));
  } catch (error) {
    if (error instanceof Silent) return { outcome: "in_doubt", why: error.message };
    throw error;
  }
}

async function query(channel: Channel, { messages }: Question): Promise<Known[] | null> {
  const references = messages.map(({ reference }) => reference);
  const answer = await post(channel, "/v1/messages/query", { references }, QUERY_MS);
  // A service without this endpoint will not have it later either.
  if (answer.status === 404 || answer.status === 405 || answer.status === 501) return null;
  const results = answer.status === 200 ? parsed(answer.text, knownOf) : null;
  if (!results) throw new Silent(`the carrier answered ${answer.status} to a query`);
  return results;
}

/** Speaks to the sandbox carrier, or to whatever stands in for it. */
export const sandboxCarrier: Carrier = { handOver, query, readCall: readReport };
