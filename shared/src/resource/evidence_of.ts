import type { Resource, Row } from "./define.ts";
import { type Evidence, type Stored, storedEvidence } from "./evidence.ts";

/** The files of a row, in the order of its declaration: its columns of the kinds `file` and `files`, then those inside its content. */
export function evidenceOf(of: Resource, row: Row): Evidence[] {
  const columns = Object.entries(of.fields).flatMap(([column, field]): Evidence[] => {
    if (field.kind === "files") {
      const files = (row[column] ?? []) as readonly Stored[];
      return storedEvidence(
        field.proof,
        files.map((file) => [field.label, file] as const),
      );
    }
    if (field.kind !== "file" || field.when?.(row) === false) return [];
    const [name, path] = [row[column], row[field.path]];
    if (typeof name !== "string" || typeof path !== "string") return [];
    return [{ label: field.label, kind: field.proof, path, name }];
  });
  return [...columns, ...(of.evidence?.(row) ?? [])];
}
