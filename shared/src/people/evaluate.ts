import { PERMISSION_ACTIONS } from "./actions.ts";
import { matches, meets } from "./patterns.ts";
import type { Policy, Source, Statement } from "./policy.ts";

/** What a set of policies decides (§11.2). `private.allowed` in the database decides the same. */

/** About what and from where it is asked. */
export interface Case {
  /** About a row that the person made. */
  readonly mine: boolean;
  readonly source: Source;
}

const USUAL: Case = { mine: false, source: "session" };

/** Does a statement hold in this case? */
function holds({ Resource, Condition }: Statement, { mine, source }: Case): boolean {
  if (Resource !== undefined && !mine) return false;
  return Condition === undefined || Condition.StringEquals["tidings:Source"].includes(source);
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
