import { TRIAL_SIZES, trialBarOf } from "@tidings/shared/sends/trial.ts";
import { SEND_TIMING_WORDS } from "@tidings/shared/sends/words.ts";
import { Alert, InputNumber, Radio, Select } from "antd";
import { Moment } from "../ui/date.tsx";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { clock, dayjs } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { startOf, trialMost, trialProblem, trialSizeOf } from "./form.ts";
import { RhythmField } from "./rhythm-field.tsx";
import type { StepProps } from "./step.ts";

/** Step 3: timing (marketing only inside its window), trial, and validity of the links. */
export function TimingStep({ form, change, choices, problems, edited }: StepProps) {
  const t = useTranslations(words);
  const { zone, window } = useEnterprise();
  const bar = trialBarOf(useMe(), form.kind);
  const { count } = choices.facts;
  const time = (["time_missing", "time_past", "time_outside"] as const).find((one) => problems.includes(one));
  const most = trialMost(count);
  const sizeProblem = trialProblem(form, { count });
  return (
    <div>
      <Window form={form} choices={choices} />
      <FormField label={t("timing")} required>
        <Radio.Group
          value={form.timing}
          onChange={(event) => change({ timing: event.target.value })}
          options={(["immediate", "scheduled", "recurring"] as const).map((timing) => ({
            // BSN-2: a resend goes once.
            disabled: timing === "recurring" && edited?.origin === "resend",
            value: timing,
            label: t(SEND_TIMING_WORDS[timing]),
          }))}
        />
      </FormField>
      {form.timing === "scheduled" && (
        <FormField
          label={t("at")}
          htmlFor="send-at"
          required
          hint={t("at_zone", { zone })}
          wrong={time && t(time, window)}
        >
          <Moment
            id="send-at"
            minuteStep={5}
            showNow={false}
            value={form.scheduledAt}
            disabledDate={(day) => day.isBefore(dayjs(clock(new Date().toISOString(), zone)), "day")}
            disabledTime={() => ({
              disabledHours: () => (choices.facts.isMarketing ? hoursOutside(window) : []),
            })}
            change={(scheduledAt) => change({ scheduledAt })}
          />
        </FormField>
      )}
      {form.timing === "recurring" && (
        <RhythmField form={form} change={change} choices={choices} problems={problems} />
      )}
      <FormField label={t("trial")} hint={t(bar ?? "trial_hint")}>
        <Radio.Group
          value={form.trial}
          onChange={(event) => change({ trial: event.target.value, trialSize: trialSizeOf(form, count) })}
          options={[
            { value: false, label: t("no"), disabled: bar === "trial_only" },
            { value: true, label: t("yes"), disabled: bar === "whole_only" },
          ]}
        />
      </FormField>
      {form.trial && (
        <FormField
          label={t("trial_size")}
          htmlFor="send-trial-size"
          required
          hint={most >= TRIAL_SIZES.min && t("trial_bounds", { most })}
          wrong={sizeProblem && t(sizeProblem, { count, most })}
        >
          <InputNumber
            id="send-trial-size"
            precision={0}
            value={form.trialSize}
            onChange={(trialSize) => change({ trialSize: trialSize ?? 0 })}
          />
        </FormField>
      )}
      {form.kind === "aim" && (
        <FormField label={t("validity")} htmlFor="send-validity" hint={t("validity_hint")}>
          <Select
            id="send-validity"
            className="short"
            value={form.validityDays}
            onChange={(validityDays) => change({ validityDays })}
            options={[1, 2, 3, 4, 5, 6, 7].map((days) => ({
              value: days,
              label: t("days", { count: days }),
            }))}
          />
        </FormField>
      )}
    </div>
  );
}

/** Why a send is restricted to the marketing window, and what that means now. */
function Window({ form, choices }: Pick<StepProps, "form" | "choices">) {
  const t = useTranslations(words);
  const { zone, window } = useEnterprise();
  if (!choices.facts.isMarketing) return null;
  const why =
    form.kind === "basic"
      ? "why_basic"
      : choices.signature?.kind === "promotion"
        ? "why_signature"
        : "why_template";
  const now = new Date();
  const start = startOf({ ...form, timing: "immediate" }, true, { zone, ...window }, now);
  const waits = form.timing === "immediate" && start > now;
  return (
    <Alert
      className="window-note"
      type={waits ? "warning" : "info"}
      showIcon
      message={t("window", { why: t(why), ...window })}
      description={waits ? t("window_wait", { at: clock(start.toISOString(), zone) }) : undefined}
    />
  );
}

/** Hours of the day completely outside the window. */
function hoursOutside({ from, to }: { from: string; to: string }): number[] {
  const opens = Number(from.slice(0, 2));
  const closes = Number(to.slice(0, 2)) + (to.slice(3, 5) === "00" ? 0 : 1);
  return Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hour < opens || hour >= closes);
}
