import { say } from "@tidings/shared/ground/locale.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import type { Answer } from "../../ground/answer.ts";
import type { AnyCommand } from "../../registry/registry.ts";
import type { SlackContext } from "./context.ts";
import { type FormNote, formView } from "./form.ts";
import { badAnswer } from "./handlers.ts";
import { beforeForm, open } from "./person.ts";

/**
 * Opens the form of a command with what was typed; that of an editing command filled with its row. Answers why it was not
 * opened; null when it was. Nothing was done in either case.
 */
export async function openForm(
  context: SlackContext,
  trigger: string,
  who: ChatPerson,
  command: AnyCommand,
  typed: Readonly<Record<string, unknown>>,
  note: FormNote,
): Promise<Answer | null> {
  const [refusal, filled] = await Promise.all([
    beforeForm(context, who, command),
    context.dispatcher.filled(who, command, typed),
  ]);
  if (refusal) return refusal;
  if (filled.refusal) return filled.refusal;
  const raw: Readonly<Record<string, unknown>> = { ...command.begins, ...filled.raw };
  const kept = (command.edits?.hidden ?? []).filter((name) => raw[name] !== undefined);
  const hidden = Object.fromEntries(kept.map((name) => [name, raw[name]]));
  const view = formView(command, raw, kept.length === 0 ? note : { ...note, hidden });
  return (await open(context, trigger, view)) ? null : badAnswer(say(CHAT_WORDS.noForm, note.locale));
}
