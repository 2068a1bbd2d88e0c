import { ControlOutlined, LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { useLogout } from "@refinedev/core";
import { Avatar, Button, Dropdown } from "antd";
import { useNavigate } from "react-router";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The signed-in person, with sign-out. */
export function UserMenu() {
  const t = useTranslations(words);
  const me = useMe();
  const navigate = useNavigate();
  const { mutate: signOut } = useLogout();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "who", type: "group", label: me.email },
          { key: "account", icon: <UserOutlined />, label: t("account") },
          ...(me.platform_admin
            ? [{ key: "platform", icon: <ControlOutlined />, label: t("platform") }]
            : []),
          { type: "divider" },
          { key: "out", icon: <LogoutOutlined />, label: t("sign_out") },
        ],
        onClick: ({ key }) => (key === "out" ? signOut() : navigate(`/${key}`)),
      }}
    >
      <Button type="text" aria-label={me.name} data-who={me.email}>
        <Avatar size={26} className="avatar">
          {me.name.slice(0, 1).toUpperCase()}
        </Avatar>
        <span className="hide-narrow">{me.name}</span>
      </Button>
    </Dropdown>
  );
}
