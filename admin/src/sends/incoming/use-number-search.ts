import { useState } from "react";
import { callVerb } from "../../ui/verb.ts";

interface Found<T> {
  /** The number that was searched for, masked. */
  readonly number: string;
  readonly rows: readonly T[];
  /** There are others: the latest are shown. */
  readonly more: boolean;
}

/** Rows that are about one whole number (IAM-3): it stands in the body of the request, never in an address. */
export function useNumberSearch<T>(resource: "reply") {
  const [found, setFound] = useState<Found<T> | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [running, setRunning] = useState(false);

  async function search(typed: string) {
    setFailure(null);
    setFound(null);
    if (typed.trim() === "") return;
    setRunning(true);
    try {
      setFound(await callVerb<Found<T>>("find_recipient", { resource, number: typed }));
    } catch (refusal) {
      setFailure(refusal);
    } finally {
      setRunning(false);
    }
  }

  return { found, failure, running, search, close: () => setFound(null) };
}
