import type { Me } from "../data/database.ts";
import { Refusal } from "../ground/errors.ts";
import { type AnyCommand, isPermitted } from "./registry.ts";

/** The refusal for somebody who may not use the command at all; null for everyone else. The database decides again when it runs. */
export function permissionRefusal(command: Pick<AnyCommand, "open" | "permission">, me: Me): Refusal | null {
  if (command.open || isPermitted(command, me)) return null;
  if (me.user_id === null) return new Refusal("not_linked", 403);
  const [action] = [command.permission ?? []].flat();
  return new Refusal("forbidden", 403, { details: { action } });
}
