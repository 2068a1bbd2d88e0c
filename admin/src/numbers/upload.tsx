import { FileExcelOutlined, InboxOutlined } from "@ant-design/icons";
import { allowedFileName, fileProblem } from "@tidings/shared/numbers/file.ts";
import { Alert, Button, Card, Flex, Upload } from "antd";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { csvText, saveFile } from "../ui/csv.ts";
import { Page } from "../ui/page.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useWords } from "../ui/words.ts";
import { UploadProgress } from "./progress.tsx";
import { UploadTrouble } from "./trouble.tsx";
import { useUpload } from "./use-upload.ts";
import { words } from "./words.ts";

/** Uploading a number file (SND-1): chosen or dropped, read and cut in the browser, sent in parts. */
export function NumberUpload() {
  const say = useWords(words);
  const navigate = useNavigate();
  const { state, start, cancel } = useUpload();
  const [problem, setProblem] = useState<unknown>(null);
  const [renamed, setRenamed] = useState<{ name: string; allowed: string } | null>(null);
  useEffect(() => {
    if (state.step === "sent") navigate(`/numbers/${state.file.id}`, { replace: true });
  }, [state, navigate]);

  function take(chosen: File) {
    const allowed = allowedFileName(chosen.name);
    const wrong = fileProblem(allowed, chosen.size);
    setRenamed(allowed === chosen.name ? null : { name: chosen.name, allowed });
    setProblem(wrong ? { code: wrong, details: JSON.stringify({ name: chosen.name, max: "256 MB" }) } : null);
    if (!wrong) void start(chosen, allowed);
    return false;
  }

  const busy = state.step === "reading" || state.step === "sending";
  return (
    <Page title={say("upload")} note={say("note")} back="/numbers">
      <Card>
        <div className="stack">
          {!busy && (
            <Upload.Dragger
              accept=".csv,.txt,.xlsx"
              showUploadList={false}
              beforeUpload={take}
              maxCount={1}
              data-testid="number-file"
            >
              <p className="ant-upload-drag-icon">
                <InboxOutlined />
              </p>
              <p className="ant-upload-text">{say("choose")}</p>
              <p className="ant-upload-hint">{say("choose_hint")}</p>
            </Upload.Dragger>
          )}
          {renamed && <Alert type="info" showIcon message={say("rename", renamed)} />}
          <FailedNote failure={problem} />
          {state.step === "failed" && (
            <UploadTrouble
              failure={state.failure}
              file={state.file}
              action={
                state.file && (
                  <Button onClick={() => navigate(`/numbers/${state.file?.id}`)}>{say("retry")}</Button>
                )
              }
            />
          )}
          {busy && <UploadProgress state={state} cancel={cancel} />}
          <Flex gap={12} align="center" wrap>
            <Button icon={<FileExcelOutlined />} onClick={saveSample}>
              {say("sample")}
            </Button>
            <span className="faint">{say("sample_note")}</span>
          </Flex>
        </div>
      </Card>
    </Page>
  );
}

function saveSample() {
  saveFile(
    "sample.csv",
    csvText(
      ["手机号", "name", "amount"],
      [
        ["13800138000", "王小明", "50"],
        ["13900139000", "李小红", "20"],
      ],
    ),
  );
}
