import { App, Button, Card, Flex, InputNumber, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { FormField } from "../../ui/form-field.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { useTyped } from "../../ui/use-typed.ts";
import { useVerb } from "../../ui/verb.ts";
import { useTranslations } from "../../ui/words.ts";
import { CAPS, DEFAULT_SETTINGS, type SendSettings } from "./row.ts";
import { words } from "./words.ts";

interface RulesFormProps {
  readonly settings: SendSettings;
  readonly manages: boolean;
}

/** Caps, failure guard and pay-as-you-go, each with its default. */
export function RulesForm({ settings, manages }: RulesFormProps) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { run, running } = useVerb("set_send_settings");
  const { values: form, change } = useTyped(settings);
  const [failure, setFailure] = useState<unknown>(null);

  async function save() {
    setFailure(null);
    try {
      await run({ input: form });
      message.success(t("saved"));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  const percent = Math.round(form.pause_at_failures * 100);
  return (
    <Card className="narrow">
      <div className="stack">
        <Part title={t("caps")} note={t("caps_note")}>
          <div className="pair">
            {CAPS.map((cap) => (
              <FormField
                key={cap}
                label={t(cap)}
                htmlFor={`set-${cap}`}
                hint={t("by_default", { value: DEFAULT_SETTINGS[cap] })}
              >
                <InputNumber
                  id={`set-${cap}`}
                  min={1}
                  max={1000}
                  precision={0}
                  disabled={!manages}
                  value={form[cap]}
                  onChange={(value) => value !== null && change({ [cap]: value })}
                />
              </FormField>
            ))}
          </div>
        </Part>
        <Part title={t("guard")} note={t("guard_note")}>
          <FormField
            label={t("pause_at_failures")}
            htmlFor="set-failures"
            hint={t("by_default", { value: DEFAULT_SETTINGS.pause_at_failures * 100 })}
          >
            <InputNumber
              id="set-failures"
              min={1}
              max={100}
              precision={0}
              disabled={!manages}
              value={percent}
              onChange={(value) => value !== null && change({ pause_at_failures: value / 100 })}
            />
          </FormField>
        </Part>
        <Part title={t("money")} note={t("money_note")}>
          <FormField label={t("pay_as_you_go")} htmlFor="set-payg" hint={t("by_default", { value: t("on") })}>
            <Switch
              id="set-payg"
              disabled={!manages}
              checked={form.pay_as_you_go}
              checkedChildren={t("on")}
              unCheckedChildren={t("off")}
              onChange={(pay_as_you_go) => change({ pay_as_you_go })}
            />
          </FormField>
        </Part>
        <FailedNote failure={failure} />
        {manages && (
          <Flex gap={8} wrap>
            <Button type="primary" loading={running} onClick={() => void save()} data-testid="save-settings">
              {t("save")}
            </Button>
            <Button onClick={() => change(DEFAULT_SETTINGS)}>{t("restore")}</Button>
          </Flex>
        )}
      </div>
    </Card>
  );
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="part-title">{title}</h2>
      <p className="faint">{note}</p>
      {children}
    </section>
  );
}
