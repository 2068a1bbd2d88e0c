import type { ReactNode } from "react";
import { useWords } from "../../ui/words.ts";
import { CreateLink, type Shape, TwoLists } from "../two-lists.tsx";
import { words } from "./words.ts";

/** The page around both lists: 解析任务管理 and 解析任务明细. */
export function TaskPage({ shape, children }: { shape: Shape; children: ReactNode }) {
  const say = useWords(words);
  const title = say(shape === "tasks" ? "title" : "details_title");
  const lists = {
    tasks: { to: "/resolve-tasks", label: say("by_task") },
    links: { to: "/resolve-tasks/details", label: say("by_link") },
  };
  return (
    <TwoLists title={title} note={say("note")} shape={shape} lists={lists} create={<CreateButton />}>
      {children}
    </TwoLists>
  );
}

export function CreateButton() {
  const say = useWords(words);
  return <CreateLink action="KooMessage:resolveTask:create" to="/resolve-tasks/new" label={say("create")} />;
}
