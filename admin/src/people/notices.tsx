import { useQueryClient } from "@tanstack/react-query";
import {
  MONTH_MAIL_WORDS,
  NOTICE_WORDS,
  NOTICES,
  NOTICES_ON,
  NOTICES_ON_WORDS,
  type Notice,
  type NoticesOn,
} from "@tidings/shared/alerts/notices.ts";
import { App, Card, Checkbox, Select } from "antd";
import { useFailureToast } from "../ui/failure-toast.tsx";
import { FormField } from "../ui/form-field.tsx";
import { useMay, useMe, useZone, WHOAMI } from "../ui/me.tsx";
import type { Me } from "../ui/me-context.ts";
import { zoneName } from "../ui/time.ts";
import { callVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Chosen = "notices" | "notices_on" | "month_mail";

/** C10, BOT-4: of what becomes of one's own things one is told directly, and where. */
export function Notices() {
  const t = useTranslations(words);
  const may = useMay();
  const zone = useZone();
  const { notices, notices_on, month_mail, email } = useMe();
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const queries = useQueryClient();

  async function choose(input: {
    readonly notices?: readonly Notice[];
    readonly notices_on?: NoticesOn | null;
    readonly month_mail?: boolean;
  }) {
    try {
      const me = (await callVerb("set_notices", { input })) as Pick<Me, Chosen>;
      await queries.cancelQueries({ queryKey: WHOAMI });
      queries.setQueryData(WHOAMI, (was: object | null | undefined) =>
        was ? { ...was, notices: me.notices, notices_on: me.notices_on, month_mail: me.month_mail } : was,
      );
      message.success(t("notices_done"));
    } catch (failure) {
      tellFailure(failure);
    }
  }

  return (
    <Card className="narrow" title={t("notices")}>
      <p className="faint">{t("notices_note")}</p>
      <Checkbox.Group
        className="notices"
        value={[...notices]}
        options={NOTICES.map((notice) => ({ value: notice, label: t(NOTICE_WORDS[notice]) }))}
        onChange={(chosen) => void choose({ notices: chosen as Notice[] })}
      />
      <FormField label={t("notices_on")} htmlFor="notices-on">
        <Select
          id="notices-on"
          value={notices_on ?? "last"}
          options={([...NOTICES_ON, "last"] as const).map((on) => ({
            value: on,
            label: t(NOTICES_ON_WORDS[on]),
          }))}
          onChange={(on: NoticesOn | "last") => void choose({ notices_on: on === "last" ? null : on })}
        />
      </FormField>
      {(month_mail || may("KooMessage:report:list")) && (
        <>
          <Checkbox
            checked={month_mail}
            onChange={({ target }) => void choose({ month_mail: target.checked })}
          >
            {t(MONTH_MAIL_WORDS)}
          </Checkbox>
          <div className="faint">{t("month_mail_note", { email, zone: zoneName(zone) })}</div>
        </>
      )}
    </Card>
  );
}
