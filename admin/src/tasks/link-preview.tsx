import { LinkOutlined, SendOutlined } from "@ant-design/icons";
import { Drawer, Flex } from "antd";
import { VersionPhone } from "../ui/card-phone.tsx";
import { useRow } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed, Missing } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { words as createWords } from "./create-words.ts";
import type { LinkCard, TaskCard } from "./row.ts";
import { words } from "./words.ts";

/** 预览: this link as a phone shows it, a personal one with the examples of its parameters, with buttons to create a send or more links (§7.1.2). */
export function LinkPreview({ link, close }: { link: LinkCard; close: () => void }) {
  const t = useTranslations(words);
  const { row, loading, failure, retry } = useRow<TaskCard>("resolve_task_cards", link.task_id);
  return (
    <Drawer open width={400} onClose={close} title={t("preview")}>
      {loading ? (
        <ListSkeleton tiles rows={1} />
      ) : !row ? (
        failure ? (
          <Failed failure={failure} retry={retry} />
        ) : (
          <Missing />
        )
      ) : (
        <TaskPhone task={row} />
      )}
    </Drawer>
  );
}

/** The links of a task as a phone shows them, with buttons to create a send or more links from its template. */
export function TaskPhone({ task }: { task: TaskCard }) {
  return (
    <div className="stack">
      <VersionPhone
        version={task.version_id}
        layout={task.layout ?? ""}
        signature={task.signatures[0]}
        params={task.params}
      />
      <Flex gap={8} justify="center" wrap>
        <FromTemplate template={task.template_id} />
      </Flex>
    </div>
  );
}

/** Buttons to create a send or links from the template. */
function FromTemplate({ template }: { template: string }) {
  const t = useTranslations(words);
  const tCreate = useTranslations(createWords);
  const may = useMay();
  return (
    <>
      {may("KooMessage:sendTask:create") && (
        <LinkButton
          icon={<SendOutlined />}
          to={`/sends/new?template=${template}`}
          data-testid="send-template"
        >
          {t("send")}
        </LinkButton>
      )}
      {may("KooMessage:resolveTask:create") && (
        <LinkButton icon={<LinkOutlined />} to={`/resolve-tasks/new?template=${template}`}>
          {tCreate("title")}
        </LinkButton>
      )}
    </>
  );
}
