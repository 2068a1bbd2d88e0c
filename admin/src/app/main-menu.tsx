import { useMenu } from "@refinedev/core";
import { Menu, type MenuProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import { useRow } from "../ui/data.ts";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { mayDo } from "./access.ts";
import { idUnder, isNarrowed } from "./narrowed.ts";
import { NARROWED, SECTIONS } from "./resources.tsx";
import { words } from "./words.ts";

type Item = NonNullable<MenuProps["items"]>[number];

/** The sections that this browser keeps open. */
const OPEN = "tidings.menu";
const openSections = () => (localStorage.getItem(OPEN) ?? SECTIONS[0]).split(" ");

/** The row that a page is about where a narrowed list may have it: `kind` says under which entry a send belongs. */
function useNarrowedRow(pathname: string) {
  const { table, list } = NARROWED;
  return useRow(table, idUnder(list, pathname), { select: "id, enterprise_id, kind" }).row;
}

/** The pages this person may open, in sections that fold. That of the page shown is open, and its item in view. */
export function MainMenu() {
  const t = useTranslations(words);
  const { permissions, enterprise } = useMe();
  const { menuItems, selectedKey: ofPath } = useMenu();
  const { pathname, search } = useLocation();
  const [open, setOpen] = useState(openSections);
  const box = useRef<HTMLElement>(null);
  const allowed = menuItems.filter(
    (item) => mayDo(permissions, item.name, "list") && (enterprise !== null || item.meta?.alone),
  );
  const row = useNarrowedRow(pathname);
  const selectedKey =
    allowed.find(({ route }) => isNarrowed(route, { pathname, search }, row))?.key ?? ofPath;
  const itemsOf = (section?: string) =>
    allowed
      .filter((item) => item.meta?.section === section)
      .map((item) => ({
        key: item.key ?? item.name,
        icon: item.icon,
        label: <Link to={item.route ?? "/"}>{item.label}</Link>,
      }));
  const sections = SECTIONS.map((key): Item => ({ key, label: t(key), children: itemsOf(key) }));
  const shown: string | undefined = allowed.find((item) => item.key === selectedKey)?.meta?.section;
  useEffect(() => {
    if (shown) setOpen((before) => (before.includes(shown) ? before : [...before, shown]));
  }, [shown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another item is selected, or its section has opened
  useEffect(() => {
    box.current?.querySelector(".ant-menu-item-selected")?.scrollIntoView({ block: "nearest" });
  }, [selectedKey, open]);
  return (
    <nav ref={box} aria-label={t("menu_label")}>
      <Menu
        mode="inline"
        inlineIndent={12}
        className="frame-menu"
        selectedKeys={[selectedKey]}
        openKeys={open}
        onOpenChange={(keys) => {
          localStorage.setItem(OPEN, keys.join(" "));
          setOpen(keys);
        }}
        // Folded sections are drawn, so that the browser's own search and the keyboard find them.
        forceSubMenuRender
        items={[...itemsOf(), ...sections.filter((one) => one && "children" in one && one.children?.length)]}
      />
    </nav>
  );
}
