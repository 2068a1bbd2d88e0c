import { EXPORT_ERROR_WORDS, EXPORT_STATE_WORDS } from "@tidings/shared/exports/export.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Flex, Progress } from "antd";
import { StopPropagation } from "../ui/stop-propagation.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import { DownloadButton } from "./download.tsx";
import { words } from "./words.ts";

/** Where an export stands: how much is written, or its file. */
export function ExportState({ row }: { row: Row }) {
  const t = useTranslations(words);
  const [state, rows, total] = [String(row.state), Number(row.rows), Number(row.total ?? 0)];
  return (
    <Flex gap={8} align="center" wrap>
      <StateTag of={EXPORT_STATE_WORDS} state={state} />
      {/* Beside the state, where no window is too narrow for it. */}
      {state === "failed" && row.error !== null && (
        <span>{t(labelOf(EXPORT_ERROR_WORDS, String(row.error)))}</span>
      )}
      {state === "running" && total > 0 && (
        <Progress
          className="list-progress"
          size="small"
          percent={Math.min(99, Math.floor((rows / total) * 100))}
          aria-label={t("progress")}
        />
      )}
      {state === "done" && (
        <StopPropagation>
          <DownloadButton id={String(row.id)} state={state} />
        </StopPropagation>
      )}
    </Flex>
  );
}
