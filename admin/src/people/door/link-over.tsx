import { Alert } from "antd";
import { useState } from "react";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

/** Says that the link of a mail works no more, where Auth has sent somebody here with such an error. */
export function LinkOver() {
  const t = useTranslations(words);
  const [over] = useState(() => new URLSearchParams(location.hash.slice(1)).has("error"));
  if (!over) return null;
  return (
    <Alert
      type="warning"
      showIcon
      message={t("link_over")}
      description={t("link_over_hint")}
      className="sign-in-alert"
    />
  );
}
