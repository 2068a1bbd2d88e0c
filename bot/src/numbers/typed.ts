import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { typedPhones } from "@tidings/shared/numbers/typed.ts";
import { UserError } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";

const INVALID = w("「{value}」不是有效的手机号。", "“{value}” isn't a valid mobile number.");

/**
 * Phone numbers as people type them, in their order.
 * @throws UserError that names what is not a number
 */
export function phonesOf(context: Context, typed: string): string[] {
  const { phones, wrong } = typedPhones(typed);
  const [first] = wrong;
  if (first !== undefined)
    throw new UserError(fillPlaces(say(INVALID, context.locale), { value: first.slice(0, 20) }));
  return phones;
}
