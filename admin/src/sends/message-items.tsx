import { columnsText } from "@tidings/shared/numbers/columns.ts";
import type { DescriptionItem } from "../ui/descriptions.tsx";
import { ProofLink } from "../ui/proof-link.tsx";
import { type Translate, useTranslations } from "../ui/words.ts";
import { words } from "./message-words.ts";
import type { SendCard } from "./row.ts";

/** What a send's message is filled from, on what ground it goes out, and what it is billed as. */
export function useMessageItems(send: SendCard): DescriptionItem[] {
  const t = useTranslations(words);
  const columns = columnsText(send.columns);
  return [
    ...(columns === "" ? [] : [{ key: "columns", label: t("columns_used"), value: columns }]),
    ...(send.left_out === 0 ? [] : [{ key: "left_out", label: t("left_out"), value: leftOutText(send, t) }]),
    ...(send.consent === null
      ? []
      : [{ key: "consent", label: t("consent_short"), value: <Consent send={send} /> }]),
    { key: "segments", label: t("segments"), value: segmentsText(send, t) },
  ];
}

function Consent({ send: { consent, consent_path, consent_name } }: { send: SendCard }) {
  return (
    <>
      {consent}
      {consent_path && consent_name && <ProofLink kind="consent" path={consent_path} name={consent_name} />}
    </>
  );
}

function leftOutText({ left_out, left_out_lines }: SendCard, t: Translate<"left_out_lines">): string {
  const lines = left_out_lines.join("、");
  return t("left_out_lines", {
    count: left_out,
    lines: left_out > left_out_lines.length ? `${lines} …` : lines,
  });
}

/** Before the hand-off all that would go, then all that went. */
function segmentsText(send: SendCard, t: Translate<"segments_planned" | "segments_handed">): string {
  return send.started_at === null
    ? t("segments_planned", { each: send.segments, total: send.segments * send.accepted })
    : t("segments_handed", { each: send.segments, total: send.segments_handed });
}
