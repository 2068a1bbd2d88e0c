import type { Proof } from "@tidings/shared/links/domains.ts";
import { PROOFS, type ProofKind, proofTrouble } from "@tidings/shared/resource/proofs.ts";
import { useRef, useState } from "react";
import { useMe } from "./me.tsx";
import { storeFile } from "./store-file.ts";

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

/** One of the files that a form asks for. */
export interface AskedProof {
  readonly name: string;
  readonly kind: ProofKind;
  /** The name of the stored one. */
  readonly before: string | null;
}

/** What was done with one of the files. */
interface Chosen {
  readonly file: File | null;
  readonly gone: boolean;
  readonly trouble: ProofChoice["trouble"];
}

const UNTOUCHED: Chosen = { file: null, gone: false, trouble: null };

/** The files of a form, by their names. */
export function useProofs(asked: readonly AskedProof[]): Readonly<Record<string, ProofChoice>> {
  const { enterprise } = useMe();
  const [all, setAll] = useState<Readonly<Record<string, Chosen>>>({});
  // After a refused submission a file is already uploaded.
  const stored = useRef(new Map<string, { file: File; proof: Proof }>());
  const set = (name: string, next: Partial<Chosen>) =>
    setAll((before) => ({ ...before, [name]: { ...(before[name] ?? UNTOUCHED), ...next } }));

  async function store(name: string, kind: ProofKind, { file, gone }: Chosen) {
    if (file === null) return gone ? null : undefined;
    if (enterprise === null) throw new Error("no enterprise is chosen");
    const known = stored.current.get(name);
    if (known?.file === file) return known.proof;
    const proof = await storeFile(kind, enterprise.id, file);
    stored.current.set(name, { file, proof });
    return proof;
  }

  return Object.fromEntries(
    asked.map(({ name, kind, before }): [string, ProofChoice] => {
      const chosen = all[name] ?? UNTOUCHED;
      return [
        name,
        {
          kind,
          chosen: chosen.file,
          kept: chosen.gone ? null : before,
          trouble: chosen.trouble,
          async choose(file) {
            const head = new Uint8Array(await file.slice(0, PROOFS[kind].bytes + 1).arrayBuffer());
            const trouble = proofTrouble(kind, file.name, head);
            set(name, { trouble, file: trouble === null ? file : null });
          },
          remove: () =>
            set(name, { file: null, trouble: null, ...(chosen.file === null ? { gone: true } : {}) }),
          undo: chosen.gone && before !== null ? () => set(name, { gone: false }) : null,
          store: () => store(name, kind, chosen),
        },
      ];
    }),
  );
}

/** The one file of a form. */
export function useProof(kind: ProofKind, before: string | null = null): ProofChoice {
  return useProofs([{ name: "proof", kind, before }]).proof as ProofChoice;
}
