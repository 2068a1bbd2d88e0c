import { w } from "@tidings/shared/ground/locale.ts";
import { Modal, type ModalProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { decidingPart, focusSoon } from "./focus.ts";
import { useTranslations } from "./words.ts";

const words = { cancel: w("取消", "Not now") };

export type DialogProps = Omit<ModalProps, "open">;

/**
 * A dialog that stands while it is rendered, with the focus on what decides. antd gives the focus back when a dialog is closed, not
 * when it is taken away with its component; this gives it back to whatever had it. A click beside it, as the second of a double
 * click, does nothing. What acts is the last button, at the right; what leaves everything as it is comes before it, and is never
 * called "Cancel" in English.
 */
export function Dialog(props: DialogProps) {
  const t = useTranslations(words);
  const [opener] = useState(() => document.activeElement);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => focusSoon(() => decidingPart(panel.current)), []);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
  return (
    <Modal
      open
      maskClosable={false}
      destroyOnHidden
      cancelText={t("cancel")}
      modalRender={(content) => <div ref={panel}>{content}</div>}
      {...props}
    />
  );
}
