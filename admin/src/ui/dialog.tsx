import { w } from "@tidings/shared/ground/locale.ts";
import { Modal, type ModalProps } from "antd";
import { useEffect, useState } from "react";
import { useTranslations } from "./words.ts";

const words = { cancel: w("取消", "Not now") };

/**
 * A dialog that stands while it is rendered. antd gives the focus back when a dialog is closed, not when it is taken away
 * with its component; this gives it back to whatever had it. A click beside it, as the second of a double click, does nothing.
 * What acts is the last button, at the right; what leaves everything as it is comes before it, and is never called "Cancel" in English.
 */
export function Dialog(props: Omit<ModalProps, "open">) {
  const t = useTranslations(words);
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
  return <Modal open maskClosable={false} destroyOnHidden cancelText={t("cancel")} {...props} />;
}
