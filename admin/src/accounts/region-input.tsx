import { REGIONS } from "@tidings/shared/accounts/regions.ts";
import { Select } from "antd";
import type { InputSlotProps } from "../ui/resource/input.tsx";
import { useTranslations } from "../ui/words.ts";

/** What a choice of regions offers: every region, found by any of its names; the values are codes of six digits. */
export function useRegionChoice() {
  const t = useTranslations();
  return {
    showSearch: true,
    allowClear: true,
    filterOption: (typed: string, option?: { readonly names: readonly string[] }) =>
      (option?.names ?? []).some((name) => name.includes(typed.trim().toLowerCase())),
    options: REGIONS.map(({ code, full, names }) => ({ value: regionCode(code), label: t(full), names })),
  } as const;
}

/** The code of a region as people write it. */
export const regionCode = (code: number) => String(code).padStart(6, "0");

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
