import { App, Switch } from "antd";
import { useMay } from "../ui/me.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** Enables and disables an approved template (TPL-1). Rendered only for those with the permission. */
export function EnabledSwitch({ card }: { card: TemplateCard }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const may = useMay();
  const { message } = App.useApp();
  const enable = useVerb("enable_template");
  const disable = useVerb("disable_template");
  if (card.live_version_id === null || !may("KooMessage:template:update")) return null;

  async function turn(enabled: boolean) {
    try {
      await (enabled ? enable : disable).run({ template: card.id });
      message.success(t(enabled ? "turned_on" : "turned_off"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  return (
    <Switch
      aria-label={t("switch")}
      checked={card.enabled}
      loading={enable.running || disable.running}
      checkedChildren={t("on")}
      unCheckedChildren={t("off")}
      onChange={(enabled) => void turn(enabled)}
    />
  );
}
