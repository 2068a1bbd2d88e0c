import type { Resource } from "@tidings/shared/resource/define.ts";
import { headOf } from "@tidings/shared/resource/nouns.ts";
import { useMe } from "../me.tsx";

/** Whether the rows are all that the person may see, and not those of the enterprise in use alone. */
export function useEverywhere({ noun }: Resource): boolean {
  const { platform_admin } = useMe();
  const { reach } = headOf(noun);
  return reach !== undefined && (reach !== "platform" || platform_admin);
}
