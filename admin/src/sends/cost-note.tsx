import { Alert } from "antd";
import { useAmount } from "../ui/amount.ts";
import { useTranslations } from "../ui/words.ts";
import type { SendCard } from "./row.ts";
import { words } from "./stops-words.ts";

/** Warns before approval of what exceeds the packages (PKG-2). */
export function CostNote({ send }: { send: Pick<SendCard, "cost" | "timing"> }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { cost } = send;
  if (cost === null || cost.pay_as_you_go === 0) return null;
  const places = {
    units: amount(cost.units),
    packages: amount(cost.packages),
    beyond: amount(cost.pay_as_you_go),
  };
  const text = !cost.allowed
    ? "cost_short"
    : send.timing === "recurring"
      ? "cost_beyond_each"
      : "cost_beyond";
  return (
    <Alert
      type={cost.allowed ? "warning" : "error"}
      showIcon
      message={t(text, places)}
      data-testid="send-cost"
    />
  );
}
