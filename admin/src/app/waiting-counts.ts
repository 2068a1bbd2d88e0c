import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { useToDecide } from "../ui/waiting.ts";

/** How much waits for this person's decision, by the path of its list; a person who decides nothing costs no request. */
export function useWaitingCounts(): ReadonlyMap<string, number> {
  const rows = useToDecide();
  const counts = new Map<string, number>();
  for (const { resource } of rows) {
    const { path } = NOUNS[resource];
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}
