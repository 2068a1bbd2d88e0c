import assert from "node:assert/strict";
import { COMMANDS } from "../commands/list.ts";
import type { Answer } from "../ground/answer.ts";
import type { Looked } from "../registry/looked.ts";
import { findCommand } from "../registry/registry.ts";
import { runCommand } from "../registry/run.ts";
import type { RestDouble } from "./rest_double.ts";

/** The answer of `whoami` for an English-speaking member of the demo enterprise. */
export const whoamiOf = (user_id: string, name: string, permissions: readonly string[] = []) => ({
  user_id,
  name,
  locale: "en",
  notices: ["approved", "rejected", "held", "ended"],
  notices_on: null,
  month_mail: false,
  quiet: null,
  delegate: null,
  enterprise: {
    id: "e1",
    name: "云杉商城",
    time_zone: "Asia/Shanghai",
    operation_protection: false,
  },
  enterprises: [],
  disabled_in: [],
  permissions,
  trial_bar: null,
  basic_trial_bar: null,
  platform_admin: false,
});

/** Runs commands as a person in Slack; with a `looked` of their own, in a terminal. */
export function typist(
  rest: RestDouble,
  chatUser: string,
  looked?: Looked,
): (name: string, raw: Record<string, unknown>) => Promise<Answer> {
  return async (name, raw) => {
    const command = findCommand(COMMANDS, name);
    assert.ok(command, name);
    const session = rest.database.forChat(`slack:T1:${chatUser}`, looked ? "terminal" : "slack");
    const own = looked ? { looked: () => looked } : {};
    return runCommand({ command, raw, session, commands: COMMANDS, localeHint: "en", ...own });
  };
}
