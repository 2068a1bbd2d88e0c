import { FilterOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import {
  daysOf,
  type FilterSpec,
  type FilterValues,
  rangeOfDays,
  severalIn,
} from "@tidings/shared/resource/address.ts";
import type { Source } from "@tidings/shared/resource/kinds.ts";
import { Button, Card, Flex, Form, Grid, Input, Select } from "antd";
import { type CSSProperties, type ReactNode, useRef, useState } from "react";
import { Days } from "./date.tsx";
import { References } from "./resource/inputs/references.tsx";
import { useTranslations } from "./words.ts";

const words = {
  more: w("高级筛选", "More filters"),
  less: w("收起筛选", "Fewer filters"),
  clear: w("清空", "Clear"),
  any: w("不限", "Any"),
  from: w("开始时间", "From"),
  to: w("至", "To"),
};

/** A filter with its label. */
export interface FilterField extends FilterSpec {
  readonly label: string;
  readonly options?: readonly { readonly value: string; readonly label: ReactNode }[];
  /** Shown only after "more filters". */
  readonly advanced?: boolean;
  /** A row is chosen by name: the value is its key. */
  readonly from?: Source;
  /** Shown only while it is set, by an address or a view. */
  readonly quiet?: boolean;
}

interface FilterBarProps {
  readonly fields: readonly FilterField[];
  /** The value of each filter that is set. */
  readonly filters: FilterValues;
  /** `typed`: somebody is typing; where each change is a request, it waits until they pause. */
  readonly onChange: (filters: FilterValues, typed?: boolean) => void;
  /** Without a card around it, for use inside one. */
  readonly plain?: boolean;
}

/** The filters of a list. They apply as they are chosen or typed; advanced ones are collapsed, and on a phone all but the first, so that rows are in sight. */
export function FilterBar({ fields, filters: values, onChange, plain = false }: FilterBarProps) {
  const t = useTranslations(words);
  const wide = Grid.useBreakpoint().md ?? true;
  const advanced = fields.filter((field, at) => field.advanced || (!wide && !field.quiet && at > 0));
  const [open, setOpen] = useState(() => advanced.some((field) => values[field.name] !== undefined));
  const [emptied, setEmptied] = useState<ReadonlySet<string>>(new Set());
  // One that is set is always in sight, also when a link has set it. One that is emptied here has the focus, and stays.
  const shown = fields.filter(
    (field) =>
      values[field.name] !== undefined ||
      emptied.has(field.name) ||
      (!field.quiet && (open || !advanced.includes(field))),
  );
  const collapse = (next: boolean) => {
    setOpen(next);
    setEmptied(new Set());
  };
  const set = (name: string, value?: string, typed = false) => {
    if (value === undefined) setEmptied((before) => new Set(before).add(name));
    const { [name]: _before, ...rest } = values;
    onChange(value === undefined ? rest : { ...rest, [name]: value }, typed);
  };
  return (
    <Card
      size="small"
      className={plain ? "filters filters-plain" : "filters"}
      variant={plain ? "borderless" : undefined}
    >
      <Form layout="vertical" component="div">
        <Flex gap="4px 12px" wrap align="start">
          {shown.map((field) => (
            <Form.Item
              key={field.name}
              label={field.label}
              className="filter"
              htmlFor={`filter-${field.name}`}
            >
              <FilterInput
                field={field}
                value={values[field.name]}
                set={(value, typed) => set(field.name, value, typed)}
              />
            </Form.Item>
          ))}
          <Flex gap={4} className="filter-buttons">
            {advanced.length > 0 && <MoreFilters open={open} setOpen={collapse} />}
            {Object.keys(values).length > 0 && (
              <Button
                type="text"
                onClick={() => {
                  collapse(open);
                  onChange({});
                }}
              >
                {t("clear")}
              </Button>
            )}
          </Flex>
        </Flex>
      </Form>
    </Card>
  );
}

interface MoreFiltersProps {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

/** Shows the filters that are collapsed, and hides them again. */
export function MoreFilters({ open, setOpen }: MoreFiltersProps) {
  const t = useTranslations(words);
  return (
    <Button type="text" icon={<FilterOutlined />} onClick={() => setOpen(!open)} aria-expanded={open}>
      {t(open ? "less" : "more")}
    </Button>
  );
}

/** With more options than this the select has a search box. */
const MANY = 12;

/** As wide as its longest choice; `ch` counts for the arrow, the cross and the space around them. */
function widthFor(options: NonNullable<FilterField["options"]>): CSSProperties {
  const letters = options.map(({ label }) => (typeof label === "string" ? widthOf(label) : 0));
  return { "--longest": `${Math.min(Math.max(12, ...letters), 32) + 7}ch` } as CSSProperties;
}

/** A Chinese letter is as wide as two others. */
const widthOf = (text: string) => [...text].reduce((wide, letter) => wide + (letter > "\u00ff" ? 2 : 1), 0);

interface FilterInputProps {
  readonly field: FilterField;
  readonly value?: string;
  readonly set: (value?: string, typed?: boolean) => void;
}

function FilterInput({ field, value, set }: FilterInputProps) {
  const t = useTranslations(words);
  const id = `filter-${field.name}`;
  if (field.kind === "time" || field.kind === "day") {
    return (
      <Days
        id={id}
        value={value === undefined ? null : daysOf(value)}
        change={(days) => set(days ? rangeOfDays(...days) : undefined)}
        placeholder={[t("from"), t("to")]}
      />
    );
  }
  if (field.from) {
    return (
      <References
        id={id}
        asked={{ kind: "reference", label: words.any, from: field.from, open: words.any }}
        value={value ?? null}
        change={(chosen) => set(chosen === null ? undefined : String(chosen))}
        prefill={() => {}}
        compact
      />
    );
  }
  if (field.options && field.several) {
    return (
      <Select<string[]>
        id={id}
        mode="multiple"
        allowClear
        showSearch={false}
        maxTagCount="responsive"
        value={value === undefined ? [] : [...severalIn(value)]}
        onChange={(chosen) => set(chosen.length > 0 ? chosen.join(",") : undefined)}
        placeholder={t("any")}
        options={field.options.map((option) => ({ ...option }))}
        popupMatchSelectWidth={false}
        className="filter-select"
        style={widthFor(field.options)}
      />
    );
  }
  if (field.options) {
    return (
      <Select
        id={id}
        allowClear
        showSearch={field.options.length > MANY}
        optionFilterProp="label"
        value={value}
        onChange={(chosen?: string) => set(chosen)}
        placeholder={t("any")}
        options={field.options.map((option) => ({ ...option }))}
        popupMatchSelectWidth={false}
        className="filter-select"
        style={widthFor(field.options)}
      />
    );
  }
  return (
    <TypedFilter id={id} digits={field.kind === "number"} value={value} set={(wanted) => set(wanted, true)} />
  );
}

interface TypedFilterProps {
  readonly id: string;
  readonly value?: string;
  /** Takes digits only: what is no number cannot be looked for. */
  readonly digits: boolean;
  readonly set: (value?: string) => void;
}

/** A text filter. It says each change; what it shows is what is asked for, or will be when the typing pauses. */
function TypedFilter({ id, value, digits, set }: TypedFilterProps) {
  const [typed, setTyped] = useState(value ?? "");
  const said = useRef(value);
  // It was set elsewhere: cleared, or by the address.
  if (value !== said.current) {
    said.current = value;
    setTyped(value ?? "");
  }
  const say = (text: string) => {
    const kept = digits ? text.replace(/\D/g, "").slice(0, 15) : text;
    setTyped(kept);
    const wanted = kept.trim() || undefined;
    if (wanted === said.current) return;
    said.current = wanted;
    set(wanted);
  };
  return (
    <Input
      id={id}
      allowClear
      value={typed}
      inputMode={digits ? "numeric" : undefined}
      onChange={(event) => say(event.target.value)}
      className="filter-input"
    />
  );
}
