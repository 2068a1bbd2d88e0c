import { PERMISSION_ACTIONS } from "./action_words.ts";
import { matches, meets } from "./patterns.ts";
import { type Policy, SOURCE_KEY, type Source, type Statement, TRIAL_KEY } from "./policy.ts";

/** What a set of policies decides (§11.2). `private.allowed` in the database decides the same. */

/** About what and from where it is asked. */
export interface Case {
  /** About a row that the person made. */
  readonly mine: boolean;
  readonly source: Source;
  /** About a send with a trial, or without one; else undefined. */
  readonly trial?: boolean;
}

const USUAL: Case = { mine: false, source: "session" };

/** Does a statement hold in this case? */
function holds({ Resource, Condition }: Statement, { mine, source, trial }: Case): boolean {
  if (Resource !== undefined && !mine) return false;
  const { [SOURCE_KEY]: sources, [TRIAL_KEY]: trials } = Condition?.StringEquals ?? {};
  if (trials !== undefined && trials[0] !== (trial === undefined ? null : trial ? "yes" : "no")) return false;
  return sources === undefined || sources.includes(source);
}

/**
 * May someone with these policies do `action`, about a row of others and from a session, unless told otherwise? Case-insensitive; `*` matches
 * any characters; any Deny wins; the default is deny (§11.2).
 */
export function evaluate(policies: readonly Policy[], action: string, asked: Case = USUAL): boolean {
  const known = PERMISSION_ACTIONS.find((entry) => meets(action, entry));
  let allowed = false;
  for (const statement of policies.flatMap(({ Statement }) => Statement)) {
    const met = statement.Action.some((pattern) =>
      known ? meets(pattern, known) : matches(pattern, action),
    );
    if (!met || !holds(statement, asked)) continue;
    if (statement.Effect === "Deny") return false;
    allowed = true;
  }
  return allowed;
}
