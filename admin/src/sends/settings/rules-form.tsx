import { App, Button, Card, Flex, InputNumber, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { Labelled } from "../../ui/labelled.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { useVerb } from "../../ui/verb.ts";
import { useWords } from "../../ui/words.ts";
import { CAPS, DEFAULT_SETTINGS, type SendSettings } from "./row.ts";
import { words } from "./words.ts";

interface RulesFormProps {
  readonly settings: SendSettings;
  readonly manages: boolean;
}

/** Caps, failure guard and pay-as-you-go; each says what it is by default. */
export function RulesForm({ settings, manages }: RulesFormProps) {
  const say = useWords(words);
  const { message } = App.useApp();
  const { run, running } = useVerb("set_send_settings");
  const [form, setForm] = useState(settings);
  const [failure, setFailure] = useState<unknown>(null);
  const change = (next: Partial<SendSettings>) => setForm({ ...form, ...next });

  async function save() {
    setFailure(null);
    try {
      await run({ input: form });
      message.success(say("saved"));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  const percent = Math.round(form.pause_at_failures * 100);
  return (
    <Card>
      <div className="stack">
        <Part title={say("caps")} note={say("caps_note")}>
          <div className="pair">
            {CAPS.map((cap) => (
              <Labelled
                key={cap}
                label={say(cap)}
                htmlFor={`set-${cap}`}
                hint={say("by_default", { value: DEFAULT_SETTINGS[cap] })}
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
              </Labelled>
            ))}
          </div>
        </Part>
        <Part title={say("guard")} note={say("guard_note")}>
          <Labelled
            label={say("pause_at_failures")}
            htmlFor="set-failures"
            hint={say("by_default", { value: DEFAULT_SETTINGS.pause_at_failures * 100 })}
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
          </Labelled>
        </Part>
        <Part title={say("money")} note={say("money_note")}>
          <Labelled
            label={say("pay_as_you_go")}
            htmlFor="set-payg"
            hint={say("by_default", { value: say("on") })}
          >
            <Switch
              id="set-payg"
              disabled={!manages}
              checked={form.pay_as_you_go}
              checkedChildren={say("on")}
              unCheckedChildren={say("off")}
              onChange={(pay_as_you_go) => change({ pay_as_you_go })}
            />
          </Labelled>
        </Part>
        <FailedNote failure={failure} />
        {manages && (
          <Flex gap={8} wrap>
            <Button type="primary" loading={running} onClick={() => void save()} data-testid="save-settings">
              {say("save")}
            </Button>
            <Button onClick={() => setForm(DEFAULT_SETTINGS)}>{say("restore")}</Button>
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
