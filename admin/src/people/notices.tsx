import { useQueryClient } from "@tanstack/react-query";
import { NOTICE_WORDS, NOTICES, type Notice } from "@tidings/shared/alerts/notices.ts";
import { App, Card, Checkbox } from "antd";
import { useMe, WHOAMI } from "../ui/me.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** C10: of what becomes of one's own things one is told directly, in the chat account that was linked last. */
export function Notices() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { notices } = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();

  async function choose(chosen: readonly Notice[]) {
    try {
      const me = await callVerb("set_notices", { input: { notices: [...chosen] } });
      await queries.cancelQueries({ queryKey: WHOAMI });
      queries.setQueryData(WHOAMI, (was: object | null | undefined) =>
        was ? { ...was, notices: (me as { notices: Notice[] }).notices } : was,
      );
      message.success(t("notices_done"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  return (
    <Card className="narrow" title={t("notices")}>
      <p className="faint">{t("notices_note")}</p>
      <Checkbox.Group
        value={[...notices]}
        options={NOTICES.map((notice) => ({ value: notice, label: t(NOTICE_WORDS[notice]) }))}
        onChange={(chosen) => void choose(chosen as Notice[])}
      />
    </Card>
  );
}
