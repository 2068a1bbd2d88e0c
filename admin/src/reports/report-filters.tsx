import { Card, DatePicker, Flex, Form, Input } from "antd";
import { useEnterprise } from "../ui/me.tsx";
import { dayjs, today } from "../ui/time.ts";
import { useWords } from "../ui/words.ts";
import type { ReportQuery } from "./use-report.ts";
import { words } from "./words.ts";

interface ReportFiltersProps {
  readonly query: ReportQuery;
  readonly onChange: (query: ReportQuery) => void;
}

/** Which time and which sends a report is about. */
export function ReportFilters({ query, onChange }: ReportFiltersProps) {
  const say = useWords(words);
  const { zone } = useEnterprise();
  const now = dayjs(today(zone));
  return (
    <Card size="small" className="filters">
      <Form layout="vertical" component="div">
        <Flex gap="4px 12px" wrap align="end">
          <Form.Item label={say("range")} className="filter" htmlFor="report-from">
            <DatePicker.RangePicker
              id={{ start: "report-from", end: "report-to" }}
              allowClear={false}
              value={[dayjs(query.from), dayjs(query.to)]}
              presets={[
                { label: say("last_7"), value: [now.subtract(6, "day"), now] },
                { label: say("last_30"), value: [now.subtract(29, "day"), now] },
                { label: say("this_month"), value: [now.startOf("month"), now] },
              ]}
              onChange={(range) => {
                const [from, to] = range ?? [];
                if (!from || !to) return;
                onChange({ ...query, from: from.format("YYYY-MM-DD"), to: to.format("YYYY-MM-DD") });
              }}
            />
          </Form.Item>
          <Typed
            label={say("name")}
            id="report-name"
            value={query.name}
            set={(name) => onChange({ ...query, name })}
          />
          <Typed
            label={say("template")}
            id="report-template"
            value={query.template}
            set={(template) => onChange({ ...query, template })}
          />
        </Flex>
      </Form>
    </Card>
  );
}

interface TypedProps {
  readonly label: string;
  readonly id: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

function Typed({ label, id, value, set }: TypedProps) {
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
