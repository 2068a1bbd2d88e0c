import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { verb } from "../database.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../registry.ts";

const NONE = { zh: "「{value}」不是有效的手机号。", en: "“{value}” is not a valid mobile number." };

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
  // It is typed by the person who reads this, yet a chat platform keeps what the bot writes.
  if (number === null)
    throw new UserError(fillPlaces(say(NONE, context.locale), { value: maskPhone(typed) }));
  return verb<Found<Row>>(context.session, "find_recipient", { resource, number });
}
