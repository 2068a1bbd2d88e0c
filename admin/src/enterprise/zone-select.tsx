import { Select } from "antd";
import { useMemo } from "react";
import { zoneName } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface ZoneSelectProps {
  /** Given by the form, as are the two that follow. */
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (zone: string) => void;
  readonly disabled?: boolean;
}

/** A time zone by its place, with its name or offset now. */
export function ZoneSelect({ id, value, onChange, disabled }: ZoneSelectProps) {
  const t = useTranslations(words);
  const options = useMemo(() => {
    const known = Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/"));
    const all = new Set([...(value ? [value] : []), ...known, "UTC"]);
    return [...all].map((zone) => ({
      value: zone,
      label: `${zone.replaceAll("_", " ")} (${zoneName(zone)})`,
    }));
  }, [value]);
  return (
    <Select
      id={id}
      showSearch
      optionFilterProp="label"
      placeholder={t("zone_search")}
      options={options}
      value={value}
      onChange={onChange}
      disabled={disabled}
    />
  );
}
