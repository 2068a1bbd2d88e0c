import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { App, Button } from "antd";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text.ts";
import { useTranslations } from "./words.ts";

const words = {
  copy: w("复制", "Copy"),
  copied: w("已复制", "Copied"),
  not_copied: w(
    "浏览器不允许复制，请手动选择：{text}",
    "Your browser blocked copying. Select the text manually: {text}",
  ),
};

/** How long the success icon stays, in ms. */
const SHOWN_MS = 2_000;

/** Copies a text and confirms it. */
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
      aria-label={label === undefined ? `${t("copy")} ${text}` : undefined}
      onClick={() => void copy()}
      data-testid="copy"
    >
      {label}
    </Button>
  );
}
