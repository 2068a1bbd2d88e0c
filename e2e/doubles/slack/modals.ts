import { text } from "../ground/json.ts";
import type { Method } from "./chat.ts";
import { jsonArg } from "./content.ts";
import { ApiRefusal } from "./refusal.ts";
import {
  checkHome,
  checkView,
  openView,
  pushView,
  setHome,
  setView,
  spendTrigger,
  ViewRefusal,
  viewJson,
} from "./views.ts";
import type { Workspace } from "./workspace.ts";

/** Turns the refusal of a view into an answer of the API. */
function answering<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ViewRefusal)) throw error;
    throw new ApiRefusal(error.message, { response_metadata: { messages: error.messages } });
  }
}

function heldView(workspace: Workspace, args: { view_id?: unknown; external_id?: unknown }) {
  const external = text(args.external_id);
  const byId = workspace.views.get(text(args.view_id));
  const byName = [...workspace.views.values()].find((each) => external && each.view.external_id === external);
  const held = byId ?? byName;
  if (!held?.open) throw new ApiRefusal("not_found");
  return held;
}

export const MODALS: Record<string, Method> = {
  "views.open"(workspace, args) {
    return answering(() => {
      const view = checkView(jsonArg(args.view, "invalid_arguments"));
      const { user } = spendTrigger(workspace, args.trigger_id);
      return { view: viewJson(workspace, openView(workspace, user, view)) };
    });
  },

  "views.push"(workspace, args) {
    return answering(() => {
      const view = checkView(jsonArg(args.view, "invalid_arguments"));
      const trigger = spendTrigger(workspace, args.trigger_id);
      if (!trigger.fromView) throw new ViewRefusal("invalid_trigger_id");
      return { view: viewJson(workspace, pushView(workspace, trigger.user, view)) };
    });
  },

  "views.publish"(workspace, args) {
    return answering(() => {
      const view = checkHome(jsonArg(args.view, "invalid_arguments"));
      const user = text(args.user_id);
      if (!workspace.people.has(user)) throw new ViewRefusal("user_not_found");
      return { view: viewJson(workspace, setHome(workspace, user, view)) };
    });
  },

  "views.update"(workspace, args) {
    return answering(() => {
      const view = checkView(jsonArg(args.view, "invalid_arguments"));
      const held = heldView(workspace, args);
      if (args.hash !== undefined && args.hash !== held.hash) throw new ViewRefusal("hash_conflict");
      setView(workspace, held, view);
      return { view: viewJson(workspace, held) };
    });
  },
};
