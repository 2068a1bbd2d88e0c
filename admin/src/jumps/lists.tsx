import { ListSwitch } from "../ui/list-switch.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Between the list of batches and that of single links. */
export function JumpLists({ at }: { at: "/jumps" | "/jumps/links" }) {
  const t = useTranslations(words);
  const lists = [
    { to: "/jumps", label: t("by_task") },
    { to: "/jumps/links", label: t("by_link") },
  ];
  return <ListSwitch at={at} lists={lists} />;
}
