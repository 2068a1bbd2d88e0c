import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { verb } from "../data/database.ts";
import { UserError } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";

const NONE = w("「{value}」不是有效的手机号。", "“{value}” isn't a valid mobile number.");

/** What was typed is no number. A chat platform keeps what the bot writes, so it is masked, although its typist reads it. */
export const notPhone = ({ locale }: Context, typed: string): UserError =>
  new UserError(fillPlaces(say(NONE, locale), { value: maskPhone(typed) }));

/** The rows about a number, masked; `more`: there are others. */
export interface Found<Row> {
  readonly number: string;
  readonly rows: readonly Row[];
  readonly more: boolean;
}

/**
 * The rows of a kind (`delivery`, `opt_out`, `number_reject`, `reply`) that are about a typed number, in any usual form. Each call
 * counts as a search (IAM-6).
 * @throws UserError for what is no number, Refusal
 */
export function findByNumber<Row>(context: Context, resource: string, typed: string): Promise<Found<Row>> {
  const number = phoneOrNull(typed);
  if (number === null) throw notPhone(context, typed);
  return verb<Found<Row>>(context.session, "find_recipient", { resource, number });
}
