import { daysLeft, resolutionsLeft } from "@tidings/shared/links/limits.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import type { Action } from "../answer.ts";
import { isConfirmation } from "../confirmations.ts";
import type { ResolveTaskCard } from "./link_rows.ts";
import { offered, type Transitions } from "./transitions.ts";
import type { View } from "./view.ts";

/** The buttons of resolve tasks and of single links. */

interface Button {
  readonly command: string;
  readonly words: Words;
  readonly asks?: { readonly option: string; readonly words: Words };
  readonly style?: Action["style"];
}

const REASON = { option: "reason", words: { zh: "原因", en: "Reason" } };

const BUTTONS: Readonly<Record<string, Button>> = {
  add_resolutions: {
    command: "link-add",
    words: { zh: "增加解析次数", en: "Add resolutions" },
    asks: { option: "resolutions", words: { zh: "增加的解析次数", en: "Resolutions to add" } },
  },
  add_validity: {
    command: "link-extend",
    words: { zh: "延长有效期", en: "Add days" },
    asks: { option: "days", words: { zh: "延长的天数", en: "Days to add" } },
  },
  regenerate: { command: "link-regenerate", words: { zh: "重新生成失败的", en: "Make the failed again" } },
  unfreeze: {
    command: "link-unfreeze",
    words: { zh: "解冻", en: "Unfreeze" },
    asks: REASON,
    style: "primary",
  },
  freeze: { command: "link-freeze", words: { zh: "冻结", en: "Freeze" }, asks: REASON, style: "danger" },
  cancel: {
    command: "link-cancel",
    words: { zh: "取消任务", en: "Cancel" },
    style: "danger",
  },
  show: { command: "link-show", words: { zh: "查看", en: "Show" } },
};

/** The button of a transition. Its command finds the task or link by `resource`. */
export function linkAction(view: Pick<View, "locale">, transition: string, resource: string): Action | null {
  const button = BUTTONS[transition];
  if (!button) return null;
  const { command, words, asks, style } = button;
  return {
    command,
    input: { resource },
    label: say(words, view.locale),
    ...(style ? { style } : {}),
    ...(asks ? { asks: { option: asks.option, label: say(asks.words, view.locale) } } : {}),
    ...(isConfirmation(command) ? { confirm: command } : {}),
  };
}

/** Transitions that are allowed but would have no effect on this task. */
function isIdle(row: ResolveTaskCard, transition: string): boolean {
  if (transition === "add_resolutions") return resolutionsLeft(row) < 1;
  if (transition === "add_validity") return daysLeft(row) < 1;
  if (transition === "freeze") return row.frozen_at !== null;
  return transition === "unfreeze" && row.frozen_at === null;
}

/** The buttons of a task: the transitions to offer, in the order above. */
export function taskActions(view: View, row: ResolveTaskCard, transitions: Transitions): Action[] {
  const allowed = offered(view, transitions).map((transition) => transition.verb);
  return Object.keys(BUTTONS)
    .filter((transition) => allowed.includes(transition) && !isIdle(row, transition))
    .map((transition) => linkAction(view, transition, row.id))
    .filter((action) => action !== null);
}

/** The button of one link: unfreeze when it is frozen, else freeze. */
export function singleActions(view: View, resource: string, status: ResolveTaskCard["status"]): Action[] {
  if (!view.shared && !view.permissions.includes("KooMessage:resolveTask:freeze")) return [];
  const action =
    status === "cancelled" ? null : linkAction(view, status === "frozen" ? "unfreeze" : "freeze", resource);
  return action ? [action] : [];
}
