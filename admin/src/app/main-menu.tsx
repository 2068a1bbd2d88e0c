import { useMenu } from "@refinedev/core";
import { Menu, type MenuProps } from "antd";
import { Link } from "react-router";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { mayDo } from "./access.ts";
import { words } from "./words.ts";

type Item = NonNullable<MenuProps["items"]>[number];

/** The pages this person may open, grouped by section. */
export function MainMenu() {
  const t = useTranslations(words);
  const { permissions } = useMe();
  const { menuItems, selectedKey } = useMenu();
  const items: Item[] = [];
  let heading: string | undefined;
  for (const item of menuItems) {
    if (!mayDo(permissions, item.name, "list")) continue;
    const own = item.meta?.heading as Extract<Parameters<typeof t>[0], string> | undefined;
    if (own !== undefined && own !== heading) {
      items.push({ type: "group", key: own, label: t(own) });
    }
    heading = own;
    items.push({
      key: item.key ?? item.name,
      icon: item.icon,
      label: <Link to={item.route ?? "/"}>{item.label}</Link>,
    });
  }
  return <Menu mode="inline" className="frame-menu" selectedKeys={[selectedKey]} items={items} />;
}
