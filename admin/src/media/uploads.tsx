import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  LoadingOutlined,
  PauseCircleOutlined,
} from "@ant-design/icons";
import { sizeText } from "@tidings/shared/ground/size.ts";
import { Button, Card, Flex, Progress } from "antd";
import { userErrorOf } from "../ui/user-error.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { Unfit } from "./prepare.ts";
import { isLeft, isOpen, type Upload } from "./queue.ts";
import type { Chosen, Uploads } from "./use-uploads.ts";
import { words } from "./words.ts";

/** How far the uploads are, file by file; it stays until it is closed, so that nobody misses what was not taken. */
export function UploadsCard({ uploads }: { uploads: Uploads }) {
  const t = useTranslations(words);
  const { all, pausedFor } = uploads;
  if (all.length === 0) return null;
  const open = all.filter(isOpen);
  const left = all.filter(isLeft);
  const known = all.filter(({ state }) => state === "known");
  const bytes = (some: readonly Upload<Chosen>[]) =>
    some.reduce((sum, { input }) => sum + input.file.size, 0);
  const percent = Math.floor(100 * (1 - bytes(open) / Math.max(1, bytes(all))));
  const title =
    open.length > 0
      ? t("uploading", { done: all.length - open.length, count: all.length })
      : [
          t("uploaded", { added: all.length - left.length - known.length }),
          known.length > 0 ? t("uploaded_known", { count: known.length }) : [],
          left.length > 0 ? t("uploaded_failed", { count: left.length }) : [],
        ]
          .flat()
          .join(" · ");
  return (
    <Card size="small" className="media-uploads" data-testid="uploads">
      <Flex justify="space-between" gap={12} wrap align="center">
        <b role="status" aria-live="polite">
          {title}
        </b>
        <Flex gap={8}>
          {left.length > 0 && <Button onClick={uploads.retry}>{t("retry")}</Button>}
          {open.length > 0 && <Button onClick={uploads.stop}>{t("stop")}</Button>}
          {open.length === 0 && (
            <Button type="text" onClick={uploads.clear}>
              {t("close")}
            </Button>
          )}
        </Flex>
      </Flex>
      {open.length > 0 && <Progress aria-label={title} percent={percent} status="active" />}
      {pausedFor !== null && <p className="faint">{t("paused", { again: pausedFor })}</p>}
      <ul className="media-upload-list">
        {[...all].reverse().map((one) => (
          <Line key={one.key} upload={one} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ upload }: { upload: Upload<Chosen> }) {
  const { file } = upload.input;
  return (
    <li data-upload={upload.state}>
      <Mark state={upload.state} />
      <span className="media-name" title={file.name}>
        {file.name}
      </span>
      <span className="faint">{sizeText(file.size)}</span>
      <Said upload={upload} />
    </li>
  );
}

function Mark({ state }: Pick<Upload<unknown>, "state">) {
  if (state === "sending") return <LoadingOutlined aria-hidden />;
  if (state === "failed") return <CloseCircleOutlined className="wrong" aria-hidden />;
  if (state === "waiting" || state === "stopped")
    return <PauseCircleOutlined className="faint" aria-hidden />;
  return <CheckCircleOutlined className="media-good" aria-hidden />;
}

function Said({ upload: { state, name = "", failure } }: { upload: Upload<Chosen> }) {
  const t = useTranslations(words);
  const locale = useLocale();
  if (state !== "failed") return <span className="faint">{t(state, { name })}</span>;
  if (failure instanceof Unfit) return <span className="wrong">{t(failure.why, { max: failure.max })}</span>;
  const { message, hint } = userErrorOf(failure, locale);
  return (
    <span className="wrong">
      {message} {hint}
    </span>
  );
}
