import { useQuery } from "@tanstack/react-query";
import { type Cost, chargesText, costText } from "@tidings/shared/quotas/cost.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import type { MessageKind } from "@tidings/shared/sends/words.ts";
import { Alert } from "antd";
import { useAmount } from "../ui/amount.ts";
import { FailedNote } from "../ui/states.tsx";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./stops-words.ts";

/** What a send costs at most, before it is approved; and then what it did cost (PKG-2). */
export function CostNote({ send }: { send: Pick<SendCard, "cost" | "charged" | "timing" | "kind"> }) {
  const t = useTranslations(words);
  const locale = useLocale();
  if (send.cost !== null)
    return <CostAlert cost={send.cost} each={send.timing === "recurring"} kind={send.kind} />;
  if (send.charged === null) return null;
  const message = t("charged", { text: chargesText(send.charged, locale, send.kind) });
  return <Alert type="info" message={message} data-testid="send-charged" />;
}

interface CostPreviewProps {
  readonly numbers: number;
  /** SMS segments of each message. */
  readonly segments: number;
  /** It recurs: the cost is that of each time. */
  readonly each: boolean;
  readonly kind: MessageKind;
  /** Of the basic edition: how many of the numbers are in which network, as far as it is known. */
  readonly networks?: Readonly<Record<string, number>>;
}

/** What a send would cost at most, before there is one. */
export function CostPreview({ numbers, segments, each, kind, networks }: CostPreviewProps) {
  const { data, error } = useQuery({
    queryKey: ["preview_cost", numbers, segments, kind, networks],
    queryFn: () =>
      callVerb<Cost>("preview_cost", { numbers, segments, kind, ...(networks ? { networks } : {}) }),
    enabled: numbers > 0,
  });
  if (data) return <CostAlert cost={data} each={each} kind={kind} />;
  return <FailedNote failure={error} />;
}

/** The cost in a sentence; more than the packages hold is a warning, and what cannot be approved an error. */
function CostAlert({ cost, each, kind }: { cost: Cost; each: boolean; kind: MessageKind }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  const beyond = amount(cost.pay_as_you_go);
  const warning = !cost.allowed ? "cost_short" : each ? "cost_beyond_each" : "cost_beyond";
  const text = t(each ? "cost_each" : "cost", { text: costText(cost, locale, false, kind) });
  return (
    <Alert
      type={!cost.allowed ? "error" : cost.pay_as_you_go > 0 ? "warning" : "info"}
      showIcon
      message={cost.pay_as_you_go > 0 ? t(warning, { beyond }) : text}
      description={cost.pay_as_you_go > 0 ? text : undefined}
      data-testid="send-cost"
    />
  );
}
