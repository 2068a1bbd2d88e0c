import { Flex, Progress } from "antd";
import { useAmount } from "../ui/amount.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { StopPropagation } from "../ui/stop-propagation.tsx";
import { useTranslations } from "../ui/words.ts";
import { ExportLinks } from "./export-links.tsx";
import type { TaskCard } from "./row.ts";
import { words } from "./words.ts";

/** How often the links of a task were resolved, of how often they may be. */
export function Resolutions({ task: { resolved, allowance } }: { task: TaskCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  return (
    <>
      {t("of_allowance", { used: amount(resolved), all: amount(allowance) })}
      <Progress
        percent={allowance > 0 ? Math.min(100, Math.floor((resolved / allowance) * 100)) : 0}
        size="small"
        showInfo={false}
        className="list-progress"
        aria-label={t("resolved")}
      />
    </>
  );
}

/** The 解析标识 column: copies a group link, downloads personal ones. */
export function Identifier({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  if (task.kind === "personal")
    return (
      <StopPropagation>
        <Flex gap={4} align="center" wrap>
          {t("personal_count", { count: task.made })}
          <ExportLinks task={task} small />
        </Flex>
      </StopPropagation>
    );
  if (task.address === null || task.state === "cancelled") return <span className="faint">—</span>;
  return (
    <StopPropagation>
      <span className="mono cell-url">{task.address.replace(/^https?:\/\//, "")}</span>
      <CopyButton text={task.address} />
    </StopPropagation>
  );
}
