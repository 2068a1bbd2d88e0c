import type { Answer } from "../ground/answer.ts";
import { errorAnswer, isUnexpected, Refusal } from "../ground/errors.ts";
import { log } from "../ground/log.ts";
import { permissionRefusal } from "../registry/permission.ts";
import type { AnyCommand } from "../registry/registry.ts";
import { openContext, type Run } from "../registry/run.ts";

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
    const refusal =
      permissionRefusal(command, me) ??
      (command.sudo && !command.open ? new Refusal("sudo_required", 403) : null);
    return refusal && errorAnswer(refusal, locale);
  } catch (error) {
    if (isUnexpected(error)) log.error("chat.permitted", error, { command: command.name });
    return null;
  }
}
