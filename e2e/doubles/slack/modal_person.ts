import { type Dict, dict, dicts, isDict, text } from "../ground/json.ts";
import type { Ack, Delivery } from "./delivery.ts";
import { fileJson } from "./file_json.ts";
import { formValues, type InputValue, namesOfField } from "./inputs.ts";
import { closedPayload, submissionPayload } from "./payloads.ts";
import { suggested, withOffers } from "./suggestions.ts";
import { checkView, pushView, setView, stackOf, ViewRefusal } from "./views.ts";
import type { Person, SlackFile, View, Workspace } from "./workspace.ts";

/**
 * What became of a form: `closed`, back with `errors` (by block_id), showing another `view`, or in `trouble`
 * because the app did not answer in time or not rightly.
 */
export type SubmissionResult = {
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
  given: Record<string, InputValue | SlackFile>,
): Promise<SubmissionResult> {
  const view = stackOf(workspace, person.id).at(-1);
  if (!view) throw new Error(`${person.name} has no modal open`);
  const filled = withFiles(workspace, given);
  const blocks = await withOffers(workspace, delivery, person, view, filled);
  const values = formValues(blocks, filled);
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

/** Picked files as Slack's form has them. */
function withFiles(
  workspace: Workspace,
  given: Record<string, InputValue | SlackFile>,
): Record<string, InputValue> {
  const entries = Object.entries(given).map(([name, value]): [string, InputValue] => {
    const picked = typeof value === "object" && "bytes" in value;
    return [name, picked ? { files: [fileJson(workspace, value)] } : value];
  });
  return Object.fromEntries(entries);
}

type Followed = Pick<SubmissionResult, "closed" | "errors" | "view">;

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

/** The words an app offers in an external menu of the modal on top. @throws when there is no such menu */
export async function offers(
  workspace: Workspace,
  delivery: Delivery,
  person: Person,
  field: string,
  typed: string,
): Promise<string[]> {
  const view = stackOf(workspace, person.id).at(-1);
  if (!view) throw new Error(`${person.name} has no modal open`);
  const blocks = dicts(view.view.blocks);
  const block = blocks.find((each) => namesOfField(each, dict(each.element)).includes(field));
  if (dict(block?.element).type !== "external_select") throw new Error(`There is no external menu ${field}`);
  const found = await suggested(workspace, delivery, person, view, dict(block), dict(block?.element), typed);
  return found.map((each) => text(dict(each.text).text));
}
