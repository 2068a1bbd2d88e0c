import { ListSwitch } from "../ui/list-switch.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Between 解析任务管理 and 解析任务明细. */
export function TaskSwitch({ at }: { at: string }) {
  const t = useTranslations(words);
  const lists = [
    { to: "/resolve-tasks", label: t("by_task") },
    { to: "/resolve-tasks/details", label: t("by_link") },
  ];
  return <ListSwitch at={at} lists={lists} />;
}
