import type { ReactNode } from "react";
import type { FilterField } from "../ui/filters.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./jump-words.ts";
import { reviewOptions } from "./review.ts";
import { CreateLink, type Shape, TwoLists } from "./two-lists.tsx";

/** The page around both lists: batches and single links. */
export function JumpPage({ shape, children }: { shape: Shape; children: ReactNode }) {
  const t = useTranslations(words);
  const lists = {
    tasks: { to: "/jumps", label: t("by_task") },
    links: { to: "/jumps/links", label: t("by_link") },
  };
  return (
    <TwoLists title={t("title")} note={t("note")} shape={shape} lists={lists} create={<CreateButton />}>
      {children}
    </TwoLists>
  );
}

export function CreateButton() {
  return (
    <CreateLink action="KooMessage:jump:create" to="/jumps/new" label={useTranslations(words)("create")} />
  );
}

/** The filters of §7.2.3, shared by both lists. */
export function useJumpFields(): FilterField[] {
  const t = useTranslations(words);
  return [
    { name: "name", kind: "text", label: t("name") },
    { name: "batch_no", kind: "exact", label: t("batch"), advanced: true },
    { name: "state", kind: "choice", label: t("review"), advanced: true, options: reviewOptions(t) },
    { name: "created", column: "created_at", kind: "time", label: t("created"), advanced: true },
  ];
}
