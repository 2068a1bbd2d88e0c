import { Button, Flex, Progress } from "antd";
import { bytesText } from "../ui/amount.ts";
import { useWords } from "../ui/words.ts";
import type { UploadState } from "./use-upload.ts";
import { words } from "./words.ts";

interface UploadProgressProps {
  readonly state: UploadState;
  readonly cancel: () => void;
}

/** How far a file is read, then sent. */
export function UploadProgress({ state, cancel }: UploadProgressProps) {
  const say = useWords(words);
  if (state.step !== "reading" && state.step !== "sending") return null;
  const share = state.step === "reading" ? state.share : state.sent / Math.max(1, state.bytes);
  const percent = Math.floor(share * 100);
  const parts = state.step === "sending" ? state.file.parts : 1;
  return (
    <div className="stack" role="status" aria-live="polite">
      <Flex justify="space-between" gap={12} wrap>
        <b>
          {state.step === "reading"
            ? say("reading")
            : say("sending", { part: Math.min(parts, Math.floor(share * parts) + 1), parts })}
        </b>
        {state.step === "sending" && (
          <span className="faint">
            {say("sending_size", { sent: bytesText(state.sent), all: bytesText(state.bytes) })}
          </span>
        )}
      </Flex>
      <Progress percent={percent} status="active" />
      <div>
        <Button onClick={cancel}>{say("cancel")}</Button>
      </div>
    </div>
  );
}
