import { useEffect, useRef } from "react";
import { KeysHelp, useKeysHelp } from "../keys-help.tsx";
import { useOpenActs } from "../open-acts.ts";
import { DECISION_KEYS } from "../review-queue.ts";

/** What takes what is typed. */
const TYPED = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";
/** Above the page: nothing under it is meant. */
const ABOVE = ".ant-modal-wrap, .ant-drawer-open, [cmdk-dialog]";

/** Works the page of one row by the keyboard: `a` and `r` begin its decision, as their buttons do; `?` says so. */
export function RowKeys({ decides }: { decides: boolean }) {
  const help = useKeysHelp();
  const acts = useOpenActs();
  const press = useRef<(key: string) => boolean>(() => false);
  press.current = (key) => {
    const open = acts.find((act) => act.key === DECISION_KEYS[key])?.open;
    if (key === "?") help.show(true);
    else open?.();
    return key === "?" || open !== undefined;
  };
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const { key, target, isComposing, ctrlKey, metaKey, altKey } = event;
      if (isComposing || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (!(target instanceof Element) || target.closest(TYPED)) return;
      if ([...document.querySelectorAll(ABOVE)].some((one) => one.getClientRects().length > 0)) return;
      if (press.current(key)) event.preventDefault();
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, []);
  return <KeysHelp help={help} keys={decides ? ["approve", "reject"] : []} />;
}
