import type { ProofKind } from "../links/proof.ts";
import type { Words } from "../locale.ts";
import type { Resource, Row } from "./define.ts";

/** A stored file that belongs to a row: what it is, the bucket it lies in, its place there, and the name its owner gave it. */
export interface Evidence {
  readonly label: Words;
  readonly kind: ProofKind;
  readonly path: string;
  readonly name: string;
}

/** A file inside a content, as it is stored there. */
type Stored = { readonly path?: string | null; readonly name?: string | null } | null | undefined;

/** Files inside a content, for a declaration that names them; those that are not there are left out. */
export function storedEvidence(kind: ProofKind, files: readonly (readonly [Words, Stored])[]): Evidence[] {
  return files.flatMap(([label, file]) =>
    file?.path ? [{ label, kind, path: file.path, name: file.name ?? "" }] : [],
  );
}

/** The files of a row, in the order of its declaration: its columns of the kind `file`, then those inside its content. */
export function evidenceOf(of: Resource, row: Row): Evidence[] {
  const columns = Object.entries(of.fields).flatMap(([column, field]): Evidence[] => {
    if (field.kind !== "file" || field.when?.(row) === false) return [];
    const [name, path] = [row[column], row[field.path]];
    if (typeof name !== "string" || typeof path !== "string") return [];
    return [{ label: field.label, kind: field.proof, path, name }];
  });
  return [...columns, ...(of.evidence?.(row) ?? [])];
}
