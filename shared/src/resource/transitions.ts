/** What `allowed_transitions` says of one act on a row: buttons in the panel and in chat are drawn from it. */
export interface Transition {
  readonly verb: string;
  readonly to: string;
  /** The action (`service:resource:operation`) that it needs. */
  readonly needs: string;
  readonly needs_reason: boolean;
  /** It needs a password given within ten minutes, so chat offers no button for it. */
  readonly needs_sudo: boolean;
  /** `transition_many` takes it. */
  readonly many: boolean;
  /** The hash that approve, reject and release have to name (APR-1); null for every other act. */
  readonly shown: string | null;
  readonly allowed: boolean;
  /** Why it is not allowed. */
  readonly code: string | null;
  /** What stands against it beside rights and four eyes; null for nothing. */
  readonly blocked: string | null;
}
