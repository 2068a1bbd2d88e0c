import { refusalWords } from "@tidings/shared/refusals/register.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { stopWords } from "@tidings/shared/sends/stops.ts";
import { Alert } from "antd";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./stops-words.ts";

/** Who paused a send, or that it went back to review, and why. For the system, the text of its code. */
export function PauseNote({ send }: { send: SendCard }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { zone } = useEnterprise();
  const at = clock(send.paused_at, zone);
  const plan = send.timing === "recurring";
  if (send.pause_code === null) {
    return (
      <Alert
        type="warning"
        showIcon
        data-testid="send-note"
        message={t("paused_by", { name: send.paused_by_name ?? "—", at })}
        description={
          <>
            {send.pause_reason && <div>{t("paused_reason", { reason: send.pause_reason })}</div>}
            {t(plan ? "paused_plan_hint" : "paused_hint")}
          </>
        }
      />
    );
  }
  const isBack = send.state === "in_review";
  const failing = send.pause_code === "failure_rate";
  const restored = send.pause_code === "restored";
  const why = stopWords(
    { code: send.pause_code, details: send.pause_details, reason: send.pause_reason },
    locale,
  );
  const { hint } = refusalWords(send.pause_code, locale, send.pause_details, { hint: " " });
  return (
    <Alert
      type={isBack ? "warning" : "error"}
      showIcon
      data-testid={isBack ? "sent-back" : "send-note"}
      message={t(isBack ? "sent_back" : "paused_by_system", { at, why })}
      description={failing ? t("failure_rate_hint") : restored ? t("restored_hint") : hint}
    />
  );
}
