import { say, type Words } from "@tidings/shared/ground/locale.ts";
import type { Action, Answer } from "../ground/answer.ts";
import { type Context, isChat } from "../registry/registry.ts";

interface Asked {
  /** What it does. */
  readonly text: string;
  /** What one says yes to. */
  readonly sure: Words | undefined;
  readonly action: Action;
}

/** What is asked before something is done. A button says yes in chat, `--sure` in the terminal. */
export function askSure({ source, locale }: Context, { text, sure, action }: Asked): Answer {
  if (!isChat(source))
    return { tone: "warn", text: [text, ...(sure ? [`${say(sure, locale)}: --sure`] : [])].join("\n") };
  const input = { ...action.input, sure: true };
  return { tone: "warn", text, ephemeral: true, actions: [{ ...action, input, beside: true }] };
}
