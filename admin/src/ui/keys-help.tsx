import { w } from "@tidings/shared/ground/locale.ts";
import { Descriptions, Modal } from "antd";
import { useState } from "react";
import { useTranslations } from "./words.ts";

const words = {
  title: w("键盘快捷键", "Shortcut keys"),
  close: w("知道了", "Got it"),
  move: w("在行之间移动", "Move between rows"),
  open: w("打开当前行", "Open the current row"),
  select: w("选择当前行", "Select the current row"),
  approve: w("通过：先查看，再按 Enter", "Approve: view it, then press Enter"),
  reject: w("驳回：填写原因，再按 Ctrl Enter", "Reject: enter a reason, then press Ctrl+Enter"),
  find: w("按名称筛选", "Filter by name"),
  palette: w("查找页面、记录与操作", "Find pages, records and actions"),
  help: w("显示此说明", "Show this help"),
};

/** What each key is called, in the order of the help. */
const KEYS = {
  move: "↑ ↓ j k",
  open: "Enter",
  select: "x",
  approve: "a",
  reject: "r",
  find: "/",
  palette: "Ctrl K",
  help: "?",
} as const;

export type KeyName = keyof typeof KEYS;

/** Is the help shown? */
export interface KeysHelpState {
  readonly open: boolean;
  readonly show: (open: boolean) => void;
}

export function useKeysHelp(): KeysHelpState {
  const [open, show] = useState(false);
  return { open, show };
}

interface KeysHelpProps {
  readonly help: KeysHelpState;
  /** Those that the page has; the palette and the help are everywhere. */
  readonly keys: readonly KeyName[];
}

/** What each key of the page does. */
export function KeysHelp({ help, keys }: KeysHelpProps) {
  const t = useTranslations(words);
  const shown = (Object.keys(KEYS) as KeyName[]).filter(
    (key) => keys.includes(key) || key === "palette" || key === "help",
  );
  const close = () => help.show(false);
  return (
    <Modal
      open={help.open}
      title={t("title")}
      okText={t("close")}
      footer={(_, { OkBtn }) => <OkBtn />}
      onOk={close}
      onCancel={close}
    >
      <Descriptions
        column={1}
        items={shown.map((key) => ({ key, label: <kbd>{KEYS[key]}</kbd>, children: t(key) }))}
      />
    </Modal>
  );
}
