import { App, Button, Card, TimePicker } from "antd";
import { useState } from "react";
import { Labelled } from "../../ui/labelled.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { dayjs } from "../../ui/time.ts";
import { useVerb } from "../../ui/verb.ts";
import { useWords } from "../../ui/words.ts";
import { words } from "./words.ts";

/** The hours in which marketing may go out. */
export function WindowForm() {
  const say = useWords(words);
  const { message } = App.useApp();
  const { zone, window } = useEnterprise();
  const manages = useMay()("KooMessage:member:manage");
  const { run, running } = useVerb("set_marketing_window");
  const [hours, setHours] = useState(window);
  const [failure, setFailure] = useState<unknown>(null);

  async function save() {
    setFailure(null);
    try {
      await run({ opens: hours.from, closes: hours.to });
      message.success(say("saved"));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Card>
      <section>
        <h2 className="part-title">{say("window")}</h2>
        <p className="faint">{say("window_note", { zone })}</p>
        <div className="pair">
          {(["from", "to"] as const).map((end) => (
            <Labelled
              key={end}
              label={say(end === "from" ? "opens" : "closes")}
              htmlFor={`set-window-${end}`}
              hint={say("by_default", { value: end === "from" ? "08:00" : "21:00" })}
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
                onChange={(at) => at && setHours({ ...hours, [end]: at.format("HH:mm") })}
              />
            </Labelled>
          ))}
        </div>
        <FailedNote failure={failure} />
        {manages && (
          <Button type="primary" loading={running} onClick={() => void save()} data-testid="save-window">
            {say("save")}
          </Button>
        )}
      </section>
    </Card>
  );
}
