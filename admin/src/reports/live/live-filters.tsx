import { Card, Flex, Form, Switch } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { DaysFilter, TypedFilter } from "../filter-fields.tsx";
import type { Subject } from "./live-rows.ts";
import type { LiveQuery } from "./use-live.ts";
import { words } from "./words.ts";

interface LiveFiltersProps {
  readonly subject: Subject;
  readonly query: LiveQuery;
  readonly onChange: (part: Partial<LiveQuery>) => void;
}

/** Filters: days, templates or tasks, and whether to split by vendor. */
export function LiveFilters({ subject, query, onChange }: LiveFiltersProps) {
  const t = useTranslations(words);
  return (
    <Card size="small" className="filters">
      <Form layout="vertical" component="div">
        <Flex gap="4px 12px" wrap align="end">
          <DaysFilter id="live" days={query} set={onChange} />
          <TypedFilter
            id="live-name"
            label={t(subject === "templates" ? "name_templates" : "name_links")}
            value={query.name}
            set={(name) => onChange({ name })}
          />
          <TypedFilter
            id="live-template"
            label={t("template_id")}
            value={query.template}
            set={(template) => onChange({ template })}
          />
          <Form.Item label={t("split")} className="filter" htmlFor="live-split">
            <Switch id="live-split" checked={query.split} onChange={(split) => onChange({ split })} />
          </Form.Item>
        </Flex>
      </Form>
    </Card>
  );
}
