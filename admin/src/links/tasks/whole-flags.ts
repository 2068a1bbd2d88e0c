import { callVerb } from "../../ui/verb.ts";
import { withRetry } from "../../ui/with-retry.ts";

/** The whole customer flag and the values of one link. */
export interface WholeFlag {
  readonly ordinal: number;
  readonly cust_flag: string | null;
  readonly params: Readonly<Record<string, string>> | null;
}

/**
 * Reads the whole customer flags of a task beside its links, slice by slice, for a reason (IAM-3). Each slice is a line of the
 * audit log, so it has no request id: a slice is answered once, and one that was lost is asked for anew.
 */
export function wholeFlags(task: string, reason: string, signal: AbortSignal) {
  let flags = new Map<number, WholeFlag>();
  let behind = 0;
  let over = false;
  return {
    /** Those of the links with these ordinals, which have to come in order. @throws what the database refuses */
    async of(ordinals: readonly number[]): Promise<readonly (WholeFlag | undefined)[]> {
      const last = ordinals.at(-1) ?? 0;
      const first = ordinals[0] ?? 0;
      flags = new Map([...flags].filter(([ordinal]) => ordinal >= first));
      while (behind < last && !over) {
        const { rows } = await withRetry(
          () =>
            callVerb<{ rows: WholeFlag[] }>("export_recipients", { input: { task, after: behind }, reason }),
          signal,
        );
        for (const row of rows) flags.set(row.ordinal, row);
        over = rows.length === 0;
        behind = rows.at(-1)?.ordinal ?? behind;
      }
      return ordinals.map((ordinal) => flags.get(ordinal));
    },
  };
}
