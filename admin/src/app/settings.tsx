import { useMenu } from "@refinedev/core";
import { Card } from "antd";
import { Link } from "react-router";
import { useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { useTranslations } from "../ui/words.ts";
import { mayDo } from "./access.ts";
import { MenuLabel } from "./menu-label.tsx";
import { SETTINGS } from "./resources.tsx";
import "./settings.css";
import { useWaitingCounts } from "./waiting-counts.ts";
import { words } from "./words.ts";

/** What is set once and looked at seldom, as tiles: those that this person may open. */
export function Settings() {
  const t = useTranslations(words);
  const { permissions, enterprise } = useMe();
  const { menuItems } = useMenu();
  const waiting = useWaitingCounts();
  const allowed = menuItems.filter(
    (item) => mayDo(permissions, item.name, "list") && (enterprise !== null || item.meta?.alone),
  );
  const groups = SETTINGS.map((group) => ({
    group,
    items: allowed.filter(({ meta }) => meta?.section === group),
  })).filter(({ items }) => items.length > 0);
  return (
    <Page title={t("settings")} note={t("settings_note")}>
      {groups.map(({ group, items }) => (
        <Card key={group} title={t(group)}>
          <ul className="settings-tiles">
            {items.map(({ key, name, route, icon, label }) => (
              <li key={key}>
                <Link to={route ?? "/"} className="settings-tile">
                  {icon}
                  <MenuLabel label={label} waits={waiting.get(name) ?? 0} />
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </Page>
  );
}
