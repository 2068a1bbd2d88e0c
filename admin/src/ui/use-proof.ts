import type { Proof } from "@tidings/shared/links/domains.ts";
import { PROOFS, type ProofKind, proofTrouble } from "@tidings/shared/links/proof.ts";
import { useRef, useState } from "react";
import { client } from "./client.ts";
import { useEnterprise } from "./me.tsx";
import { newRequestId } from "./request.ts";

/** The proof file of a form: newly chosen, stored before, or removed. */
export interface ProofChoice {
  readonly kind: ProofKind;
  readonly chosen: File | null;
  /** The name of the stored file; null when there is none or it is to be removed. */
  readonly kept: string | null;
  readonly trouble: ReturnType<typeof proofTrouble>;
  readonly choose: (file: File) => Promise<void>;
  readonly remove: () => void;
  readonly undo: (() => void) | null;
  /** Uploads the chosen file, once. undefined: keep the stored one; null: remove it. Throws the error of the storage. */
  readonly store: () => Promise<Proof | null | undefined>;
}

export function useProof(kind: ProofKind, before: string | null = null): ProofChoice {
  const { id: enterprise } = useEnterprise();
  const [chosen, setChosen] = useState<File | null>(null);
  const [gone, setGone] = useState(false);
  const [trouble, setTrouble] = useState<ProofChoice["trouble"]>(null);
  // After a refused submission the file is already uploaded.
  const stored = useRef<{ file: File; proof: Proof } | null>(null);

  async function choose(file: File) {
    const head = new Uint8Array(await file.slice(0, PROOFS[kind].bytes + 1).arrayBuffer());
    const found = proofTrouble(kind, file.name, head);
    setTrouble(found);
    setChosen(found === null ? file : null);
  }

  async function store() {
    if (chosen === null) return gone ? null : undefined;
    if (stored.current?.file !== chosen) {
      const { bucket, ending, type } = PROOFS[kind];
      const path = `${enterprise}/${newRequestId()}.${ending}`;
      // Sent as a Blob of our type: a File would be sent with the type the browser guesses.
      const body = new Blob([await chosen.arrayBuffer()], { type });
      const { error } = await client.storage.from(bucket).upload(path, body, { contentType: type });
      if (error) throw error;
      stored.current = { file: chosen, proof: { path, name: chosen.name.slice(-120) } };
    }
    return stored.current.proof;
  }

  return {
    kind,
    chosen,
    kept: gone ? null : before,
    trouble,
    choose,
    remove() {
      if (chosen === null) setGone(true);
      setChosen(null);
      setTrouble(null);
    },
    undo: gone && before !== null ? () => setGone(false) : null,
    store,
  };
}
