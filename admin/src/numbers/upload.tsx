import { FileExcelOutlined, InboxOutlined } from "@ant-design/icons";
import { csvText } from "@tidings/shared/ground/csv.ts";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import {
  allowedFileName,
  fileProblem,
  NUMBER_LIMITS,
  type NumberPurpose,
} from "@tidings/shared/numbers/file.ts";
import { sampleWorkbook } from "@tidings/shared/numbers/sample.ts";
import { NUMBER_PURPOSE_WORDS } from "@tidings/shared/numbers/words.ts";
import { Alert, Button, Card, Flex, Segmented, Upload } from "antd";
import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { FormField } from "../ui/form-field.tsx";
import { useMay } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { saveBlob, saveFile } from "../ui/save.ts";
import { FailedNote } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { UploadProgress } from "./progress.tsx";
import { UploadError } from "./upload-error.tsx";
import { useUpload } from "./use-upload.ts";
import { words } from "./words.ts";

/** Uploads a number file (SND-1): chosen or dropped, read and split in the browser, sent in parts. */
export function NumberUpload() {
  const t = useTranslations(words);
  const locale = useLocale();
  const navigate = useNavigate();
  const { state, start, cancel } = useUpload();
  const [search] = useSearchParams();
  const may = useMay();
  const purposes = PURPOSES.filter((one) => may(NEEDS[one]));
  const asked = PURPOSES.find((one) => one === search.get("for"));
  const [purpose, setPurpose] = useState<NumberPurpose>(asked ?? purposes[0] ?? "aim");
  const [problem, setProblem] = useState<unknown>(null);
  const [renamed, setRenamed] = useState<{ name: string; allowed: string } | null>(null);
  useEffect(() => {
    if (state.step === "sent") navigate(`/numbers/${state.file.id}`, { replace: true });
  }, [state, navigate]);

  const limit = `${NUMBER_LIMITS.file_bytes[purpose] / 1_000_000} MB`;

  function take(chosen: File) {
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
                options={purposes.map((one) => ({ value: one, label: t(NUMBER_PURPOSE_WORDS[one]) }))}
              />
            </FormField>
          )}
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
            <Button icon={<FileExcelOutlined />} onClick={() => saveSample(purpose, locale)}>
              {t("sample")}
            </Button>
            <span className="faint">{t(SAMPLE_NOTES[purpose])}</span>
          </Flex>
        </div>
      </Card>
    </Page>
  );
}

const PURPOSES = ["aim", "basic", "flags"] as const satisfies readonly NumberPurpose[];
const NEEDS: Record<NumberPurpose, string> = {
  aim: "KooMessage:numberFile:create",
  basic: "KooMessageBasic:numberFile:create",
  flags: "KooMessage:numberFile:create",
};
const HINTS = { aim: "choose_hint", basic: "choose_hint_basic", flags: "choose_hint_flags" } as const;

const SAMPLE_NOTES = {
  aim: "sample_note",
  basic: "sample_note_basic",
  flags: "sample_note_flags",
} as const;

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Of the basic edition without a template in hand: one of personal values. The form of a send has that of its template. */
const BASIC_SAMPLE = [
  { name: "name", example: "王小明" },
  { name: "amount", example: "50" },
];

function saveSample(purpose: NumberPurpose, locale: Locale) {
  if (purpose === "basic") {
    const book = sampleWorkbook(BASIC_SAMPLE, "personal", locale);
    return saveBlob("sample.xlsx", new Blob([book], { type: XLSX_TYPE }));
  }
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
