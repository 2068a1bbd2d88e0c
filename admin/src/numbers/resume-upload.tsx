import { UploadOutlined } from "@ant-design/icons";
import { allowedFileName } from "@tidings/shared/numbers/file.ts";
import { Alert, Button, Card, Upload } from "antd";
import { useEffect } from "react";
import { useRows } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { UploadProgress } from "./progress.tsx";
import type { NumberFile } from "./row.ts";
import { UploadError } from "./upload-error.tsx";
import { useUpload } from "./use-upload.ts";
import { words } from "./words.ts";

interface ResumeUploadProps {
  readonly file: NumberFile;
  readonly onSent: () => void;
}

/** Resumes an interrupted upload: the same file is chosen again, and only the missing parts are sent. */
export function ResumeUpload({ file, onSent }: ResumeUploadProps) {
  const t = useTranslations(words);
  const may = useMay();
  const { state, start, cancel } = useUpload();
  const parts = useRows("number_file_parts", {
    filters: [{ field: "file_id", operator: "eq", value: file.id }],
    select: "part",
    poll: 2_000,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when the last part is sent
  useEffect(() => {
    if (state.step === "sent") onSent();
  }, [state.step]);
  const busy = state.step === "reading" || state.step === "sending";
  return (
    <Card className="narrow">
      <div className="stack">
        <Alert
          type="warning"
          showIcon
          message={t("resume")}
          description={t("resume_hint", { here: parts.total, parts: file.parts, name: file.name })}
        />
        {state.step === "failed" && (
          <UploadError
            failure={state.failure}
            file={file}
            action={
              <LinkButton size="small" to="/numbers/new">
                {t("to_new")}
              </LinkButton>
            }
          />
        )}
        {busy ? (
          <UploadProgress state={state} cancel={cancel} />
        ) : (
          may("KooMessage:numberFile:create") && (
            <Upload
              accept=".csv,.txt,.xlsx"
              showUploadList={false}
              beforeUpload={(chosen: File) => {
                void start(chosen, allowedFileName(chosen.name), file);
                return false;
              }}
            >
              <Button type="primary" icon={<UploadOutlined />}>
                {t("resume_choose")}
              </Button>
            </Upload>
          )
        )}
      </div>
    </Card>
  );
}
