import { DatePicker, type DatePickerProps, TimePicker } from "antd";
import { type ComponentProps, type FocusEvent, useMemo } from "react";
import { useZone } from "./me.tsx";
import { clock, dayjs, instantIn } from "./time.ts";

/** A date for a picker. It stays the same object while the text does: with a new one a picker forgets what is being typed. */
const useDate = (text: string | null) => useMemo(() => (text === null ? null : dayjs(text)), [text]);

/** A field that is left empty means none. The picker by itself puts back what stood there. */
const clearedBy = (clear: () => void) => ({
  onBlur: ({ target }: FocusEvent<HTMLElement>) => {
    if (target instanceof HTMLInputElement && target.value === "") clear();
  },
});

interface DayProps {
  readonly id: string;
  /** YYYY-MM-DD; empty for none. */
  readonly value: string;
  readonly change: (day: string) => void;
}

/** A day. */
export function Day({ id, value, change }: DayProps) {
  return (
    <DatePicker
      id={id}
      value={useDate(value === "" ? null : value)}
      onChange={(day) => change(day?.format("YYYY-MM-DD") ?? "")}
      {...(value === "" ? {} : clearedBy(() => change("")))}
    />
  );
}

interface HourProps {
  readonly id: string;
  /** HH:MM; null for none. */
  readonly value: string | null;
  readonly change: (hour: string | null) => void;
  /** It may be none. */
  readonly open: boolean;
}

/** A time of the day. */
export function Hour({ id, value, change, open }: HourProps) {
  return (
    <TimePicker
      id={id}
      format="HH:mm"
      minuteStep={5}
      allowClear={open}
      showNow={false}
      needConfirm={false}
      value={useDate(value === null ? null : `1970-01-01 ${value}`)}
      onChange={(at) => change(at?.format("HH:mm") ?? null)}
    />
  );
}

type RangePickerProps = ComponentProps<typeof DatePicker.RangePicker>;

/** Two texts of one kind, the earlier one first. */
type Span = readonly [from: string, to: string];

/** As `useDate`, for a picker of two. */
function useDates(from: string | null, to: string | null): RangePickerProps["value"] {
  const first = useDate(from);
  const last = useDate(to);
  return useMemo(() => [first, last], [first, last]);
}

const idsOf = (id: string) => ({ start: id, end: `${id}-end` });

interface SpanProps {
  /** That of the first field; the second one's ends with `-end`. */
  readonly id: string;
  /** null: none, and the picker can be cleared. */
  readonly value: Span | null;
}

interface DaysProps extends SpanProps, Pick<RangePickerProps, "allowClear" | "placeholder" | "presets"> {
  /** Both are days as YYYY-MM-DD. */
  readonly change: (days: Span | null) => void;
}

/** From one day to another, both included. */
export function Days({ id, value, change, ...more }: DaysProps) {
  return (
    <DatePicker.RangePicker
      id={idsOf(id)}
      format="YYYY-MM-DD"
      {...more}
      value={useDates(value?.[0] ?? null, value?.[1] ?? null)}
      onChange={(_dates, [from, to]) => change(from && to ? [from, to] : null)}
      {...(value === null || more.allowClear === false ? {} : clearedBy(() => change(null)))}
    />
  );
}

interface MomentsProps
  extends SpanProps,
    Pick<RangePickerProps, "classNames" | "disabledDate" | "placeholder"> {
  readonly value: Span;
  readonly change: (instants: Span) => void;
}

/** From one instant to another, on the clock of the enterprise. It cannot be cleared. */
export function Moments({ id, value, change, ...more }: MomentsProps) {
  const zone = useZone();
  const [from, to] = value;
  return (
    <DatePicker.RangePicker
      id={idsOf(id)}
      allowClear={false}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      {...more}
      value={useDates(clock(from, zone), clock(to, zone))}
      onChange={(dates) => {
        const [first, last] = dates ?? [];
        if (first && last)
          change([instantIn(zone, first).toISOString(), instantIn(zone, last).toISOString()]);
      }}
    />
  );
}

interface MomentProps extends Pick<DatePickerProps, "disabledDate" | "disabledTime" | "showNow"> {
  readonly id: string;
  /** null or empty for none. */
  readonly value: string | null;
  readonly change: (instant: string | null) => void;
  readonly minuteStep?: 5;
}

/** An instant, on the clock of the enterprise. */
export function Moment({ id, value, change, minuteStep, ...more }: MomentProps) {
  const zone = useZone();
  return (
    <DatePicker
      id={id}
      showTime={{ format: "HH:mm", ...(minuteStep ? { minuteStep } : {}) }}
      // What is typed is taken as it is shown: without seconds.
      format="YYYY-MM-DD HH:mm"
      {...more}
      value={useDate(value ? clock(value, zone) : null)}
      onChange={(picked) => change(picked ? instantIn(zone, picked).toISOString() : null)}
      {...(value ? clearedBy(() => change(null)) : {})}
    />
  );
}
