import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { useCallback } from "react";
import type { ActionOffer } from "../action-dialog.tsx";
import type { VerbName } from "../rows.ts";
import { useTranslations } from "../words.ts";

/** The database function of an act: `approve_domain`. */
export function verbOf(of: Resource, act: string): VerbName {
  return `${act}_${of.noun}` as VerbName;
}

/** The dialogs of a row's transitions. Those of a switch are drawn by the switch. */
export function useOffers(of: Resource): (row: Row, inList?: boolean) => Record<string, ActionOffer> {
  const t = useTranslations();
  return useCallback(
    (row, inList = false) => {
      const turned = new Set(Object.values(of.fields).flatMap((field) => field.turn ?? []));
      const offered = Object.entries(of.transitions).filter(
        ([act, offer]) => !turned.has(act) && (!inList || offer.inList === true),
      );
      return Object.fromEntries(
        offered.map(([act, { label, question, body, done, tone, reason }]) => [
          act,
          {
            label: t(label),
            title: t(question, row),
            body: t(body, row),
            done: t(done, row),
            tone,
            reason,
          },
        ]),
      );
    },
    [of, t],
  );
}
