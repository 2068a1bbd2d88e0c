import { percent } from "@tidings/shared/ground/figures.ts";
import { NETWORK } from "@tidings/shared/numbers/networks.ts";
import { NETWORK_WORDS } from "@tidings/shared/numbers/words.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { hasNetworkReport, type NetworkPart } from "@tidings/shared/sends/networks.ts";
import { SIGNATURE_REPORT_WORDS } from "@tidings/shared/sms/words.ts";
import { Card, Tag } from "antd";
import { useAmount } from "../ui/amount.ts";
import { ScrollTable } from "../ui/scroll-table.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./network-words.ts";

/** A send by network (NET-1): the forecast by prefix, beside it what became of it there. */
export function NetworkCard({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const parts = send.networks ?? [];
  if (parts.length === 0) return null;
  const came = hasNetworkReport(send);
  const whole = parts.reduce((sum, { numbers }) => sum + numbers, 0);
  const column = (key: string, title: string, render: (part: NetworkPart) => React.ReactNode) => ({
    key,
    title,
    render: (_: unknown, part: NetworkPart) => render(part),
  });
  return (
    <Card title={t("title")} extra={<span className="faint">{t("note")}</span>} data-testid="send-networks">
      <ScrollTable<NetworkPart>
        aria-label={t("title")}
        size="small"
        pagination={false}
        rowKey="network"
        dataSource={[...parts]}
        columns={[
          column("network", t(NETWORK), ({ network, link_risk }) => (
            <>
              {t(NETWORK_WORDS[network])} {link_risk && <Tag color="warning">{t("risk")}</Tag>}
            </>
          )),
          column("numbers", t("numbers"), ({ numbers }) => `${amount(numbers)} · ${percent(numbers, whole)}`),
          ...(came
            ? [
                column("submitted", t("submitted"), ({ submitted }) => amount(submitted)),
                column(
                  "delivered",
                  t("delivered"),
                  ({ delivered, submitted }) => `${amount(delivered)} · ${percent(delivered, submitted)}`,
                ),
                column(
                  "failed",
                  t("failed"),
                  ({ failed, submitted }) => `${amount(failed)} · ${percent(failed, submitted)}`,
                ),
                column("told", t("told"), ({ told, submitted }) => percent(told, submitted)),
              ]
            : []),
          column("signature", t("signature"), ({ signature }) =>
            signature === null ? "—" : <StateTag of={SIGNATURE_REPORT_WORDS} state={signature} />,
          ),
        ]}
      />
    </Card>
  );
}
