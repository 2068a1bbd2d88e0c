import { Alert } from "antd";
import type { ReactNode } from "react";
import { bytesText } from "../ui/amount.ts";
import { FailedNote } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { CannotCut } from "./cut.ts";
import { AnotherFile } from "./resume.ts";
import type { NumberFile } from "./row.ts";
import { words } from "./words.ts";

interface UploadErrorProps {
  readonly failure: unknown;
  readonly file: NumberFile | null;
  readonly action?: ReactNode;
}

/** Why an upload stopped, and what to do now. */
export function UploadError({ failure, file, action }: UploadErrorProps) {
  const t = useTranslations(words);
  if (failure instanceof CannotCut) {
    const values = { line: failure.line };
    return (
      <Alert
        type="error"
        showIcon
        message={t(failure.problem, values)}
        description={t(`${failure.problem}_hint`, values)}
        action={action}
      />
    );
  }
  if (failure instanceof AnotherFile) {
    const values = { name: file?.name, size: bytesText(file?.bytes ?? 0) };
    return (
      <Alert
        type="warning"
        showIcon
        message={t("another_file")}
        description={t("another_file_hint", values)}
        action={action}
      />
    );
  }
  return (
    <>
      <FailedNote failure={failure} />
      {action}
    </>
  );
}
