/** The last seal of a chain of the audit log (IAM-4). */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
}

/** `1204 · 9f0c…`, as it is noted elsewhere; a dash where nothing is sealed yet. */
export const headText = (head: Pick<Head, "seq" | "hash"> | null): string =>
  head === null ? "—" : `${head.seq} · ${head.hash}`;
