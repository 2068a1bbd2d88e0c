import { Flex, Modal } from "antd";
import { ReasonField, useReason } from "../../ui/reason-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./acts-words.ts";

interface DownloadReasonProps {
  readonly start: (reason: string) => void;
  readonly close: () => void;
}

/** Asks why the whole customer flags are taken out; the reason stands in the audit log (IAM-3). */
export function DownloadReason({ start, close }: DownloadReasonProps) {
  const t = useTranslations(words);
  const reason = useReason();
  return (
    <Modal
      open
      title={t("whole_title")}
      okText={t("whole_start")}
      cancelText={t("whole_cancel")}
      onOk={() => {
        const why = reason.take();
        if (why !== null) start(why);
      }}
      onCancel={close}
      maskClosable={false}
    >
      <Flex vertical gap={12}>
        <div>{t("whole_body")}</div>
        <ReasonField id="export-reason" reason={reason} />
      </Flex>
    </Modal>
  );
}
