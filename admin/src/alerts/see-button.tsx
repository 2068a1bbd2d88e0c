import { CheckOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { AlertRow } from "./row.ts";
import { words } from "./words.ts";

/** Marks an alert as seen. */
export function SeeButton({ alert, short = false }: { alert: Pick<AlertRow, "id">; short?: boolean }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const { run, running } = useVerb("see_alert");

  async function see() {
    try {
      await run({ alert: String(alert.id) });
      message.success(t("see_done"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  return (
    <Button
      size="small"
      type={short ? "text" : "default"}
      icon={<CheckOutlined />}
      loading={running}
      aria-label={t("see")}
      onClick={() => void see()}
      data-see={alert.id}
    >
      {short ? null : t("see")}
    </Button>
  );
}
