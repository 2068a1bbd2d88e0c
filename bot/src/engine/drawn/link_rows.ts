/** Row types of links, with the columns that the bot reads. Times are RFC 3339. */

/** A row of `resolve_task_cards`. */
export interface ResolveTaskCard {
  readonly id: string;
  readonly name: string;
  readonly batch_no: string;
  readonly kind: "group" | "personal";
  readonly state: "generating" | "partial" | "done" | "failed" | "cancelled";
  readonly status: "live" | "used_up" | "expired" | "frozen" | "generating" | "failed" | "cancelled";
  readonly template_name: string;
  readonly domain_name: string;
  readonly file_name: string | null;
  readonly source_send_name: string | null;
  readonly signatures: readonly string[];
  /** The initial value plus later additions. */
  readonly max_resolutions: number;
  readonly validity_days: number;
  readonly expires_at: string;
  readonly jump_url: string | null;
  /** Of a group task. */
  readonly address: string | null;
  readonly asked: number;
  readonly made: number;
  readonly failed: number;
  readonly resolved: number;
  readonly allowance: number;
  readonly humans: number;
  readonly bots: number;
  readonly refused: number;
  readonly frozen_at: string | null;
  readonly frozen_by_name: string | null;
  readonly frozen_reason: string | null;
  readonly created_by_name: string | null;
  readonly submitted_at: string;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

/** A row of `link_cards`: a link of a resolve task. */
export interface LinkCard {
  readonly id: number;
  readonly enterprise_id: string;
  readonly task_id: string;
  readonly kind: "group" | "personal";
  readonly ordinal: number;
  readonly cust_flag: string | null;
  readonly code: string;
  readonly address: string;
  readonly maximum: number;
  readonly used: number;
  readonly used_at: string | null;
  readonly task_name: string;
  readonly template_name: string;
  readonly expires_at: string;
  readonly frozen_reason: string | null;
  readonly status: ResolveTaskCard["status"];
}

/** The answer of `find_link` for the link of a send. */
export interface DeliveryLink {
  readonly id: number;
  readonly send_id: string;
  readonly send_name: string;
  readonly code: string;
  readonly address: string;
  readonly maximum: number;
  readonly used: number;
  readonly expires_at: string;
  readonly status: ResolveTaskCard["status"];
}
