import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useEnterpriseChange } from "../ui/enterprise-change.ts";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The current enterprise; a menu for members of several (ENT-1). */
export function EnterpriseSwitch() {
  const t = useTranslations(words);
  const { enterprise, enterprises } = useMe();
  const { change, running } = useEnterpriseChange();
  if (enterprises.length < 2) return <b className="enterprise">{enterprise?.name}</b>;

  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: enterprise ? [enterprise.id] : [],
        items: enterprises.map(({ id, name }) => ({ key: id, label: name })),
        onClick: ({ key }) => void change(key),
      }}
    >
      <Button
        type="text"
        className="enterprise"
        aria-label={`${t("enterprise_in_use")} ${enterprise?.name}`}
        icon={<DownOutlined />}
        iconPosition="end"
        loading={running}
      >
        {enterprise?.name}
      </Button>
    </Dropdown>
  );
}
