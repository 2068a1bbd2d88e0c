import { type Dict, dict, dicts, isDict, text } from "../ground/json.ts";
import { viewBlockProblems, withIds } from "./blocks.ts";
import { anything, boolean, oneOf, shape, string } from "./checks.ts";
import { textObject } from "./elements.ts";
import { LIMITS } from "./limits.ts";
import { newId, type View, type Workspace } from "./workspace.ts";

/** Why a view is refused; `messages` are what Slack puts into response_metadata. */
export class ViewRefusal extends Error {
  readonly messages: string[];
  constructor(code: string, messages: string[] = []) {
    super(code);
    this.messages = messages;
  }
}

const MODAL = shape(
  { type: oneOf("modal"), title: textObject(LIMITS.view.title, "plain_text"), blocks: anything },
  {
    submit: textObject(LIMITS.view.submit, "plain_text"),
    close: textObject(LIMITS.view.close, "plain_text"),
    private_metadata: string(LIMITS.view.privateMetadata, 0),
    callback_id: string(LIMITS.view.callbackId, 0),
    external_id: string(255, 0),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
);

const HOME = shape(
  { type: oneOf("home"), blocks: anything },
  {
    private_metadata: string(LIMITS.view.privateMetadata, 0),
    callback_id: string(LIMITS.view.callbackId, 0),
    external_id: string(255, 0),
  },
);

/** A home as the app may publish it. @throws ViewRefusal `invalid_arguments` with every reason */
export function checkHome(view: unknown): Dict {
  const problems: string[] = [];
  HOME(view, "/view", problems);
  problems.push(...viewBlockProblems(dict(view).blocks));
  if (problems.length > 0) {
    throw new ViewRefusal(
      "invalid_arguments",
      problems.map((each) => `[ERROR] ${each}`),
    );
  }
  return dict(view);
}

/** Puts a home in the place of what the person saw there. */
export function setHome(workspace: Workspace, user: string, view: Dict): View {
  const id = workspace.homes.get(user)?.id ?? newId("V");
  const held = workspace.homes.get(user) ?? { id, user, root: id, hash: "", view: {}, open: true };
  workspace.homes.set(user, held);
  setView(workspace, held, view);
  return held;
}

/** @throws ViewRefusal `invalid_arguments` with every reason */
export function checkView(view: unknown): Dict {
  const problems: string[] = [];
  MODAL(view, "/view", problems);
  const blocks = dict(view).blocks;
  problems.push(...viewBlockProblems(blocks));
  const asks = dicts(blocks).some((each) => each.type === "input");
  if (asks && !isDict(dict(view).submit)) {
    problems.push("missing required field: submit [json-pointer:/view]");
  }
  if (problems.length > 0) {
    throw new ViewRefusal(
      "invalid_arguments",
      problems.map((each) => `[ERROR] ${each}`),
    );
  }
  return dict(view);
}

/** Uses up a trigger. @throws ViewRefusal when it is unknown, used or older than three seconds */
export function spendTrigger(workspace: Workspace, id: unknown): { user: string; fromView?: string } {
  const trigger = workspace.triggers.get(text(id));
  if (!trigger) throw new ViewRefusal("invalid_trigger_id");
  if (trigger.used) throw refused(workspace, "trigger_once", "exchanged_trigger_id");
  if (trigger.expired) throw refused(workspace, "trigger_within_3s", "expired_trigger_id");
  trigger.used = true;
  return trigger;
}

function refused(workspace: Workspace, rule: string, code: string): ViewRefusal {
  workspace.violations.add(rule, code);
  return new ViewRefusal(code);
}

/** Opens a modal over what the person sees, closing an earlier stack. */
export function openView(workspace: Workspace, user: string, view: Dict): View {
  for (const each of stackOf(workspace, user)) each.open = false;
  return addView(workspace, user, view);
}

/** Puts a modal on the person's stack. @throws ViewRefusal `push_limit_reached` beyond three */
export function pushView(workspace: Workspace, user: string, view: Dict): View {
  const stack = stackOf(workspace, user);
  if (stack.length >= LIMITS.view.stack) throw new ViewRefusal("push_limit_reached");
  return addView(workspace, user, view, stack[0]?.id);
}

function addView(workspace: Workspace, user: string, view: Dict, root?: string): View {
  const id = newId("V");
  const held: View = { id, user, root: root ?? id, hash: "", view: {}, open: true };
  workspace.views.set(id, held);
  setView(workspace, held, view);
  return held;
}

/** Replaces what a modal shows and gives it a new hash. */
export function setView(workspace: Workspace, held: View, view: Dict): void {
  held.view = { ...view, blocks: withIds(dicts(view.blocks)) };
  held.hash = `${Math.floor(workspace.clock.now() / 1000)}.${newId("h")}`;
  workspace.feed.changed();
}

/** The person's open modals, the lowest first. */
export function stackOf(workspace: Workspace, user: string): View[] {
  return [...workspace.views.values()].filter((each) => each.user === user && each.open);
}

/** A view as Slack sends it. */
export function viewJson(workspace: Workspace, held: View, values: Dict = {}): Dict {
  const stack = stackOf(workspace, held.user);
  const above = stack.indexOf(held);
  return {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...held.view,
    id: held.id,
    team_id: workspace.team.id,
    app_id: workspace.app.id,
    bot_id: workspace.app.botId,
    app_installed_team_id: workspace.team.id,
    hash: held.hash,
    root_view_id: held.root,
    previous_view_id: stack[above - 1]?.id ?? null,
    state: { values },
  };
}
