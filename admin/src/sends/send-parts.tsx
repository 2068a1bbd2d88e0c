import type { SendCard } from "@tidings/shared/sends/card.ts";
import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useTranslations } from "../ui/words.ts";
import { Approvals } from "./approvals.tsx";
import { Deliveries } from "./deliveries.tsx";
import { NetworkCard } from "./network-card.tsx";
import { Occurrences } from "./occurrences.tsx";
import { Replies } from "./replies.tsx";
import { TallyCard } from "./tally-card.tsx";
import { TrialCard } from "./trial-card.tsx";
import { words } from "./words.ts";

/** Is it still to be decided whether it goes out? */
export const isOpen = ({ state }: SendCard): boolean => ["draft", "in_review", "rejected"].includes(state);

/** What is asked for and what became of it. A recurring send sends nothing itself; its occurrences have the deliveries. */
export function SendParts({ row }: { row: SendCard }) {
  const plan = row.timing === "recurring";
  if (isOpen(row))
    return (
      <>
        <Approvals send={row} />
        {!plan && <TallyCard send={row} />}
        <NetworkCard send={row} />
      </>
    );
  return (
    <>
      <TrialCard send={row} />
      {plan ? <Occurrences plan={row} /> : <TallyCard send={row} />}
      <NetworkCard send={row} />
      {!plan && <SentRows send={row} />}
    </>
  );
}

/** What became of each number, and what people answered (§8.2.2); the address says which of them is shown. */
function SentRows({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const [address, setAddress] = useSearchParams();
  const shown = address.get("tab") === "replies" ? "replies" : "messages";
  return (
    <Tabs
      activeKey={shown}
      onChange={(tab) => setAddress(tab === "replies" ? { tab } : {}, { replace: true })}
      destroyOnHidden
      items={[
        { key: "messages", label: t("deliveries"), children: <Deliveries send={send} /> },
        { key: "replies", label: t("replies"), children: <Replies send={send} /> },
      ]}
    />
  );
}
