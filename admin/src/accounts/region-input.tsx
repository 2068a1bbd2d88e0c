import { REGIONS } from "@tidings/shared/accounts/regions.ts";
import { Select } from "antd";
import type { InputSlotProps } from "../ui/resource/form-context.ts";
import { useTranslations } from "../ui/words.ts";

/** What a choice of regions offers: every region, found by any of its names; the values are codes of six digits. */
function useRegionChoice() {
  const t = useTranslations();
  return {
    showSearch: true,
    allowClear: true,
    filterOption: (typed: string, option?: { readonly names: readonly string[] }) =>
      (option?.names ?? []).some((name) => name.includes(typed.trim().toLowerCase())),
    options: REGIONS.map(({ code, full, names }) => ({
      value: String(code).padStart(6, "0"),
      label: t(full),
      names,
    })),
  } as const;
}

/** A province or city, found by any of its names; the value is its code. */
export function RegionInput({ id, value, change }: InputSlotProps) {
  return (
    <Select
      id={id}
      {...useRegionChoice()}
      value={String(value || "") || undefined}
      onChange={(next) => change(next ?? "")}
    />
  );
}

/** Several of them. */
export function RegionsInput({ id, value, change }: InputSlotProps) {
  return (
    <Select
      id={id}
      mode="multiple"
      {...useRegionChoice()}
      value={value as readonly string[] as string[]}
      onChange={change}
    />
  );
}
