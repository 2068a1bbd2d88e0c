import type { Resource } from "@tidings/shared/resource/define.ts";
import type { FilterField } from "../filters.tsx";
import { useMe } from "../me.tsx";
import { useTranslations } from "../words.ts";
import { filterFieldsOf } from "./filters-of.ts";

/** The filters of a declared list, as the person sees them. */
export function useFilterFields(of: Resource): FilterField[] {
  return filterFieldsOf(of, useTranslations(), useMe().platform_admin);
}
