import { CARRIER_NAMES } from "@tidings/shared/channels/words.ts";
import { segmentsOf } from "@tidings/shared/ground/segments.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import { cronOf, rhythmWords } from "@tidings/shared/sends/rhythm_words.ts";
import { Alert } from "antd";
import { useRows } from "../ui/data.ts";
import { useEnterprise, useMay } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words as basicWords } from "./basic-words.ts";
import { CostPreview } from "./cost-note.tsx";
import { words } from "./create-words.ts";
import { EditChanges } from "./edit-changes.tsx";
import { words as editing } from "./edit-words.ts";
import { voidsOf } from "./edited.ts";
import { startOf } from "./form.ts";
import { words as message } from "./message-words.ts";
import type { StepProps } from "./step.ts";
import { wholeText } from "./use-choices.ts";

interface SummaryProps extends Pick<StepProps, "form" | "choices" | "edited"> {
  /** The fields that the enterprise has added to sends. */
  readonly definitions: readonly OwnField[];
}

/** Step 4: a summary of what will happen, to confirm. */
export function SummaryStep({ form, choices, edited, definitions }: SummaryProps) {
  const tEdit = useTranslations(editing);
  const voids = edited === null ? "nothing" : voidsOf(edited);
  const lines = useLines({ form, choices });
  const t = useTranslations(words);
  return (
    <section className="summary" data-testid="send-summary">
      <h2>{form.name}</h2>
      {edited && <EditChanges edited={edited} form={form} choices={choices} definitions={definitions} />}
      <b>{t("will")}</b>
      <ol>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <div className="stack">
        <CostPreview
          numbers={Math.max(0, choices.facts.count - choices.optedOut)}
          segments={segmentsOf(wholeText(choices) ?? "")}
          each={form.timing === "recurring"}
          kind={form.kind}
          {...(form.kind === "basic" && choices.file
            ? { networks: choices.file.networks as Readonly<Record<string, number>> }
            : {})}
        />
        {choices.optedOut > 0 && (
          <Alert
            type="info"
            showIcon
            message={t("opted_out", { count: choices.optedOut, signature: choices.signedBy ?? "" })}
            data-testid="opted-out"
          />
        )}
        {voids !== "nothing" && (
          <Alert type="warning" showIcon message={tEdit(`note_${voids}`)} data-testid="voids" />
        )}
        <Alert type="info" showIcon message={t("will_who")} />
      </div>
    </section>
  );
}

function useLines({ form, choices }: Pick<StepProps, "form" | "choices">): string[] {
  const t = useTranslations(words);
  const tMessage = useTranslations(message);
  const { zone, window } = useEnterprise();
  const tBasic = useTranslations(basicWords);
  const visible = useMay()("KooMessage:quota:list");
  const balances = useRows<RowOf<"quota_balances">>("quota_balances", {
    enabled: visible,
    filters: [{ field: "kind", operator: "eq", value: "aim_resolution" }],
  });
  const { count, isMarketing } = choices.facts;
  const available = Number(balances.rows[0]?.available ?? 0);
  const now = new Date();
  const start = startOf(form, isMarketing, { zone, ...window }, now);
  const each = segmentsOf(wholeText(choices) ?? "");
  const trial = form.trialSize;
  return [
    ...(choices.gaps.length > 0 ? [tMessage("will_gaps", { names: choices.gaps.join("、") })] : []),
    t("will_numbers", { count, signature: choices.signedBy }),
    form.timing === "recurring"
      ? t("will_recur", { rhythm: t(rhythmWords(cronOf(form.rhythm))), at: clock(start.toISOString(), zone) })
      : start > now
        ? t("will_at", { at: clock(start.toISOString(), zone) })
        : t("will_now"),
    form.trial ? t("will_trial", { size: trial, rest: count - trial }) : t("will_no_trial"),
    ...(form.kind === "basic" && choices.parameters.length > 0 ? [tBasic(`will_${form.sendType}`)] : []),
    ...(form.kind === "basic"
      ? [tBasic(form.timing === "recurring" ? "will_units_each" : "will_units", { count })]
      : []),
    ...(choices.channel && form.kind !== "basic"
      ? [t("will_channel", { name: t(knownWords(CARRIER_NAMES, choices.channel.name)) })]
      : []),
    ...(form.kind === "aim" ? [t("will_links", { days: form.validityDays })] : []),
    ...(isMarketing ? [tMessage("will_consent", { ground: form.consent.trim() })] : []),
    ...(form.kind === "aim"
      ? [t(form.timing === "recurring" ? "will_units_each" : "will_units", { count })]
      : []),
    ...(form.kind === "basic"
      ? []
      : [
          tMessage(form.kind === "aim" ? "will_segments" : "will_segments_text", {
            each,
            total: each * count,
          }),
        ]),
    ...(form.kind !== "aim" || !visible || balances.loading
      ? []
      : [
          available >= count
            ? t("will_quota", { available, left: available - count })
            : t("will_payg", { available, extra: count - available }),
        ]),
  ];
}
