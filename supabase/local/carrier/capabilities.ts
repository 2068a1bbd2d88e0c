import type { Control } from "./control.ts";
import { showsCards, vendorOf } from "./decide.ts";
import { refuseTooMany } from "./messages.ts";
import { capabilitiesBody } from "./protocol.ts";
import { parse } from "./refusal.ts";
import { type Arrived, json } from "./request.ts";

/**
 * `POST /v1/capabilities` (carrier.md): which numbers show cards, and of which vendor their phones are.
 * @throws Refusal 400, 413
 */
export function capabilities(control: Control, { body }: Arrived): { results: object[] } {
  const given = json(body);
  refuseTooMany(given, "numbers");
  const { numbers } = parse(capabilitiesBody, given);
  const results = [...new Set(numbers)].flatMap((number) => {
    const supported = showsCards(control, number);
    if (supported === null) return [];
    return [{ number, supported, vendor: supported ? vendorOf(Number(number), "aim") : null }];
  });
  return { results };
}
