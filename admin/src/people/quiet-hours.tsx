import { App, Button, Card, TimePicker } from "antd";
import { useState } from "react";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { FormButtons } from "../ui/form-buttons.tsx";
import { FormField } from "../ui/form-field.tsx";
import { useUnsaved } from "../ui/leave-guard.tsx";
import { useMe, useZone } from "../ui/me.tsx";
import { dayjs, zoneName } from "../ui/time.ts";
import { useTyped } from "../ui/use-typed.ts";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** C10: from when until when one is told nothing directly; both empty: at any time. */
export function QuietHours() {
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const { message } = App.useApp();
  const { quiet } = useMe();
  const { run, running } = useVerb("set_notices", { request: false });
  const stored: Readonly<Record<"from" | "until", string | null>> = {
    from: quiet?.from ?? null,
    until: quiet?.until ?? null,
  };
  const { values: hours, change, changed } = useTyped(stored);
  const [wrong, setWrong] = useState<string>();
  useUnsaved(changed);

  async function save() {
    try {
      await run({ input: { quiet_from: hours.from, quiet_until: hours.until } });
      message.success(t("notices_done"));
    } catch (failure) {
      const { message: said, hint } = userErrorOf(failure, locale);
      setWrong(`${said} ${hint}`);
      showFirstWrong();
    }
  }

  return (
    <Card className="narrow" title={t("quiet")} data-testid="quiet-hours">
      <p className="faint">{t("quiet_note", { zone: zoneName(zone) })}</p>
      <div className="pair">
        {(["from", "until"] as const).map((end) => (
          <FormField
            key={end}
            label={t(end === "from" ? "quiet_from" : "quiet_until")}
            htmlFor={`quiet-${end}`}
            wrong={end === "until" ? wrong : undefined}
          >
            <TimePicker
              id={`quiet-${end}`}
              format="HH:mm"
              minuteStep={5}
              showNow={false}
              needConfirm={false}
              value={hours[end] === null ? null : dayjs(hours[end], "HH:mm")}
              onChange={(at) => {
                change({ [end]: at ? at.format("HH:mm") : null });
                setWrong(undefined);
              }}
            />
          </FormField>
        ))}
      </div>
      <FormButtons left={wrong === undefined ? 0 : 1}>
        <Button loading={running} onClick={() => void save()}>
          {t("quiet_save")}
        </Button>
      </FormButtons>
    </Card>
  );
}
