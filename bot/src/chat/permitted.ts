import type { Answer } from "../answer.ts";
import { errorAnswer, isUnexpected, Refusal } from "../errors.ts";
import { log } from "../log.ts";
import { type AnyCommand, isPermitted } from "../registry.ts";
import { openContext, type Run } from "../run.ts";

/**
 * The refusal for somebody who may not use the command at all, or not in chat, before a form asks them to fill it in; null for everyone
 * else, also while the database cannot be asked. The database decides again when the command runs.
 */
export async function refusalBefore(
  run: Omit<Run, "command" | "raw">,
  command: AnyCommand,
): Promise<Answer | null> {
  try {
    const { me, locale } = await openContext(run);
    if (command.open) return null;
    if (isPermitted(command, me))
      return command.sudo ? errorAnswer(new Refusal("sudo_required", 403), locale) : null;
    if (me.user_id === null) return errorAnswer(new Refusal("not_linked", 403), locale);
    const [action] = [command.permission ?? []].flat();
    return errorAnswer(new Refusal("forbidden", 403, { details: { action } }), locale);
  } catch (error) {
    if (isUnexpected(error)) log.error("chat.permitted", error, { command: command.name });
    return null;
  }
}
