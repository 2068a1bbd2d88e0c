import { PlusOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { LinkButton } from "../../ui/link-button.tsx";
import { useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { useWords } from "../../ui/words.ts";
import { words } from "./words.ts";

/** The page around both lists: 解析任务管理 and 解析任务明细. */
export function TaskPage({ shape, children }: { shape: "tasks" | "links"; children: ReactNode }) {
  const say = useWords(words);
  const navigate = useNavigate();
  return (
    <Page
      title={say(shape === "tasks" ? "title" : "details_title")}
      note={say("note")}
      actions={
        <>
          <Segmented
            value={shape}
            onChange={(chosen) => navigate(chosen === "tasks" ? "/resolve-tasks" : "/resolve-tasks/details")}
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
  if (!useMay()("KooMessage:resolveTask:create")) return null;
  return (
    <LinkButton type="primary" icon={<PlusOutlined />} to="/resolve-tasks/new">
      {say("create")}
    </LinkButton>
  );
}
