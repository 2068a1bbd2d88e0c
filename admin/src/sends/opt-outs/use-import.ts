import { useQueryClient } from "@tanstack/react-query";
import type { Proof } from "@tidings/shared/links/domains.ts";
import { useRef, useState } from "react";
import { newRequestId } from "../../ui/request.ts";
import { callVerb } from "../../ui/verb.ts";
import { slicesOf } from "./read-phones.ts";

/** Maximum numbers per call of `import_opt_outs`. */
const SLICE = 10_000;

export interface ImportOrder {
  readonly signature: string;
  readonly reason: string;
  readonly proof: string;
  readonly proof_file: Proof | null;
  readonly phones: readonly string[];
}

/** The progress of an import. */
export type ImportState =
  | { readonly step: "idle" }
  | {
      readonly step: "running" | "stopped" | "done";
      readonly sent: number;
      readonly all: number;
      readonly added: number;
      readonly known: number;
      readonly failure: unknown;
    };

/** The slice being sent. It keeps its request id, so that a retry after a lost answer is not counted twice. */
interface Slice {
  readonly phones: readonly string[];
  readonly request: string;
}

/** Imports numbers slice by slice. An interrupted import continues where it stopped. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ step: "idle" });
  const left = useRef<{
    order: ImportOrder;
    slices: Slice[];
    sent: number;
    added: number;
    known: number;
  } | null>(null);
  const queries = useQueryClient();

  async function drive() {
    const work = left.current;
    if (work === null) return;
    const all = work.order.phones.length;
    const tell = (step: "running" | "stopped" | "done", failure: unknown = null) =>
      setState({ step, sent: work.sent, all, added: work.added, known: work.known, failure });
    tell("running");
    try {
      for (let slice = work.slices[0]; slice !== undefined; slice = work.slices[0]) {
        const { signature, reason, proof, proof_file } = work.order;
        const answer = await callVerb<{ added: number; known: number }>("import_opt_outs", {
          input: { signature, phones: slice.phones, proof: proof || null, proof_file },
          reason,
          request: slice.request,
        });
        work.slices.shift();
        work.sent += slice.phones.length;
        work.added += answer.added;
        work.known += answer.known;
        tell("running");
      }
      tell("done");
      left.current = null;
    } catch (failure) {
      tell("stopped", failure);
    } finally {
      void queries.invalidateQueries();
    }
  }

  async function start(order: ImportOrder) {
    const slices = slicesOf(order.phones, SLICE).map((phones) => ({ phones, request: newRequestId() }));
    left.current = { order, slices, sent: 0, added: 0, known: 0 };
    await drive();
  }

  return { state, start, goOn: drive };
}
