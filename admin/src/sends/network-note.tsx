import type { SendCard } from "@tidings/shared/sends/card.ts";
import { networkWarnings } from "@tidings/shared/sends/networks.ts";
import { Alert } from "antd";
import { useLocale } from "../ui/words.ts";

/** Links at risk and a signature that is not reported, with how many numbers that concerns (NET-1). */
export function NetworkNote({ send }: { send: Pick<SendCard, "networks" | "state"> }) {
  const locale = useLocale();
  return networkWarnings(send, locale).map((said) => (
    <Alert key={said} type="warning" showIcon message={said} data-testid="send-networks-note" />
  ));
}
