import type { Words } from "../ground/locale.ts";
import type { ProofKind } from "./proofs.ts";

/** A stored file that belongs to a row: what it is, the bucket it lies in, its place there, and the name its owner gave it. */
export interface Evidence {
  readonly label: Words;
  readonly kind: ProofKind;
  readonly path: string;
  readonly name: string;
}

/** A file inside a content, as it is stored there. */
export type Stored = { readonly path?: string | null; readonly name?: string | null } | null | undefined;

/** Files inside a content, for a declaration that names them; those that are not there are left out. */
export function storedEvidence(kind: ProofKind, files: readonly (readonly [Words, Stored])[]): Evidence[] {
  return files.flatMap(([label, file]) =>
    file?.path ? [{ label, kind, path: file.path, name: file.name ?? "" }] : [],
  );
}
