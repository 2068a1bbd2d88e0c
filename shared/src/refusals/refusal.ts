/** HTTP statuses a refusal may carry: the verb's answer over PostgREST has the same one. */
export type RefusalStatus = 401 | 403 | 404 | 409 | 410 | 422 | 429;

/** What a person reads when a verb refuses: what happened (zh, en) and what to do (hint). */
export interface Refusal {
  readonly status: RefusalStatus;
  readonly zh: string;
  readonly en: string;
  readonly hint_zh: string;
  readonly hint_en: string;
  /** What to do where the database says who acted last (`by`): somebody else was faster, or the reader looks at an old page. */
  readonly hint_by_zh?: string;
  readonly hint_by_en?: string;
}
