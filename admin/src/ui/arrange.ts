/** What a button does to the row: the main step of its state, something that ends or bypasses, or anything else. */
export type Weight = "main" | "danger" | "plain";

/** How many buttons are beside the main one. */
const BESIDE = 2;

/** Which actions are buttons, in their order, and which are under "…". */
interface Arranged<Action> {
  readonly buttons: readonly Action[];
  readonly more: readonly Action[];
}

/**
 * One main action, at most two others; the rest is under "…". What is dangerous is never beside the main one, so that a
 * slip of the hand does not reach it; where there is nothing else (`alone`: no other button is beside these),
 * it is a button.
 */
export function arrange<Action>(
  actions: readonly Action[],
  weightOf: (action: Action) => Weight,
  alone = true,
): Arranged<Action> {
  const main = actions.filter((action) => weightOf(action) === "main").slice(0, 1);
  const others = actions.filter((action) => !main.includes(action));
  const plain = others.filter((action) => weightOf(action) !== "danger");
  const beside = (alone && main.length === 0 && plain.length === 0 ? others : plain).slice(0, BESIDE);
  const buttons = [...main, ...beside];
  return { buttons, more: others.filter((action) => !beside.includes(action)) };
}
