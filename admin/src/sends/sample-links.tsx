import { FileExcelOutlined } from "@ant-design/icons";
import { basicExamples, basicParameters } from "@tidings/shared/basic/content.ts";
import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { sampleWorkbook } from "@tidings/shared/numbers/sample.ts";
import { Button } from "antd";
import { saveBlob } from "../ui/save.ts";
import { AwayLink } from "../ui/way-back.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./basic-words.ts";
import type { StepProps } from "./step.ts";

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The sample of a number file with the template's own parameters (下载号码文件示例), and the way to upload what is made of it. */
export function SampleLinks({ form, choices }: Pick<StepProps, "form" | "choices">) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { version } = choices.basic;
  if (!version) return null;
  const examples = basicExamples(version.content);
  const save = (bytes: Uint8Array<ArrayBuffer>) =>
    saveBlob("sample.xlsx", new Blob([bytes], { type: XLSX_TYPE }));
  const parameters = basicParameters(version.content).map((name) => ({
    name,
    example: valueAt(examples, name) ?? null,
  }));
  return (
    <>
      <Button
        type="link"
        size="small"
        icon={<FileExcelOutlined />}
        onClick={() => save(sampleWorkbook(parameters, form.sendType, locale))}
        data-testid="sample"
      >
        {t("sample")}
      </Button>
      <AwayLink to="/numbers/new?for=basic">{t("upload")}</AwayLink>
    </>
  );
}
