import { fillPlaces, say } from "@tidings/shared/locale.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../registry.ts";

const INVALID = { zh: "「{value}」不是有效的手机号。", en: "“{value}” is not a valid mobile number." };

/**
 * Phone numbers as people type them: separated by commas, semicolons, 、, line ends or spaces, and with spaces inside.
 * @throws UserError that names what is not a number
 */
export function phonesOf(context: Context, typed: string): string[] {
  const pieces = typed.split(/[,，;；、\n]+/).flatMap((piece) => {
    return phoneOrNull(piece) === null ? piece.split(/\s+/) : [piece];
  });
  return pieces
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "")
    .map((piece) => {
      const phone = phoneOrNull(piece);
      if (phone === null)
        throw new UserError(fillPlaces(say(INVALID, context.locale), { value: piece.slice(0, 20) }));
      return phone;
    });
}
