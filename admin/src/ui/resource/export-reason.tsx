import { Flex } from "antd";
import { Dialog } from "../dialog.tsx";
import { ReasonField, useReason } from "../reason-field.tsx";
import { useTranslations } from "../words.ts";
import { exportWords as words } from "./export-words.ts";

interface ExportReasonProps {
  readonly start: (reason: string) => void;
  readonly close: () => void;
}

/** Asks why whole numbers are exported; the reason is in the audit log (IAM-3). */
export function ExportReason({ start, close }: ExportReasonProps) {
  const t = useTranslations(words);
  const reason = useReason();
  return (
    <Dialog
      title={t("whole_title")}
      okText={t("whole_start")}
      onOk={() => {
        const why = reason.take();
        if (why !== null) start(why);
      }}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <div>{t("whole_body")}</div>
        <ReasonField id="export-reason" reason={reason} />
      </Flex>
    </Dialog>
  );
}
