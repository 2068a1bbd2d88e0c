import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { useEffect } from "react";
import { useTranslations } from "../../ui/words.ts";
import { contentWords } from "../words.ts";
import type { History } from "./use-history.ts";

/** Ctrl+Z and Ctrl+Shift+Z (or Y) anywhere on the page but in what lies over it, such as a window. */
export function useHistoryKeys(
  { undo, redo }: History,
  root: { readonly current: HTMLElement | null },
): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isRedo = key === "y" || (key === "z" && event.shiftKey);
      if (key !== "z" && !isRedo) return;
      const { target } = event;
      const isElsewhere =
        target instanceof Element && target !== document.body && !root.current?.contains(target);
      if (isElsewhere && target.closest(".ant-modal, .ant-popover, input, textarea")) return;
      event.preventDefault();
      if (isRedo) redo();
      else undo();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [undo, redo, root]);
}

/** The buttons that take back the last step, and bring it again. */
export function HistoryButtons({ history }: { history: History }) {
  const t = useTranslations(contentWords);
  return (
    <Flex gap={4}>
      <Button
        type="text"
        icon={<UndoOutlined />}
        aria-label={t("undo")}
        title={t("undo")}
        disabled={!history.canUndo}
        onClick={history.undo}
        data-testid="undo"
      />
      <Button
        type="text"
        icon={<RedoOutlined />}
        aria-label={t("redo")}
        title={t("redo")}
        disabled={!history.canRedo}
        onClick={history.redo}
        data-testid="redo"
      />
    </Flex>
  );
}
