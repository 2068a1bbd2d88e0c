import type { SendCard } from "@tidings/shared/sends/card.ts";
import { Alert } from "antd";
import { Link } from "react-router";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./stops-words.ts";

/** Warns, before approval, of a recent send of the same template to the same numbers. */
export function TwinNote({ send }: { send: Pick<SendCard, "twin"> }) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  if (send.twin === null) return null;
  const { id, name, batch_no, at } = send.twin;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="send-twin"
      message={<Link to={`/sends/${id}`}>{t("twin", { name, batch: batch_no, at: clock(at, zone) })}</Link>}
    />
  );
}
