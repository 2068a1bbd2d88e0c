import { ExportOutlined } from "@ant-design/icons";
import { Button, Card, Flex } from "antd";
import { CopyButton } from "../ui/copy-button.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { useTranslations } from "../ui/words.ts";
import type { TaskCard } from "./row.ts";
import { words } from "./words.ts";

/** The address of a group link, to copy, open or scan. */
export function AddressCard({ task }: { task: TaskCard }) {
  const t = useTranslations(words);
  const { address } = task;
  if (task.kind !== "group" || address === null || task.state === "cancelled") return null;
  return (
    <Card title={t("link")}>
      <Flex gap="16px 24px" wrap>
        <div className="address">
          <a className="mono address-text" href={address} target="_blank" rel="noopener noreferrer">
            {address}
          </a>
          <Flex gap={8} wrap>
            <CopyButton text={address} label={t("copy")} />
            <Button icon={<ExportOutlined />} href={address} target="_blank" rel="noopener noreferrer">
              {t("open")}
            </Button>
          </Flex>
        </div>
        <figure className="qr" aria-label={t("qr")}>
          <QrCode value={address} size={148} />
          <figcaption className="faint">{t("qr_hint")}</figcaption>
        </figure>
      </Flex>
    </Card>
  );
}
