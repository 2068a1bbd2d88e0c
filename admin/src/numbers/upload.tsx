import { FileExcelOutlined, InboxOutlined } from "@ant-design/icons";
import { csvText } from "@tidings/shared/ground/csv.ts";
import {
  allowedFileName,
  fileProblem,
  NUMBER_LIMITS,
  type NumberPurpose,
} from "@tidings/shared/numbers/file.ts";
import { NUMBER_PURPOSE_WORDS } from "@tidings/shared/numbers/words.ts";
import { Alert, Button, Card, Flex, Segmented, Upload } from "antd";
import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { FormField } from "../ui/form-field.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { saveFile } from "../ui/save.ts";
import { FailedNote } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { UploadProgress } from "./progress.tsx";
import { UploadError } from "./upload-error.tsx";
import { useUpload } from "./use-upload.ts";
import { words } from "./words.ts";

/** Uploads a number file (SND-1): chosen or dropped, read and split in the browser, sent in parts. */
export function NumberUpload() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { state, start, cancel } = useUpload();
  const [search] = useSearchParams();
  const [purpose, setPurpose] = useState<NumberPurpose>(search.get("for") === "flags" ? "flags" : "aim");
  const [problem, setProblem] = useState<unknown>(null);
  const [renamed, setRenamed] = useState<{ name: string; allowed: string } | null>(null);
  useEffect(() => {
    if (state.step === "sent") navigate(`/numbers/${state.file.id}`, { replace: true });
  }, [state, navigate]);

  const limit = `${NUMBER_LIMITS.file_bytes[purpose] / 1_000_000} MB`;

  function take(chosen: File) {
    // `accept` does not apply to dropped files.
    if (purpose === "basic" && /\.xlsx$/i.test(chosen.name)) {
      setRenamed(null);
      setProblem({ message: t("basic_no_workbook"), hint: t("purpose_basic_hint") });
      return false;
    }
    const allowed = allowedFileName(chosen.name);
    const wrong = fileProblem(allowed, chosen.size, purpose);
    setRenamed(allowed === chosen.name ? null : { name: chosen.name, allowed });
    setProblem(wrong ? { code: wrong, details: JSON.stringify({ name: chosen.name, max: limit }) } : null);
    if (!wrong) void start(chosen, allowed, purpose);
    return false;
  }

  const busy = state.step === "reading" || state.step === "sending";
  return (
    <Page
      title={t(purpose === "flags" ? "upload_flags" : "upload")}
      note={t(purpose === "flags" ? "note_flags" : "note")}
      back="/numbers"
    >
      <Card className="narrow">
        <div className="stack">
          {!busy && (
            <FormField label={t("purpose")} hint={t(`purpose_${purpose}_hint`)}>
              <Segmented<NumberPurpose>
                value={purpose}
                onChange={setPurpose}
                options={optionsOf(NUMBER_PURPOSE_WORDS, t) as { value: NumberPurpose; label: string }[]}
              />
            </FormField>
          )}
          {!busy && (
            <Upload.Dragger
              accept={purpose === "basic" ? ".csv,.txt" : ".csv,.txt,.xlsx"}
              showUploadList={false}
              beforeUpload={take}
              maxCount={1}
              data-testid="number-file"
            >
              <p className="ant-upload-drag-icon">
                <InboxOutlined />
              </p>
              <p className="ant-upload-text">{t("choose")}</p>
              <p className="ant-upload-hint">{t(HINTS[purpose])}</p>
            </Upload.Dragger>
          )}
          {renamed && <Alert type="info" showIcon message={t("rename", renamed)} />}
          <FailedNote failure={problem} />
          {state.step === "failed" && (
            <UploadError
              failure={state.failure}
              file={state.file}
              action={
                state.file && (
                  <Button onClick={() => navigate(`/numbers/${state.file?.id}`)}>{t("retry")}</Button>
                )
              }
            />
          )}
          {busy && <UploadProgress state={state} cancel={cancel} />}
          <Flex gap={12} align="center" wrap>
            <Button icon={<FileExcelOutlined />} onClick={() => saveSample(purpose)}>
              {t("sample")}
            </Button>
            <span className="faint">{t(purpose === "flags" ? "sample_note_flags" : "sample_note")}</span>
          </Flex>
        </div>
      </Card>
    </Page>
  );
}

const HINTS = { aim: "choose_hint", basic: "choose_hint_basic", flags: "choose_hint_flags" } as const;

function saveSample(purpose: NumberPurpose) {
  const [heading, one, other] =
    purpose === "flags" ? ["客户标识", "VIP0001", "VIP0002"] : ["手机号", "13800138000", "13900139000"];
  saveFile(
    "sample.csv",
    csvText(
      [heading, "name", "amount"],
      [
        [one, "王小明", "50"],
        [other, "李小红", "20"],
      ],
    ),
  );
}
