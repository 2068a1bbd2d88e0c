import type { Row } from "./data.ts";

/** A row of the audit log. */
export interface AuditRow extends Row {
  readonly id: number;
  readonly at: string;
  readonly actor_name: string | null;
  readonly source: string;
  readonly thing: string;
  readonly thing_id: string | null;
  readonly verb: string;
  readonly outcome: "granted" | "refused";
  readonly code: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly reason: string | null;
}
