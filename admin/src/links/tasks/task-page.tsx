import type { ReactNode } from "react";
import { CreateLink } from "../../ui/create-link.tsx";
import { ListSwitch } from "../../ui/list-switch.tsx";
import { Page } from "../../ui/page.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

/** The page around both lists: 解析任务管理 and 解析任务明细. */
export function TaskPage({ shape, children }: { shape: "tasks" | "links"; children: ReactNode }) {
  const t = useTranslations(words);
  const lists = [
    { to: "/resolve-tasks", label: t("by_task") },
    { to: "/resolve-tasks/details", label: t("by_link") },
  ];
  return (
    <Page
      title={t(shape === "tasks" ? "title" : "details_title")}
      note={t("note")}
      actions={
        <>
          <ListSwitch at={shape === "tasks" ? "/resolve-tasks" : "/resolve-tasks/details"} lists={lists} />
          <CreateButton />
        </>
      }
    >
      {children}
    </Page>
  );
}

export function CreateButton() {
  const t = useTranslations(words);
  return <CreateLink action="KooMessage:resolveTask:create" to="/resolve-tasks/new" label={t("create")} />;
}
