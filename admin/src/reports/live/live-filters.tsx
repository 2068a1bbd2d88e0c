import { Card, DatePicker, Flex, Form, Input, Switch } from "antd";
import { useEnterprise } from "../../ui/me.tsx";
import { dayjs, today } from "../../ui/time.ts";
import { useWords } from "../../ui/words.ts";
import { words as reportWords } from "../words.ts";
import type { Subject } from "./live-rows.ts";
import type { LiveQuery } from "./use-live.ts";
import { words } from "./words.ts";

interface LiveFiltersProps {
  readonly subject: Subject;
  readonly query: LiveQuery;
  readonly onChange: (part: Partial<LiveQuery>) => void;
}

/** Which time, which templates or tasks, and whether vendors are told apart. */
export function LiveFilters({ subject, query, onChange }: LiveFiltersProps) {
  const say = useWords(words);
  const sayReport = useWords(reportWords);
  const { zone } = useEnterprise();
  const now = dayjs(today(zone));
  return (
    <Card size="small" className="filters">
      <Form layout="vertical" component="div">
        <Flex gap="4px 12px" wrap align="end">
          <Form.Item label={say("range")} className="filter" htmlFor="live-from">
            <DatePicker.RangePicker
              id={{ start: "live-from", end: "live-to" }}
              allowClear={false}
              value={[dayjs(query.from), dayjs(query.to)]}
              presets={[
                { label: sayReport("last_7"), value: [now.subtract(6, "day"), now] },
                { label: sayReport("last_30"), value: [now.subtract(29, "day"), now] },
                { label: sayReport("this_month"), value: [now.startOf("month"), now] },
              ]}
              onChange={(range) => {
                const [from, to] = range ?? [];
                if (from && to) onChange({ from: from.format("YYYY-MM-DD"), to: to.format("YYYY-MM-DD") });
              }}
            />
          </Form.Item>
          <Typed
            id="live-name"
            label={say(subject === "templates" ? "name_templates" : "name_links")}
            value={query.name}
            set={(name) => onChange({ name })}
          />
          <Typed
            id="live-template"
            label={say("template_id")}
            value={query.template}
            set={(template) => onChange({ template })}
          />
          <Form.Item label={say("split")} className="filter" htmlFor="live-split">
            <Switch id="live-split" checked={query.split} onChange={(split) => onChange({ split })} />
          </Form.Item>
        </Flex>
      </Form>
    </Card>
  );
}

interface TypedProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

function Typed({ id, label, value, set }: TypedProps) {
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
