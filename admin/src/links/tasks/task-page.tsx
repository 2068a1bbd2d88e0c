import type { ReactNode } from "react";
import { CreateLink, type Shape, TwoLists } from "../../ui/two-lists.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

/** The page around both lists: 解析任务管理 and 解析任务明细. */
export function TaskPage({ shape, children }: { shape: Shape; children: ReactNode }) {
  const t = useTranslations(words);
  const title = t(shape === "tasks" ? "title" : "details_title");
  const lists = {
    tasks: { to: "/resolve-tasks", label: t("by_task") },
    links: { to: "/resolve-tasks/details", label: t("by_link") },
  };
  return (
    <TwoLists title={title} note={t("note")} shape={shape} lists={lists} create={<CreateButton />}>
      {children}
    </TwoLists>
  );
}

export function CreateButton() {
  const t = useTranslations(words);
  return <CreateLink action="KooMessage:resolveTask:create" to="/resolve-tasks/new" label={t("create")} />;
}
