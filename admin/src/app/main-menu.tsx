import { useMenu } from "@refinedev/core";
import { Menu, type MenuProps } from "antd";
import { Link } from "react-router";
import { useMe } from "../ui/me.tsx";
import { useWords } from "../ui/words.ts";
import { mayDo } from "./access.ts";
import { words } from "./words.ts";

type Item = NonNullable<MenuProps["items"]>[number];

/** The rooms this person may enter, under their headings. */
export function MainMenu() {
  const say = useWords(words);
  const { permissions } = useMe();
  const { menuItems, selectedKey } = useMenu();
  const items: Item[] = [];
  let heading: string | undefined;
  for (const item of menuItems) {
    if (!mayDo(permissions, item.name, "list")) continue;
    const own = item.meta?.heading as Parameters<typeof say>[0] | undefined;
    if (own !== undefined && own !== heading) {
      items.push({ type: "group", key: own, label: say(own) });
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
