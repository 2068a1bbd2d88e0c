import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslations } from "../../ui/words.ts";
import { copyText } from "./copy-text.ts";
import { words } from "./words.ts";

/** How long the success icon stays, in ms. */
const SHOWN_MS = 2_000;

/** Copies an address and confirms it. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    if (await copyText(text)) {
      setCopied(true);
      message.success(t("copied"));
    } else message.error(t("not_copied", { text }), 8);
  }

  return (
    <Button
      type={label === undefined ? "text" : "default"}
      size={label === undefined ? "small" : "middle"}
      icon={copied ? <CheckOutlined /> : <CopyOutlined />}
      aria-label={`${t("copy")} ${text}`}
      onClick={() => void copy()}
      data-testid="copy"
    >
      {label}
    </Button>
  );
}
