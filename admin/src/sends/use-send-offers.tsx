import type { SendCard } from "@tidings/shared/sends/card.ts";
import { createElement, type ReactNode, useState } from "react";
import type { Offers } from "../ui/resource/slots.ts";
import { ConsentText } from "./consent-fields.tsx";
import { CostNote } from "./cost-note.tsx";
import { NetworkNote } from "./network-note.tsx";
import { TrialText } from "./trial-card.tsx";
import { TwinNote } from "./twin-note.tsx";
import { useLate } from "./use-late.ts";

/** The dialogs of a send with what one has to know, or to say, before one decides. Of a send whose time has passed they say just that. */
export function useSendOffers(send: SendCard, offers: Offers): Offers {
  const late = useLate(send);
  const [consent, setConsent] = useState(send.consent ?? "");
  const marketing = send.is_marketing;
  const above: Readonly<Record<string, ReactNode>> = {
    submit: (
      <>
        <NetworkNote send={send} />
        <CostNote send={send} />
      </>
    ),
    approve: (
      <>
        <TwinNote send={send} />
        <NetworkNote send={send} />
        <CostNote send={send} />
      </>
    ),
    release: <TrialText figures={send.trial_figures} />,
  };
  return Object.fromEntries(
    Object.entries(offers).map(([act, offer]) => {
      const blocked = late !== null && ["submit", "approve", "break_glass"].includes(act);
      const asks = act === "submit" && marketing;
      const parts = [
        above[act],
        <div key="words">{offer.body}</div>,
        asks && <ConsentText key="consent" value={consent} onChange={setConsent} />,
      ];
      const body = blocked ? late : createElement("div", { className: "stack" }, ...parts);
      const args = asks ? { ...offer.args, input: { consent } } : offer.args;
      return [act, { ...offer, args, blocked, body }];
    }),
  );
}
