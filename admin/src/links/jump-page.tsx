import { PlusOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import type { FilterField } from "../ui/filters.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { useSay, useWords } from "../ui/words.ts";
import { words } from "./jump-words.ts";
import { reviewOptions } from "./review.ts";

/** The page around both lists: of the tasks, and of the single links. */
export function JumpPage({ shape, children }: { shape: "tasks" | "links"; children: ReactNode }) {
  const say = useWords(words);
  const navigate = useNavigate();
  return (
    <Page
      title={say("title")}
      note={say("note")}
      actions={
        <>
          <Segmented
            value={shape}
            onChange={(chosen) => navigate(chosen === "tasks" ? "/jumps" : "/jumps/links")}
            options={[
              { value: "tasks", label: say("by_task") },
              { value: "links", label: say("by_link") },
            ]}
          />
          <CreateButton />
        </>
      }
    >
      {children}
    </Page>
  );
}

export function CreateButton() {
  const say = useWords(words);
  if (!useMay()("KooMessage:jump:create")) return null;
  return (
    <LinkButton type="primary" icon={<PlusOutlined />} to="/jumps/new">
      {say("create")}
    </LinkButton>
  );
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
