import { App, Card, Switch } from "antd";
import { useMay, useMe } from "../ui/me.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** PKG-1 (操作保护): whether ordering packages asks for the password again. The law asks for it when it is switched off. */
export function Protection() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const on = useMe().enterprise?.operation_protection === true;
  const manages = useMay()("KooMessage:member:manage");
  const { run, running } = useVerb("set_operation_protection");

  async function turn(to: boolean) {
    try {
      await run({ input: { operation_protection: to } });
      message.success(t(to ? "protection_on" : "protection_off"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  return (
    <Card
      className="narrow"
      title={t("protection")}
      extra={
        <Switch
          aria-label={t("protection")}
          data-testid="operation-protection"
          checked={on}
          disabled={!manages}
          loading={running}
          onChange={(to) => void turn(to)}
        />
      }
    >
      <p>{t("protection_note")}</p>
      <span className="faint">{t(manages ? "protection_off_note" : "protection_read_only")}</span>
    </Card>
  );
}
