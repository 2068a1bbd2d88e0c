import {
  cronOf,
  RHYTHM_KINDS,
  type Rhythm,
  WEEKDAYS,
  weekdayText,
} from "@tidings/shared/sends/rhythm_words.ts";
import { Checkbox, Input, Radio, Select, TimePicker } from "antd";
import { Moment } from "../ui/date.tsx";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { clock, dayjs } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { comingTimes } from "./form.ts";
import type { StepProps } from "./step.ts";

const RHYTHM_PROBLEMS = ["rhythm_empty", "rhythm_wrong", "rhythm_often", "rhythm_outside"] as const;
const SHOWN_TIMES = 5;

/** The schedule of a recurring send, its end, and the next occurrences. */
export function RhythmField(props: Omit<StepProps, "proof" | "edited">) {
  const { form, change, problems } = props;
  const t = useTranslations(words);
  const { zone, window } = useEnterprise();
  const problem = RHYTHM_PROBLEMS.find((one) => problems.includes(one));
  const set = (next: Partial<Rhythm>) => change({ rhythm: { ...form.rhythm, ...next } });
  return (
    <>
      <FormField label={t("rhythm")} required wrong={problem && t(problem, window)}>
        <Radio.Group
          value={form.rhythm.kind}
          onChange={({ target: { value: kind } }) =>
            set({
              kind,
              own: kind === "own" && form.rhythm.kind !== "own" ? cronOf(form.rhythm) : form.rhythm.own,
            })
          }
          options={RHYTHM_KINDS.map((kind) => ({ value: kind, label: t(`rhythm_${kind}`) }))}
        />
      </FormField>
      <Parts rhythm={form.rhythm} set={set} />
      <NextTimes form={form} />
      <FormField
        label={t("until")}
        htmlFor="send-until"
        hint={t("until_hint")}
        wrong={problems.includes("until_early") ? t("until_early") : undefined}
      >
        <Moment
          id="send-until"
          minuteStep={5}
          showNow={false}
          value={form.repeatUntil}
          disabledDate={(day) => day.isBefore(dayjs(clock(new Date().toISOString(), zone)), "day")}
          change={(repeatUntil) => change({ repeatUntil })}
        />
      </FormField>
    </>
  );
}

function Parts({ rhythm, set }: { rhythm: Rhythm; set: (next: Partial<Rhythm>) => void }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { zone } = useEnterprise();
  if (rhythm.kind === "own") {
    return (
      <FormField label={t("rhythm_cron")} htmlFor="send-cron" required hint={t("rhythm_cron_hint")}>
        <Input
          id="send-cron"
          className="mono short"
          maxLength={60}
          value={rhythm.own}
          onChange={(event) => set({ own: event.target.value })}
        />
      </FormField>
    );
  }
  return (
    <>
      {rhythm.kind === "week" && (
        <FormField label={t("rhythm_weekdays")} required>
          <Checkbox.Group
            value={[...rhythm.weekdays]}
            onChange={(weekdays) => set({ weekdays: weekdays.map(Number) })}
            options={WEEKDAYS.map((day) => ({ value: day, label: weekdayText(day, locale) }))}
          />
        </FormField>
      )}
      {rhythm.kind === "month" && (
        <FormField label={t("rhythm_days")} htmlFor="send-days" required hint={t("rhythm_days_hint")}>
          <Select
            id="send-days"
            mode="multiple"
            value={[...rhythm.days]}
            onChange={(days) => set({ days })}
            options={Array.from({ length: 31 }, (_, index) => ({
              value: index + 1,
              label: String(index + 1),
            }))}
          />
        </FormField>
      )}
      <FormField label={t("rhythm_at")} htmlFor="send-rhythm-at" required hint={t("at_zone", { zone })}>
        <TimePicker
          id="send-rhythm-at"
          format="HH:mm"
          minuteStep={5}
          allowClear={false}
          showNow={false}
          needConfirm={false}
          value={dayjs(rhythm.at, "HH:mm")}
          onChange={(at) => at && set({ at: at.format("HH:mm") })}
        />
      </FormField>
    </>
  );
}

function NextTimes({ form }: Pick<StepProps, "form">) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const times = comingTimes(cronOf(form.rhythm), form.repeatUntil, zone, new Date(), SHOWN_TIMES);
  return (
    <FormField label={t("rhythm_next")}>
      {times.length === 0 ? (
        <span className="faint">{t("rhythm_none")}</span>
      ) : (
        <ol className="coming" data-testid="next-times">
          {times.map((at) => (
            <li key={at.getTime()}>{clock(at.toISOString(), zone)}</li>
          ))}
        </ol>
      )}
    </FormField>
  );
}
