import { Button, Flex, Progress } from "antd";
import { bytesText } from "../ui/amount.ts";
import { useTranslations } from "../ui/words.ts";
import type { UploadState } from "./use-upload.ts";
import { words } from "./words.ts";

interface UploadProgressProps {
  readonly state: UploadState;
  readonly cancel: () => void;
}

/** The progress of reading a file, then of uploading it. */
export function UploadProgress({ state, cancel }: UploadProgressProps) {
  const t = useTranslations(words);
  if (state.step !== "reading" && state.step !== "sending") return null;
  const share = state.step === "reading" ? state.share : state.sent / Math.max(1, state.bytes);
  const percent = Math.floor(share * 100);
  const parts = state.step === "sending" ? state.file.parts : 1;
  const told =
    state.step === "reading"
      ? t("reading")
      : t("sending", { part: Math.min(parts, Math.floor(share * parts) + 1), parts });
  return (
    <div className="stack" role="status" aria-live="polite">
      <Flex justify="space-between" gap={12} wrap>
        <b>{told}</b>
        {state.step === "sending" && (
          <span className="faint">
            {t("sending_size", { sent: bytesText(state.sent), all: bytesText(state.bytes) })}
          </span>
        )}
      </Flex>
      <Progress aria-label={told} percent={percent} status="active" />
      <div>
        <Button onClick={cancel}>{t("cancel")}</Button>
      </div>
    </div>
  );
}
