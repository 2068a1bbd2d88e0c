/** What the service answers to a write: a word, a sentence, and what was made. */
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import type { Answer, Asked } from "../route.ts";
import type { Row } from "./asked.ts";

/** The shape of such an answer. */
export const outcome = <Data extends z.ZodType>(data: Data) =>
  z.object({ status: z.string(), message: z.string(), data });
export const plainOutcome = z.object({ status: z.string(), message: z.string() });

/** It is done. */
export const success = (data?: object, message = "success"): Answer => ({
  body: { status: "success", message, ...(data === undefined ? {} : { data }) },
});

/** Does a verb as one step of a request: repeated under the same `Idempotency-Key`, each step acts once. */
export const stepOf =
  (asked: Asked) =>
  async (verb: string, args: object, step = verb): Promise<Row> =>
    (await actAs(asked.caller, asked.env, verb, { ...args, request: asked.request(step) })) as Row;
