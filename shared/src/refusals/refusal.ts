/** HTTP statuses of refusals; PostgREST answers with the same one. */
export type RefusalStatus = 401 | 403 | 404 | 409 | 410 | 422 | 429 | 503;

/** The text of a refusal: what happened (zh, en) and what to do (hint). */
export interface Refusal {
  readonly status: RefusalStatus;
  readonly zh: string;
  readonly en: string;
  readonly hint_zh: string;
  readonly hint_en: string;
  /** The hint when the database names who acted last (`by`): somebody else was faster, or the page is outdated. */
  readonly hint_by_zh?: string;
  readonly hint_by_en?: string;
  /** What the input that it is always about is called, in one form or another; for where the details name no `field`. */
  readonly at?: readonly string[];
}
