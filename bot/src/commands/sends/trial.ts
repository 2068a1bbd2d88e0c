import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { trialBarOf } from "@tidings/shared/sends/trial.ts";
import type { MessageKind } from "@tidings/shared/sends/words.ts";
import { UserError } from "../../ground/errors.ts";
import type { Context } from "../../registry/registry.ts";

/** Whether a send begins with a trial: as is typed, as it is, and as one's policies allow (IAM-2). */

const SAYS = {
  noSize: w(
    "不试发时不能填写试发数量。请启用 trial，或去掉 trial_size。",
    "A trial size needs a trial. Set trial to yes, or leave out trial_size.",
  ),
  trial_only: w(
    "根据您的策略，发送任务必须先试发。请将“先试发”（trial）设为“是”。",
    "Your policies require a trial before each send. Set trial to yes.",
  ),
  whole_only: w(
    "根据您的策略，发送任务不能先试发。请将“先试发”（trial）设为“否”，并去掉 trial_size。",
    "Your policies don't allow sends with a trial. Set trial to no and leave out trial_size.",
  ),
} as const satisfies Record<string, Words>;

interface Typed {
  readonly trial?: boolean | undefined;
  readonly trial_size?: number | undefined;
}

/** What a form begins with: what it is, or what alone one's policies allow. */
export function trialBegun({ me }: Context, trial: boolean, kind: MessageKind): boolean {
  const bar = trialBarOf(me, kind);
  return bar === null ? trial : bar === "trial_only";
}

/** The trial of a send that is made now. @throws UserError at the option that is wrong */
export function newTrial(context: Context, { trial, trial_size }: Typed, kind: MessageKind): boolean {
  if (trial === false && trial_size !== undefined)
    throw new UserError(say(SAYS.noSize, context.locale), "trial_size");
  const typed = trial ?? (trial_size === undefined ? trialBegun(context, false, kind) : true);
  mustSubmit(context, typed, kind);
  return typed;
}

/** Before anything is uploaded or kept for a send that its author could not submit so. @throws UserError at the option */
export function mustSubmit({ me, locale }: Context, trial: boolean, kind: MessageKind): void {
  const bar = trialBarOf(me, kind);
  if (bar !== null && trial !== (bar === "trial_only")) throw new UserError(say(SAYS[bar], locale), "trial");
}
