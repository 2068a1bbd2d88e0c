import { useMenu } from "@refinedev/core";
import { Menu, type MenuProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import { useRow } from "../ui/data.ts";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { mayDo } from "./access.ts";
import { MenuLabel } from "./menu-label.tsx";
import { idUnder, isNarrowed } from "./narrowed.ts";
import { isSetting, isWithin, NARROWED, SECTIONS } from "./resources.tsx";
import { useWaitingCounts } from "./waiting-counts.ts";
import { words } from "./words.ts";

type Item = NonNullable<MenuProps["items"]>[number];

/** The section that this browser keeps open: of several, the entry one looks for is out of sight. */
const OPEN = "tidings.menu";
const openSection = () => localStorage.getItem(OPEN) ?? SECTIONS[0];

/** The row that a page is about where a narrowed list may have it: `kind` says under which entry a send belongs. */
function useNarrowedRow(pathname: string) {
  const { table, list } = NARROWED;
  return useRow(table, idUnder(list, pathname), { select: "id, enterprise_id, kind" }).row;
}

type Entry = ReturnType<typeof useMenu>["menuItems"][number];

const itemOf = ({ key, name, icon, route, label }: Entry, waits: number): Item => ({
  key: key ?? name,
  icon,
  label: (
    <Link to={route ?? "/"}>
      <MenuLabel label={label} waits={waits} />
    </Link>
  ),
});

/** The pages this person may open, in sections of which one is unfolded: that of the page shown, whose item is in view. Settings are a page of their own. */
export function MainMenu() {
  const t = useTranslations(words);
  const { permissions, enterprise } = useMe();
  const { menuItems, selectedKey: ofPath } = useMenu();
  const { pathname, search } = useLocation();
  const [open, setOpen] = useState(openSection);
  const box = useRef<HTMLElement>(null);
  const allowed = menuItems.filter(
    (item) => mayDo(permissions, item.name, "list") && (enterprise !== null || item.meta?.alone),
  );
  const waiting = useWaitingCounts();
  const row = useNarrowedRow(pathname);
  const selected =
    allowed.find(({ route }) => isNarrowed(route, { pathname, search }, row)) ??
    allowed.find(({ key }) => key === ofPath);
  const settings = allowed.find(({ name }) => name === "settings");
  const inSettings = isSetting(selected?.meta?.section) || isWithin(pathname);
  const selectedKey = String((inSettings ? settings : selected)?.key ?? ofPath);
  const itemsOf = (section?: string) =>
    allowed
      .filter((item) => item.meta?.section === section && item !== settings)
      .map((item) => itemOf(item, waiting.get(item.name) ?? 0));
  const waitsIn = (isIn: (section: unknown) => boolean) =>
    allowed.reduce((sum, { name, meta }) => sum + (isIn(meta?.section) ? (waiting.get(name) ?? 0) : 0), 0);
  const sections = SECTIONS.flatMap((key): Item[] => {
    if (key === "settings") return settings ? [itemOf(settings, waitsIn(isSetting))] : [];
    const children = itemsOf(key);
    if (children.length === 0) return [];
    // Unfolded, its entries say it.
    const waits = key === open ? 0 : waitsIn((section) => section === key);
    return [{ key, label: <MenuLabel label={t(key)} waits={waits} />, children }];
  });
  const shown: string | undefined = selected?.meta?.section;
  useEffect(() => {
    if (SECTIONS.some((section) => section === shown)) setOpen(shown ?? "");
  }, [shown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another item is selected
  useEffect(() => {
    const menu = box.current;
    if (!menu) return;
    // A section has its height when it has unfolded.
    const sizes = new ResizeObserver(() =>
      menu.querySelector(".ant-menu-item-selected")?.scrollIntoView({ block: "nearest" }),
    );
    sizes.observe(menu);
    return () => sizes.disconnect();
  }, [selectedKey]);
  return (
    <nav ref={box} aria-label={t("menu_label")}>
      <Menu
        mode="inline"
        inlineIndent={12}
        className="frame-menu"
        selectedKeys={[selectedKey]}
        openKeys={[open]}
        onOpenChange={(keys) => {
          const next = keys.find((key) => key !== open) ?? "";
          localStorage.setItem(OPEN, next);
          setOpen(next);
        }}
        // Folded sections are drawn, so that the browser's own search and the keyboard find them.
        forceSubMenuRender
        items={[...itemsOf(), ...sections]}
      />
    </nav>
  );
}
