import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { BasicPhone } from "../../ui/basic-phone.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useTranslations } from "../../ui/words.ts";
import { editorWords } from "./words.ts";

interface PreviewDialogProps {
  readonly content: BasicContent;
  readonly signature: string | null;
  readonly close: () => void;
}

/** 预览: the storyboard as each of the five phones shows it. */
export function PreviewDialog({ content, signature, close }: PreviewDialogProps) {
  const t = useTranslations(editorWords);
  return (
    <Dialog
      title={t("preview")}
      width={440}
      footer={(_, { OkBtn }) => <OkBtn />}
      onOk={close}
      onCancel={close}
      data-testid="preview"
    >
      <BasicPhone content={content} signature={signature} />
    </Dialog>
  );
}
