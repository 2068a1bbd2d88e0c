import {
  CheckOutlined,
  DesktopOutlined,
  LogoutOutlined,
  MoonOutlined,
  SunOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { useLogout } from "@refinedev/core";
import { Avatar, Button, Dropdown } from "antd";
import { useNavigate } from "react-router";
import { useConfirmLeave } from "../ui/leave-guard.tsx";
import { useMe } from "../ui/me.tsx";
import { setTheme, THEME_CHOICES, useThemeChoice } from "../ui/theme.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const THEME_ICONS = { system: <DesktopOutlined />, light: <SunOutlined />, dark: <MoonOutlined /> };

/** The signed-in person, with the theme and sign-out. */
export function UserMenu() {
  const t = useTranslations(words);
  const me = useMe();
  const navigate = useNavigate();
  const chosen = useThemeChoice();
  const confirmLeave = useConfirmLeave();
  const { mutate: signOut } = useLogout();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "who", type: "group", label: me.email },
          ...(me.enterprise === null
            ? []
            : [{ key: "account", icon: <UserOutlined />, label: t("own-page") }]),
          { type: "divider" },
          {
            key: "theme",
            type: "group",
            label: t("theme"),
            children: THEME_CHOICES.map((one) => ({
              key: one,
              icon: THEME_ICONS[one],
              label: t(`theme_${one}`),
              extra: one === chosen && <CheckOutlined aria-label={t("theme_chosen")} />,
            })),
          },
          { type: "divider" },
          { key: "out", icon: <LogoutOutlined />, label: t("sign_out") },
        ],
        onClick: ({ key }) => {
          const theme = THEME_CHOICES.find((one) => one === key);
          if (theme) setTheme(theme);
          else if (key === "out") void confirmLeave().then((leave) => leave && signOut());
          else navigate(`/${key}`);
        },
      }}
    >
      <Button type="text" data-who={me.email}>
        <Avatar size={26} className="avatar" aria-hidden>
          {me.name.slice(0, 1).toUpperCase()}
        </Avatar>
        <span className="unseen-narrow">{me.name}</span>
      </Button>
    </Dropdown>
  );
}
