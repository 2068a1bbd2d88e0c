import { SearchOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, Grid, Tooltip } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslations } from "../ui/words.ts";

const words = { find: w("查找页面和记录", "Find pages and records") };

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

/** Opens the palette, by a click or by Ctrl+K (on a Mac ⌘K). It is loaded when it is first opened. */
export function PaletteDoor() {
  const t = useTranslations(words);
  const wide = Grid.useBreakpoint().md ?? true;
  const [open, setOpen] = useState(false);
  const after = useRef<(() => void) | undefined>(undefined);
  const close = (then?: () => void) => {
    after.current = then;
    setOpen(false);
  };
  useEffect(() => {
    const then = after.current;
    after.current = undefined;
    if (open || !then) return;
    // The palette gives the focus back in a task of its own when it is gone. A dialog that is open by then would lose it, and with it Escape.
    const task = setTimeout(then);
    return () => clearTimeout(task);
  }, [open]);
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
      if (key.toLowerCase() !== "k" || !(ctrlKey || metaKey) || altKey || shiftKey || isComposing) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, []);
  return (
    <>
      <Tooltip title={wide ? undefined : t("find")}>
        <Button
          type="text"
          icon={<SearchOutlined />}
          aria-label={wide ? `${t("find")} Ctrl K` : t("find")}
          aria-keyshortcuts="Control+K Meta+K"
          data-testid="palette"
          onClick={() => setOpen(true)}
        >
          {wide && <kbd>Ctrl K</kbd>}
        </Button>
      </Tooltip>
      {open && (
        <Suspense fallback={null}>
          <Palette close={close} />
        </Suspense>
      )}
    </>
  );
}
