import type { SendCard } from "@tidings/shared/sends/card.ts";
import { Tabs } from "antd";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useTranslations } from "../ui/words.ts";
import { Approvals } from "./approvals.tsx";
import { Deliveries } from "./deliveries.tsx";
import { NetworkCard } from "./network-card.tsx";
import { Occurrences } from "./occurrences.tsx";
import { type Reason, ReasonsCard } from "./reasons-card.tsx";
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
      {!plan && <SentParts send={row} />}
      {plan && <NetworkCard send={row} />}
    </>
  );
}

/** Why numbers got nothing, and below the messages of all numbers, or of those with one reason. */
function SentParts({ send }: { send: SendCard }) {
  const [chosen, choose] = useState<Reason | null>(null);
  return (
    <>
      <ReasonsCard send={send} chosen={chosen} choose={choose} />
      <NetworkCard send={send} />
      <SentRows send={send} chosen={chosen} choose={choose} />
    </>
  );
}

interface SentRowsProps {
  readonly send: SendCard;
  readonly chosen: Reason | null;
  readonly choose: (reason: Reason | null) => void;
}

/** What became of each number, and what people answered (§8.2.2); the address says which of them is shown. */
function SentRows({ send, chosen, choose }: SentRowsProps) {
  const t = useTranslations(words);
  const [address, setAddress] = useSearchParams();
  const rows = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) rows.current?.scrollIntoView({ block: "start" });
  }, [chosen]);
  const shown = address.get("tab") === "replies" && chosen === null ? "replies" : "messages";
  return (
    <div ref={rows}>
      <Tabs
        activeKey={shown}
        onChange={(tab) => {
          choose(null);
          setAddress(tab === "replies" ? { tab } : {}, { replace: true });
        }}
        destroyOnHidden
        items={[
          {
            key: "messages",
            label: t("deliveries"),
            children: <Deliveries send={send} reason={chosen} choose={choose} />,
          },
          { key: "replies", label: t("replies"), children: <Replies send={send} /> },
        ]}
      />
    </div>
  );
}
