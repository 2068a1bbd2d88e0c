import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { UserError } from "../../ground/errors.ts";
import type { Context } from "../../registry/registry.ts";
import { findOne } from "../find.ts";
import { findLink, isAddress } from "./link.ts";

/** Finds resolve tasks as they are typed: by name, number, id or address. */

const SAYS = {
  one: w(
    "「{text}」只是任务「{task}」中的一条短链，而此操作针对整个任务：请输入任务名称或批次号。",
    "“{text}” is one short link of the task “{task}”, but this action is for a whole task. Enter the task's name or batch number.",
  ),
  send: w(
    "「{text}」是发送任务「{send}」的短链，不属于解析任务。",
    "“{text}” is a short link of the send “{send}”, not of a link task.",
  ),
} as const satisfies Record<string, Words>;

/** The zod type of an option that names a task or a link. */
export const linkText = () => z.string().trim().min(1).max(300);

/**
 * The resolve task that `typed` names: as `findOne` finds it, or by the address of a group link. The address of one of
 * many links does not stand for the task.
 * @throws UserError when there is none, or several match
 */
export async function findTask(
  context: Context,
  typed: string,
  { prefer = [], whole }: { readonly prefer?: readonly string[]; readonly whole?: boolean | undefined } = {},
): Promise<string> {
  if (!isAddress(typed)) return (await findOne(context, typed, ["resolve_task"], prefer, whole)).id;
  const found = await findLink(context, typed);
  if (found.resource === "resolve_task") return found.id;
  const [words, places] =
    found.resource === "link"
      ? [SAYS.one, { task: found.row.task_name }]
      : [SAYS.send, { send: found.row.send_name }];
  throw new UserError(fillPlaces(say(words, context.locale), { text: found.row.address, ...places }));
}
