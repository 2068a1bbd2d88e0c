import { type Dict, dict, dicts, isDict } from "../ground/json.ts";
import type { Ack, Delivery } from "./delivery.ts";
import { formValues, type Given } from "./inputs.ts";
import { closedPayload, submissionPayload } from "./payloads.ts";
import { checkView, pushView, setView, stackOf, ViewRefusal } from "./views.ts";
import type { Person, View, Workspace } from "./workspace.ts";

/**
 * What became of a form: `closed`, back with `errors` (by block_id), showing another `view`, or in `trouble`
 * because the app did not answer in time or not rightly.
 */
export type Submitted = {
  ack: Ack;
  closed: boolean;
  trouble: boolean;
  errors?: Record<string, string>;
  view?: View;
};

/** Sends the modal on top. @throws when none is open, or Slack's client would not let the form go */
export async function submit(
  workspace: Workspace,
  delivery: Delivery,
  person: Person,
  given: Record<string, Given>,
): Promise<Submitted> {
  const view = stackOf(workspace, person.id).at(-1);
  if (!view) throw new Error(`${person.name} has no modal open`);
  const values = formValues(dicts(view.view.blocks), given);
  const ack = await delivery.send("interactive", submissionPayload(workspace, person, view, values));
  if (ack.how !== "in time") return { ack, closed: false, trouble: true };
  try {
    return { ack, trouble: false, ...follow(workspace, person, view, dict(ack.body)) };
  } catch (error) {
    if (!(error instanceof ViewRefusal)) throw error;
    workspace.violations.add("response_action", `${error.message} ${error.messages.join("; ")}`);
    return { ack, closed: false, trouble: true };
  }
}

type Followed = Pick<Submitted, "closed" | "errors" | "view">;

function follow(workspace: Workspace, person: Person, view: View, body: Dict): Followed {
  switch (body.response_action) {
    case undefined:
      view.open = false;
      workspace.feed.changed();
      return { closed: true };
    case "clear":
      for (const each of stackOf(workspace, person.id)) each.open = false;
      workspace.feed.changed();
      return { closed: true };
    case "errors":
      return { closed: false, errors: checkErrors(view, body.errors) };
    case "update":
      setView(workspace, view, checkView(body.view));
      return { closed: false, view };
    case "push":
      return { closed: false, view: pushView(workspace, person.id, checkView(body.view)) };
    default:
      throw new ViewRefusal("unknown_response_action", [String(body.response_action)]);
  }
}

/** Errors stand beside input blocks; one for anything else shows nowhere. */
function checkErrors(view: View, errors: unknown): Record<string, string> {
  const inputs = dicts(view.view.blocks).filter((each) => each.type === "input");
  const known = new Set(inputs.map((each) => each.block_id));
  const strange = Object.keys(dict(errors)).filter((key) => !known.has(key));
  if (!isDict(errors) || strange.length > 0) throw new ViewRefusal("errors_beside_inputs", strange);
  return errors as Record<string, string>;
}

/** Closes the modal on top; the app hears of it where it asked to. */
export async function closeModal(workspace: Workspace, delivery: Delivery, person: Person): Promise<void> {
  const view = stackOf(workspace, person.id).at(-1);
  if (!view) throw new Error(`${person.name} has no modal open`);
  const payload = closedPayload(workspace, person, view, false);
  view.open = false;
  workspace.feed.changed();
  if (view.view.notify_on_close === true) await delivery.send("interactive", payload);
}
