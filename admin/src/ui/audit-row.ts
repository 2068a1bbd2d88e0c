import type { RowOf } from "./rows.ts";

/** A row of the audit log. */
export type AuditRow = RowOf<"audit_log">;
