/** The filters shared by all reports: a range of days, and a name. */
import { Form, Input } from "antd";
import { Days } from "../ui/date.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { dayjs, today } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Period = { readonly first: string; readonly last: string };

interface DaysFilterProps extends Period {
  readonly id: string;
  readonly set: (period: Period) => void;
}

/** The first and the last day, as YYYY-MM-DD in the enterprise's zone. */
export function DaysFilter({ id, first, last, set }: DaysFilterProps) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const now = dayjs(today(zone));
  const before = now.subtract(1, "month");
  const yesterday = now.subtract(1, "day");
  return (
    <Form.Item label={t("range")} className="filter" htmlFor={`${id}-from`}>
      <Days
        id={`${id}-from`}
        allowClear={false}
        value={[first, last]}
        presets={[
          { label: t("yesterday"), value: [yesterday, yesterday] },
          { label: t("last_7"), value: [now.subtract(6, "day"), now] },
          { label: t("last_30"), value: [now.subtract(29, "day"), now] },
          { label: t("this_month"), value: [now.startOf("month"), now] },
          { label: t("last_month"), value: [before.startOf("month"), before.endOf("month")] },
          { label: t("this_year"), value: [now.startOf("year"), now] },
        ]}
        change={(days) => days && set({ first: days[0], last: days[1] })}
      />
    </Form.Item>
  );
}

interface TypedFilterProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

/** A text filter, applied on blur and on Enter. */
export function TypedFilter({ id, label, value, set }: TypedFilterProps) {
  return (
    <Form.Item label={label} className="filter" htmlFor={id}>
      <Input.Search
        key={value}
        id={id}
        allowClear
        defaultValue={value}
        className="filter-input"
        onSearch={(typed) => set(typed.trim())}
        onBlur={(event) => set(event.target.value.trim())}
      />
    </Form.Item>
  );
}
