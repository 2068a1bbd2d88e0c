import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useMay } from "../../ui/me.tsx";
import { Page } from "../../ui/page.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { callVerb } from "../../ui/verb.ts";
import { useTranslations } from "../../ui/words.ts";
import type { SendSettings } from "./row.ts";
import { RulesForm } from "./rules-form.tsx";
import { WindowForm } from "./window-form.tsx";
import { words } from "./words.ts";

/** The settings of an enterprise that apply to all its sends (OPT-1, GRD-1, PKG-2). */
export function SendSettingsPage() {
  const t = useTranslations(words);
  const manages = useMay()("KooMessage:sendSetting:manage");
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["send_settings"],
    queryFn: () => callVerb<SendSettings>("get_send_settings", {}),
  });
  return (
    <Page title={t("title")} note={t("note")}>
      {!manages && <Alert type="info" showIcon message={t("read_only")} />}
      {isPending ? (
        <Loading />
      ) : !data ? (
        <Failed failure={error} retry={() => void refetch()} />
      ) : (
        <RulesForm settings={data} manages={manages} />
      )}
      <WindowForm />
    </Page>
  );
}
