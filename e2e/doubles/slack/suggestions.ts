import { type Dict, dict, dicts, lengthOf, text } from "../ground/json.ts";
import type { Delivery } from "./delivery.ts";
import { suggestedOptions } from "./elements.ts";
import { type InputValue, namesOfField, optionsOf } from "./inputs.ts";
import { suggestionPayload } from "./payloads.ts";
import type { Message, Person, View, Workspace } from "./workspace.ts";

/** Slack asks for three characters unless the menu says otherwise. */
const MIN_QUERY = 3;

/**
 * What the app offers in an external menu for what is typed so far.
 * @throws when too little is typed; wrong or late answers are written down and offer nothing
 */
export async function suggested(
  workspace: Workspace,
  delivery: Delivery,
  person: Person,
  target: Message | View,
  block: Dict,
  element: Dict,
  typed: string,
): Promise<Dict[]> {
  const least = Number(element.min_query_length ?? MIN_QUERY);
  if (lengthOf(typed) < least) throw new Error(`The menu asks for ${least} characters`);
  const payload = suggestionPayload(workspace, person, target, block, element, typed);
  const ack = await delivery.send("interactive", payload);
  if (ack.how !== "in time") return [];
  const body = dict(ack.body);
  const problems: string[] = [];
  suggestedOptions(body, "", problems);
  if (problems.length > 0) workspace.violations.add("block_suggestion", problems.join("; "));
  return problems.length > 0 ? [] : optionsOf(body);
}

/** The form's blocks, with the options that the app offers for what the person picks in external menus. */
export async function withOffers(
  workspace: Workspace,
  delivery: Delivery,
  person: Person,
  view: View,
  given: Record<string, InputValue>,
): Promise<Dict[]> {
  const blocks = structuredClone(dicts(view.view.blocks));
  for (const block of blocks) {
    const element = dict(block.element);
    const name = namesOfField(block, element).find((each) => each in given);
    const typed = name === undefined ? "" : text(given[name]);
    if (element.type !== "external_select" || typed === "") continue;
    element.options = await suggested(workspace, delivery, person, view, block, element, typed);
  }
  return blocks;
}
