import type { ReactNode } from "react";
import type { FilterField } from "../ui/filters.tsx";
import { useSay, useWords } from "../ui/words.ts";
import { words } from "./jump-words.ts";
import { reviewOptions } from "./review.ts";
import { CreateLink, type Shape, TwoLists } from "./two-lists.tsx";

/** The page around both lists: of the tasks, and of the single links. */
export function JumpPage({ shape, children }: { shape: Shape; children: ReactNode }) {
  const say = useWords(words);
  const lists = {
    tasks: { to: "/jumps", label: say("by_task") },
    links: { to: "/jumps/links", label: say("by_link") },
  };
  return (
    <TwoLists title={say("title")} note={say("note")} shape={shape} lists={lists} create={<CreateButton />}>
      {children}
    </TwoLists>
  );
}

export function CreateButton() {
  return <CreateLink action="KooMessage:jump:create" to="/jumps/new" label={useWords(words)("create")} />;
}

/** The filters of §7.2.3 that both lists have. */
export function useJumpFields(): FilterField[] {
  const say = useWords(words);
  const speak = useSay();
  return [
    { name: "name", kind: "text", label: say("name") },
    { name: "batch_no", kind: "exact", label: say("batch"), advanced: true },
    { name: "state", kind: "choice", label: say("review"), advanced: true, options: reviewOptions(speak) },
    { name: "created", column: "created_at", kind: "time", label: say("created"), advanced: true },
  ];
}
