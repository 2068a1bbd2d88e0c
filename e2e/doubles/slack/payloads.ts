import type { Dict } from "../ground/json.ts";
import { dict, text } from "../ground/json.ts";
import { elementsOf } from "./blocks.ts";
import { messageJson } from "./content.ts";
import { LIMITS } from "./limits.ts";
import { nextTs } from "./messages.ts";
import { newResponseUrl } from "./response_url.ts";
import { viewJson } from "./views.ts";
import {
  type Channel,
  type Message,
  newId,
  type Person,
  type Trigger,
  type View,
  type Workspace,
} from "./workspace.ts";

/** The JSON that Slack sends for what a person does. */

export function newTrigger(workspace: Workspace, user: string, fromView?: string): string {
  const id = `${newId("G")}.${newId("G")}`;
  const trigger: Trigger = { user, expired: false, used: false, fromView };
  workspace.triggers.set(id, trigger);
  workspace.clock.after(LIMITS.triggerMs, () => {
    trigger.expired = true;
  });
  return id;
}

function envelope(workspace: Workspace, person: Person, type: string): Dict {
  return {
    type,
    user: { id: person.id, username: person.name, name: person.name, team_id: workspace.team.id },
    api_app_id: workspace.app.id,
    token: "verification",
    team: { id: workspace.team.id, domain: workspace.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function commandPayload(workspace: Workspace, person: Person, channel: Channel, line: string): Dict {
  const [command = "", ...words] = line.trim().split(" ");
  return {
    token: "verification",
    team_id: workspace.team.id,
    team_domain: workspace.team.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.name,
    command,
    text: words.join(" "),
    api_app_id: workspace.app.id,
    is_enterprise_install: "false",
    response_url: newResponseUrl(workspace, person.id, channel.id),
    trigger_id: newTrigger(workspace, person.id),
  };
}

/** A press in a message. Slack does not store ephemeral messages, so it cannot send this one along. */
export function messageActionPayload(
  workspace: Workspace,
  person: Person,
  message: Message,
  action: Dict,
): Dict {
  const channel = workspace.channels.get(message.channel);
  const hidden = message.onlyFor !== undefined;
  return {
    ...envelope(workspace, person, "block_actions"),
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: hidden,
    },
    trigger_id: newTrigger(workspace, person.id),
    channel: { id: message.channel, name: channel?.name },
    ...(hidden ? {} : { message: messageJson(workspace, message) }),
    state: { values: {} },
    response_url: newResponseUrl(workspace, person.id, message.channel, message.ts),
    actions: [{ ...action, action_ts: nextTs(workspace) }],
  };
}

export function viewActionPayload(
  workspace: Workspace,
  person: Person,
  view: View,
  action: Dict,
  values: Dict,
): Dict {
  const shown = viewJson(workspace, view, values);
  return {
    ...envelope(workspace, person, "block_actions"),
    container: { type: "view", view_id: view.id },
    trigger_id: newTrigger(workspace, person.id, view.id),
    view: shown,
    actions: [{ ...action, action_ts: nextTs(workspace) }],
  };
}

export function submissionPayload(workspace: Workspace, person: Person, view: View, values: Dict): Dict {
  return {
    ...envelope(workspace, person, "view_submission"),
    trigger_id: newTrigger(workspace, person.id, view.id),
    view: viewJson(workspace, view, values),
    response_urls: [],
  };
}

/** What is typed into an external menu of a message or a modal. */
export function suggestionPayload(
  workspace: Workspace,
  person: Person,
  target: Message | View,
  block: Dict,
  element: Dict,
  typed: string,
): Dict {
  const place =
    "ts" in target
      ? {
          container: { type: "message", message_ts: target.ts, channel_id: target.channel },
          channel: { id: target.channel, name: workspace.channels.get(target.channel)?.name },
          ...(target.onlyFor === undefined ? { message: messageJson(workspace, target) } : {}),
        }
      : { container: { type: "view", view_id: target.id }, view: viewJson(workspace, target) };
  return {
    ...envelope(workspace, person, "block_suggestion"),
    ...place,
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
  };
}

export function closedPayload(workspace: Workspace, person: Person, view: View, cleared: boolean): Dict {
  return {
    ...envelope(workspace, person, "view_closed"),
    view: viewJson(workspace, view),
    is_cleared: cleared,
  };
}

export function shortcutPayload(
  workspace: Workspace,
  person: Person,
  callbackId: string,
  message?: Message,
): Dict {
  const base = {
    ...envelope(workspace, person, message ? "message_action" : "shortcut"),
    callback_id: callbackId,
    trigger_id: newTrigger(workspace, person.id),
    action_ts: nextTs(workspace),
  };
  if (!message) return base;
  const channel = workspace.channels.get(message.channel);
  return {
    ...base,
    message_ts: message.ts,
    message: messageJson(workspace, message),
    channel: { id: message.channel, name: channel?.name },
    response_url: newResponseUrl(workspace, person.id, message.channel, message.ts),
  };
}

export type Place = { block: Dict; element: Dict };

/** Everything that can be acted on in these blocks whose label, placeholder or action_id is `name`. */
export function placesNamed(blocks: Dict[], name: string): Place[] {
  return actable(blocks).filter(({ element }) => namesOf(element).includes(name));
}

/** Everything that can be acted on in these blocks, in reading order. */
export function actable(blocks: Dict[]): Place[] {
  return blocks
    .filter((block) => block.type !== "context")
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element.type !== "image");
}

export function namesOf(element: Dict): string[] {
  const label = text(dict(element.text).text);
  return [element.action_id, label, dict(element.placeholder).text].map(text).filter(Boolean);
}

/** The `actions[0]` of a press or a choice. */
export function actionOf({ block, element }: Place, chosen: Dict): Dict {
  const { type, action_id, text: label, value, placeholder, style } = element;
  const kept = type === "button" ? { text: label, value, style } : { placeholder };
  return { type, action_id, block_id: block.block_id, ...kept, ...chosen };
}
