import { App, Button, Card, TimePicker } from "antd";
import { useState } from "react";
import { FormField } from "../../ui/form-field.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { dayjs } from "../../ui/time.ts";
import { useTyped } from "../../ui/use-typed.ts";
import { useVerb } from "../../ui/verb.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

/** The hours in which marketing messages may be sent. */
export function WindowForm() {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { zone, window } = useEnterprise();
  const manages = useMay()("KooMessage:member:manage");
  const { run, running } = useVerb("set_marketing_window");
  const { values: hours, change } = useTyped(window);
  const [failure, setFailure] = useState<unknown>(null);

  async function save() {
    setFailure(null);
    try {
      await run({ input: { opens: hours.from, closes: hours.to } });
      message.success(t("saved"));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Card className="narrow">
      <section>
        <h2 className="part-title">{t("window")}</h2>
        <p className="faint">{t("window_note", { zone })}</p>
        <div className="pair">
          {(["from", "to"] as const).map((end) => (
            <FormField
              key={end}
              label={t(end === "from" ? "opens" : "closes")}
              htmlFor={`set-window-${end}`}
              hint={t("by_default", { value: end === "from" ? "08:00" : "21:00" })}
            >
              <TimePicker
                id={`set-window-${end}`}
                format="HH:mm"
                minuteStep={5}
                allowClear={false}
                showNow={false}
                needConfirm={false}
                disabled={!manages}
                value={dayjs(hours[end], "HH:mm")}
                onChange={(at) => at && change({ [end]: at.format("HH:mm") })}
              />
            </FormField>
          ))}
        </div>
        <FailedNote failure={failure} />
        {manages && (
          <Button type="primary" loading={running} onClick={() => void save()} data-testid="save-window">
            {t("save")}
          </Button>
        )}
      </section>
    </Card>
  );
}
