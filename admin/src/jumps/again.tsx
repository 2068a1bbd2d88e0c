import { CopyOutlined } from "@ant-design/icons";
import { JUMP_LIMITS } from "@tidings/shared/links/jump.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Button } from "antd";
import { useNavigate } from "react-router";
import { useMay } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** A rejected batch is requested again as a new one, with the typed values filled in. */
export function AgainButton({ row }: { row: Row }) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  if (!useMay()("KooMessage:jump:create") || row.state !== "rejected") return null;
  const typed = Number(row.links) <= JUMP_LIMITS.typed;
  const filled = {
    name: String(row.name),
    purpose: String(row.purpose),
    source: typed ? "typed" : "file",
    urls: typed ? (row.first_urls as readonly string[]).join("\n") : "",
  };
  return (
    <Button icon={<CopyOutlined />} onClick={() => navigate("/jumps/new", { state: { filled } })}>
      {t("again")}
    </Button>
  );
}
