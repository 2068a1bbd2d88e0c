import { DatePicker, type DatePickerProps } from "antd";
import { useMemo } from "react";
import { useZone } from "./me.tsx";
import { clock, dayjs, instantIn } from "./time.ts";

/** A date for a picker. It stays the same object while the text does: with a new one a picker forgets what is being typed. */
const useDate = (text: string | null) => useMemo(() => (text === null ? null : dayjs(text)), [text]);

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
    />
  );
}
