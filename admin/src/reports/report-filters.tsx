import { type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { Card, Flex, Form, Grid, Select, Switch } from "antd";
import { useState } from "react";
import { MoreFilters } from "../ui/filters.tsx";
import { optionsOf } from "../ui/options.ts";
import { useTranslations } from "../ui/words.ts";
import { DaysFilter, TypedFilter } from "./filter-fields.tsx";
import { words } from "./words.ts";

interface ReportFiltersProps {
  readonly query: ReportQuery;
  readonly onChange: (part: Partial<ReportQuery>) => void;
}

/** The days, the filters that the report declares, and by what its lines are split. What is typed beyond the first, and on a phone every filter that is not set, is collapsed. */
export function ReportFilters({ query, onChange }: ReportFiltersProps) {
  const t = useTranslations(words);
  const { filters, groups } = reportOf(query.report);
  const set = (option: string, value: string) => {
    const { [option]: _gone, ...others } = query.filters;
    onChange({ filters: value === "" ? others : { ...others, [option]: value } });
  };
  const { vendor, ...others } = groups;
  const wide = Grid.useBreakpoint().md ?? true;
  const [open, setOpen] = useState(false);
  const all = Object.values(filters);
  const firstTyped = all.find(({ values }) => values === undefined);
  const shown = all.filter(
    (filter) =>
      open ||
      query.filters[filter.option] !== undefined ||
      (wide && (filter.values !== undefined || filter === firstTyped)),
  );
  const splits = query.by.includes("vendor");
  return (
    <Card size="small" className="filters">
      <Form layout="vertical" component="div">
        <Flex gap="4px 12px" wrap align="start">
          <DaysFilter id="report" first={query.first} last={query.last} set={onChange} />
          {shown.map(({ label, option, values }) =>
            values ? (
              <Form.Item key={option} label={t(label)} className="filter" htmlFor={`report-${option}`}>
                <Select
                  id={`report-${option}`}
                  allowClear
                  className="filter-input"
                  placeholder={t("any")}
                  value={query.filters[option] ?? null}
                  options={optionsOf(values, t)}
                  onChange={(value) => set(option, value ?? "")}
                />
              </Form.Item>
            ) : (
              <TypedFilter
                key={option}
                id={`report-${option}`}
                label={t(label)}
                value={query.filters[option] ?? ""}
                set={(value) => set(option, value)}
              />
            ),
          )}
          <Form.Item label={t("by")} className="filter" htmlFor="report-by">
            <Select
              id="report-by"
              mode="multiple"
              maxCount={splits ? 2 : 3}
              className="filter-select"
              placeholder={t("all")}
              value={query.by.filter((name) => name !== "vendor")}
              options={Object.entries(others).map(([value, { label }]) => ({ value, label: t(label) }))}
              onChange={(by: string[]) => onChange({ by: splits ? [...by, "vendor"] : by })}
            />
          </Form.Item>
          {vendor && (
            <ByVendor
              on={splits}
              full={query.by.length === 3}
              set={(on) =>
                onChange({ by: [...query.by.filter((name) => name !== "vendor"), ...(on ? ["vendor"] : [])] })
              }
            />
          )}
          {(open || shown.length < all.length) && (
            <div className="filter-buttons">
              <MoreFilters open={open} setOpen={setOpen} />
            </div>
          )}
        </Flex>
      </Form>
    </Card>
  );
}

interface ByVendorProps {
  readonly on: boolean;
  /** No further split fits into a report. */
  readonly full: boolean;
  readonly set: (on: boolean) => void;
}

/** Whether the lines are split by vendor, too. */
function ByVendor({ on, full, set }: ByVendorProps) {
  const t = useTranslations(words);
  return (
    <Form.Item label={t("split")} className="filter" htmlFor="report-split">
      <Switch id="report-split" checked={on} disabled={!on && full} onChange={set} />
    </Form.Item>
  );
}
