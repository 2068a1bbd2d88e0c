import type { Finding } from "@tidings/shared/templates/findings.ts";
import { Button } from "antd";
import { Findings } from "../../contents/findings.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useTranslations } from "../../ui/words.ts";
import { editorWords } from "./words.ts";

interface CheckDialogProps {
  readonly findings: readonly Finding[];
  readonly where: (path: string) => string;
  /** Back to the editor, at the field of a path where one was chosen. */
  readonly back: (path?: string) => void;
}

/** VMS自动检测: what keeps a storyboard from being submitted, each with its place, and the way back to mend it. */
export function CheckDialog({ findings, where, back }: CheckDialogProps) {
  const t = useTranslations(editorWords);
  return (
    <Dialog
      title={t("check_title")}
      footer={
        <Button type="primary" onClick={() => back()} data-testid="check-back">
          {t("check_back")}
        </Button>
      }
      onCancel={() => back()}
      data-testid="check"
    >
      <div className="stack">
        <span className="faint">{t("check_intro")}</span>
        <Findings findings={findings} where={where} go={back} />
      </div>
    </Dialog>
  );
}
