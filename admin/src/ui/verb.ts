import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { nullPlace } from "@tidings/shared/ground/names.ts";
import { newTrace, traceOfId, traceparentOf } from "@tidings/shared/ground/trace.ts";
import { useCallback, useRef, useState } from "react";
import { client } from "./client.ts";
import { requestKeeper } from "./request.ts";
import type { VerbName } from "./rows.ts";
import { noteAct } from "./steady-rows.ts";
import { useAskPassword } from "./sudo.tsx";
import { isInDoubt, userErrorOf } from "./user-error.ts";

export type Args = Readonly<Record<string, unknown>>;

/** Calls the verb `name`, in a trace of its own: that of its request id, where it has one. Throws the refusal (`code`, `message`, `details`, `hint`, `status`) when it is refused. */
export async function callVerb<Answer>(name: VerbName, args: Args): Promise<Answer> {
  const place = nullPlace(args);
  if (place !== null) throw nullRefusal(place);
  const trace = typeof args.request === "string" ? traceOfId(args.request) : newTrace();
  const call = client.rpc(name, args).setHeader("traceparent", traceparentOf(trace));
  const { data, error, status } = await call;
  if (error) throw { ...error, message: error.message, status, trace };
  return data as Answer;
}

/** What the database would say of a text with U+0000, if its JSON could be read at all. */
const nullRefusal = (place: string) => ({
  code: "text_unclean",
  status: 422,
  message: "U+0000",
  details: { field: place.replace(/^input\./, "") },
});

/** A verb that changes something, as a hook. */
export interface Verb<Answer> {
  /**
   * Runs it; throws an error that `userErrorOf` can read. What is on the page is read again afterwards; when it answers, the
   * rows that the page is about are as new as the answer.
   */
  readonly run: (args: Args) => Promise<Answer>;
  readonly running: boolean;
}

interface VerbOptions {
  /** False for the few verbs without a request id, because they are idempotent. */
  readonly request?: boolean;
}

/** Is it the read of one row (`useRow`)? */
const isOfOneRow = ({ queryKey }: { readonly queryKey: QueryKey }) =>
  queryKey[0] === "data" && queryKey[3] === "one";

/**
 * After one's own act nothing older than its answer is shown: the row of the page is waited for, since an editor compares it
 * with what it saved, and what pages behind this one had read is dropped, so that the next one does not begin with it.
 */
async function readAgain(queries: QueryClient): Promise<void> {
  queries.removeQueries({ queryKey: ["data"], type: "inactive" });
  void queries.invalidateQueries({ predicate: (query) => !isOfOneRow(query) });
  await queries.invalidateQueries({ predicate: isOfOneRow });
}

/** The verb `name`, sent with a request id, so that a retry after a lost answer does not act twice. */
export function useVerb<Answer = unknown>(
  name: VerbName,
  { request = true }: VerbOptions = {},
): Verb<Answer> {
  const queries = useQueryClient();
  const askPassword = useAskPassword();
  const keeper = useRef(requestKeeper());
  const [running, setRunning] = useState(false);
  const run = useCallback(
    async (args: Args) => {
      setRunning(true);
      try {
        const call = () =>
          callVerb<Answer>(name, request ? { ...args, request: keeper.current.idFor(args) } : args);
        const answer = await call().catch(async (refusal) => {
          // The same request once more: nothing was done the first time.
          if (userErrorOf(refusal, "en").code !== "sudo_required" || !(await askPassword())) throw refusal;
          return call();
        });
        keeper.current.settle();
        noteAct();
        await readAgain(queries);
        return answer;
      } catch (failure) {
        if (!isInDoubt(failure)) keeper.current.settle();
        void queries.invalidateQueries();
        throw failure;
      } finally {
        setRunning(false);
      }
    },
    [name, queries, request, askPassword],
  );
  return { run, running };
}
