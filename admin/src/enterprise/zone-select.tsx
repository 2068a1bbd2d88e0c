import { Select } from "antd";
import { useMemo, useState } from "react";
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
  const [opened, setOpened] = useState(false);
  // The names of all 420 zones are a tenth of a second: they are made for anyone who opens the list, not for every page with this field.
  const options = useMemo(() => {
    const known = opened
      ? [...Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/")), "UTC"]
      : [];
    const all = new Set([...(value ? [value] : []), ...known]);
    return [...all].map((zone) => ({
      value: zone,
      label: `${zone.replaceAll("_", " ")} (${zoneName(zone)})`,
    }));
  }, [value, opened]);
  return (
    <Select
      id={id}
      showSearch
      optionFilterProp="label"
      placeholder={t("zone_search")}
      options={options}
      value={value}
      onChange={onChange}
      onOpenChange={() => setOpened(true)}
      disabled={disabled}
    />
  );
}
