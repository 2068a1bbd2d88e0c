import type { SendCard } from "@tidings/shared/sends/card.ts";
import { Approvals } from "./approvals.tsx";
import { Deliveries } from "./deliveries.tsx";
import { NetworkCard } from "./network-card.tsx";
import { Occurrences } from "./occurrences.tsx";
import { TallyCard } from "./tally-card.tsx";
import { TrialCard } from "./trial-card.tsx";

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
      {!plan && <Deliveries send={row} />}
    </>
  );
}
