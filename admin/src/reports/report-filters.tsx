import { Card, Flex, Form } from "antd";
import { useTranslations } from "../ui/words.ts";
import { DaysFilter, TypedFilter } from "./filter-fields.tsx";
import type { ReportQuery } from "./use-report.ts";
import { words } from "./words.ts";

interface ReportFiltersProps {
  readonly query: ReportQuery;
  readonly onChange: (query: ReportQuery) => void;
}

/** Filters of the report: days and sends. */
export function ReportFilters({ query, onChange }: ReportFiltersProps) {
  const t = useTranslations(words);
  return (
    <Card size="small" className="filters">
      <Form layout="vertical" component="div">
        <Flex gap="4px 12px" wrap align="end">
          <DaysFilter id="report" days={query} set={(days) => onChange({ ...query, ...days })} />
          <TypedFilter
            label={t("name")}
            id="report-name"
            value={query.name}
            set={(name) => onChange({ ...query, name })}
          />
          <TypedFilter
            label={t("template")}
            id="report-template"
            value={query.template}
            set={(template) => onChange({ ...query, template })}
          />
        </Flex>
      </Form>
    </Card>
  );
}
