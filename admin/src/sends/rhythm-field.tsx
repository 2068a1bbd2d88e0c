import { Checkbox, DatePicker, Input, Radio, Select, TimePicker } from "antd";
import { Labelled } from "../ui/labelled.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { clock, dayjs, instantIn } from "../ui/time.ts";
import { useWords } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { comingTimes } from "./form.ts";
import { cronOf, RHYTHM_KINDS, type Rhythm, WEEKDAYS } from "./rhythm.ts";
import type { StepProps } from "./step.ts";
import { useWeekday } from "./use-rhythm-text.ts";

const RHYTHM_PROBLEMS = ["rhythm_empty", "rhythm_wrong", "rhythm_often", "rhythm_outside"] as const;
const SHOWN_TIMES = 5;

/** How often a recurring send comes, with the next times it will, and until when. */
export function RhythmField(props: StepProps) {
  const { form, change, problems } = props;
  const say = useWords(words);
  const { zone, window } = useEnterprise();
  const problem = RHYTHM_PROBLEMS.find((one) => problems.includes(one));
  const set = (next: Partial<Rhythm>) => change({ rhythm: { ...form.rhythm, ...next } });
  return (
    <>
      <Labelled label={say("rhythm")} required wrong={problem && say(problem, window)}>
        <Radio.Group
          value={form.rhythm.kind}
          onChange={({ target: { value: kind } }) =>
            set({
              kind,
              own: kind === "own" && form.rhythm.kind !== "own" ? cronOf(form.rhythm) : form.rhythm.own,
            })
          }
          options={RHYTHM_KINDS.map((kind) => ({ value: kind, label: say(`rhythm_${kind}`) }))}
        />
      </Labelled>
      <Parts rhythm={form.rhythm} set={set} />
      <NextTimes {...props} />
      <Labelled
        label={say("until")}
        htmlFor="send-until"
        hint={say("until_hint")}
        wrong={problems.includes("until_early") ? say("until_early") : undefined}
      >
        <DatePicker
          id="send-until"
          showTime={{ format: "HH:mm", minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          showNow={false}
          value={form.repeatUntil === null ? null : dayjs(clock(form.repeatUntil, zone))}
          disabledDate={(day) => day.isBefore(dayjs(clock(new Date().toISOString(), zone)), "day")}
          onChange={(picked) =>
            change({ repeatUntil: picked ? instantIn(zone, picked).toISOString() : null })
          }
        />
      </Labelled>
    </>
  );
}

function Parts({ rhythm, set }: { rhythm: Rhythm; set: (next: Partial<Rhythm>) => void }) {
  const say = useWords(words);
  const weekday = useWeekday();
  const { zone } = useEnterprise();
  if (rhythm.kind === "own") {
    return (
      <Labelled label={say("rhythm_cron")} htmlFor="send-cron" required hint={say("rhythm_cron_hint")}>
        <Input
          id="send-cron"
          className="mono short"
          maxLength={60}
          value={rhythm.own}
          onChange={(event) => set({ own: event.target.value })}
        />
      </Labelled>
    );
  }
  return (
    <>
      {rhythm.kind === "week" && (
        <Labelled label={say("rhythm_weekdays")} required>
          <Checkbox.Group
            value={[...rhythm.weekdays]}
            onChange={(weekdays) => set({ weekdays: weekdays.map(Number) })}
            options={WEEKDAYS.map((day) => ({ value: day, label: weekday(day) }))}
          />
        </Labelled>
      )}
      {rhythm.kind === "month" && (
        <Labelled label={say("rhythm_days")} htmlFor="send-days" required hint={say("rhythm_days_hint")}>
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
        </Labelled>
      )}
      <Labelled label={say("rhythm_at")} htmlFor="send-rhythm-at" required hint={say("at_zone", { zone })}>
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
      </Labelled>
    </>
  );
}

function NextTimes({ form }: StepProps) {
  const say = useWords(words);
  const { zone } = useEnterprise();
  const times = comingTimes(cronOf(form.rhythm), form.repeatUntil, zone, new Date(), SHOWN_TIMES);
  return (
    <Labelled label={say("rhythm_next")}>
      {times.length === 0 ? (
        <span className="faint">{say("rhythm_none")}</span>
      ) : (
        <ol className="coming" data-testid="next-times">
          {times.map((at) => (
            <li key={at.getTime()}>{clock(at.toISOString(), zone)}</li>
          ))}
        </ol>
      )}
    </Labelled>
  );
}
