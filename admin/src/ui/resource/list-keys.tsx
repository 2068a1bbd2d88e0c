import { w } from "@tidings/shared/ground/locale.ts";
import { Descriptions, Modal } from "antd";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslations } from "../words.ts";

const words = {
  title: w("键盘快捷键", "Keys"),
  close: w("知道了", "All right"),
  move: w("在行之间移动", "From row to row"),
  open: w("打开所在的行", "Open the row"),
  select: w("选择所在的行", "Select the row"),
  find: w("按名称筛选", "Filter by name"),
  palette: w("查找页面和记录", "Find a page or a row"),
  help: w("显示此说明", "Show these keys"),
};

/** What has keys of its own, or takes what is typed. */
const BUSY =
  "input, textarea, select, button, [contenteditable], [role=tab], [role=menu], [role=listbox], .ant-popover";
/** Above the page: nothing under it is meant. */
const ABOVE = ".ant-modal-wrap, .ant-drawer-open, [cmdk-dialog]";
const ROW = "tr[data-row-key]";

interface ListKeys {
  /** Around the list. */
  readonly list: RefObject<HTMLElement | null>;
  readonly open: (key: string) => void;
  readonly select?: (key: string) => void;
  /** One list among others on a page: its keys are heard inside it alone. */
  readonly within?: true;
}

/** Works a list by the keyboard; `?` says how. The row with the focus is the one that is meant. */
export function ListKeys({ list, open, select, within }: ListKeys) {
  const t = useTranslations(words);
  const [helps, setHelps] = useState(false);
  const act = useRef<(event: KeyboardEvent) => boolean>(() => false);
  act.current = ({ key, target }) => {
    if (helps) return false;
    const { activeElement } = document;
    const row = activeElement?.closest<HTMLElement>(ROW) ?? null;
    const isRow = row !== null && row === activeElement;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
      const at = row === null ? (key === "ArrowDown" ? -1 : rows.length) : rows.indexOf(row);
      const next = rows[at + (key === "ArrowDown" ? 1 : -1)];
      next?.focus();
      return next !== undefined;
    }
    if (target instanceof Element && target.closest(BUSY)) return false;
    const id = row?.dataset.rowKey;
    if (key === "Enter" && isRow && id) open(id);
    else if (key === "x" && id && select) select(id);
    else if (key === "/")
      list.current?.querySelector<HTMLElement>(".filter-input input, input.filter-input")?.focus();
    else if (key === "?") setHelps(true);
    else return false;
    return true;
  };
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const { target, isComposing, ctrlKey, metaKey, altKey } = event;
      if (isComposing || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (!(target instanceof Element)) return;
      if (within && !list.current?.contains(target)) return;
      // A dialog gives the focus back to the row a moment before it is gone: then the row is meant.
      const onRow = list.current?.contains(target) && target.matches(ROW);
      if (!onRow && [...document.querySelectorAll(ABOVE)].some(isSeen)) return;
      // In the list, or nowhere in particular: a click beside everything gives the focus to what is around it all.
      const inside = list.current?.contains(target) || target.contains(list.current);
      const arrow = event.key.startsWith("Arrow");
      if (arrow && (!inside || (target.closest(BUSY) && !target.closest(ROW)))) return;
      if (act.current(event)) event.preventDefault();
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, [list, within]);
  return (
    <Modal
      open={helps}
      title={t("title")}
      okText={t("close")}
      footer={(_, { OkBtn }) => <OkBtn />}
      onOk={() => setHelps(false)}
      onCancel={() => setHelps(false)}
    >
      <Descriptions
        column={1}
        items={[
          { key: "move", label: <kbd>↑ ↓</kbd>, children: t("move") },
          { key: "open", label: <kbd>Enter</kbd>, children: t("open") },
          ...(select ? [{ key: "select", label: <kbd>x</kbd>, children: t("select") }] : []),
          { key: "find", label: <kbd>/</kbd>, children: t("find") },
          { key: "palette", label: <kbd>Ctrl K</kbd>, children: t("palette") },
          { key: "help", label: <kbd>?</kbd>, children: t("help") },
        ]}
      />
    </Modal>
  );
}

const isSeen = (element: Element) => element.getClientRects().length > 0;
