import { type Resource, type Row, textFor, typedOf, verbOf } from "@tidings/shared/resource/define.ts";
import { calledRow, titleText } from "@tidings/shared/resource/text.ts";
import { useCallback } from "react";
import type { ActionOffer } from "../action-dialog.tsx";
import { useZone } from "../me.tsx";
import { useLocale, useTranslations } from "../words.ts";

/** The acts that are offered on a page, or in a list. Those of a switch are drawn by the switch. */
export function offersOf(of: Resource, inList: boolean) {
  const turned = new Set(Object.values(of.fields).flatMap((field) => field.turn ?? []));
  return Object.entries(of.transitions).filter(
    ([act, offer]) => !turned.has(act) && (!inList || offer.inList === true),
  );
}

/** The dialogs of a row's transitions. */
export function useOffers(of: Resource): (row: Row, inList?: boolean) => Record<string, ActionOffer> {
  const t = useTranslations();
  const zone = useZone();
  const locale = useLocale();
  return useCallback(
    (row, inList = false) => {
      const called = calledRow(of, row, { locale, zone });
      return Object.fromEntries(
        offersOf(of, inList).map(([act, offer]) => {
          const { label, question, body, done, tone, reason, inputs, sure, keep, once, atOnce } = offer;
          const said: ActionOffer = {
            label: t(label),
            title: t(question, called),
            body: t(textFor(body, row, zone, called)),
            done: (ended) => t(textFor(done, row, zone, called, ended)),
            tone,
            reason,
            inputs,
            row,
            ...(sure ? { sure: t(sure) } : {}),
            ...(keep ? { keep: t(keep) } : {}),
            typed: typedOf(offer, row, titleText(of, row, { locale, zone })),
            once: once && { key: once.key, label: t(once.label), note: t(once.note) },
            args: { [verbOf(of, act)[1]]: String(row.id) },
            ...(atOnce ? { atOnce } : {}),
          };
          return [act, said];
        }),
      );
    },
    [of, t, zone, locale],
  );
}
