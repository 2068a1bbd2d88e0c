import type { Head } from "../audit/head.ts";

/** The first row of the audit log that does not fit its chain. */
export interface Broken {
  readonly why: "row_changed" | "row_missing" | "seal_missing" | "row_unsealed";
  readonly seq?: number;
  readonly log_id?: number;
}

/** The answer of `audit_proof`: a stretch of the chain, computed anew. */
export interface Proof {
  readonly proved: number;
  /** The last seal that fits. */
  readonly last: number;
  readonly broken: Broken | null;
  readonly head: Head | null;
  readonly unsealed: number;
}

/** A sealed row as it is exported; `sha256(previous || row) = hash` can be computed elsewhere. */
export interface SealedRow {
  readonly seq: number;
  readonly hash: string;
  readonly previous: string | null;
  /** The text that was sealed: a JSON object, with `person:<mark>` in place of names and addresses of people. */
  readonly row: string;
  /** What each of these stands for: sha256(salt, from hex, + text) is its mark. No salt: a pseudonym took the name's place (RET-1). */
  readonly names: Readonly<Record<string, { readonly text: string; readonly salt: string | null }>>;
}

/** Seals per call of `audit_proof` (about a second) and rows per call of `audit_export`. */
export const PROVED_AT_ONCE = 5_000;
export const EXPORTED_AT_ONCE = 1_000;

/**
 * Computes the whole chain anew, stretch by stretch, each told as it is answered. Ends at the head, or at the first row
 * that does not fit.
 *
 * @param prove computes a stretch that begins after a seal
 */
export async function* proveChain(
  prove: (after: number) => Promise<Proof>,
): AsyncGenerator<Proof, void, undefined> {
  let after = 0;
  for (;;) {
    const proof = await prove(after);
    const { broken, head, last } = proof;
    // The head stands, but the seals up to it are gone.
    const gone = broken === null && head !== null && last < head.seq && last <= after;
    yield gone ? { ...proof, broken: { why: "seal_missing", seq: last + 1 } } : proof;
    if (gone || broken !== null || head === null || last >= head.seq) return;
    after = last;
  }
}

/** How much of the chain is proved, in percent; 100 only at its end. */
export function percentOf({ head, last }: Pick<Proof, "head" | "last">): number {
  return head === null || head.seq === 0 ? 100 : Math.min(100, Math.floor((last / head.seq) * 100));
}

/**
 * The sealed rows of a period, page by page.
 *
 * @param read reads the page after a seal
 */
export async function* sealedPages(
  read: (after: number) => Promise<readonly SealedRow[]>,
  most: number = EXPORTED_AT_ONCE,
): AsyncGenerator<readonly SealedRow[], void, undefined> {
  let after = 0;
  for (;;) {
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    if (rows.length < most) return;
    after = rows.at(-1)?.seq ?? after;
  }
}

/** Rows as NDJSON, one a line. */
export function ndjson(rows: readonly SealedRow[]): string {
  return rows
    .map(({ seq, hash, previous, row, names }) => `${JSON.stringify({ seq, hash, previous, row, names })}\n`)
    .join("");
}
