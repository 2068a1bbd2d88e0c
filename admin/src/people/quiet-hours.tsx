import type { Quiet } from "@tidings/shared/alerts/notices.ts";
import { Button, TimePicker } from "antd";
import { useState } from "react";
import { FormField } from "../ui/form-field.tsx";
import { useZone } from "../ui/me.tsx";
import { dayjs } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface QuietHoursProps {
  readonly quiet: Quiet | null;
  save(input: { readonly quiet_from: string | null; readonly quiet_until: string | null }): Promise<void>;
}

/** C10: from when until when one is told nothing directly; both empty: at any time. */
export function QuietHours({ quiet, save }: QuietHoursProps) {
  const t = useTranslations(words);
  const zone = useZone();
  const [hours, setHours] = useState<Readonly<Record<"from" | "until", string | null>>>(
    quiet ?? { from: null, until: null },
  );
  const [running, setRunning] = useState(false);

  async function submit() {
    setRunning(true);
    await save({ quiet_from: hours.from, quiet_until: hours.until });
    setRunning(false);
  }

  return (
    <section data-testid="quiet-hours">
      <h2 className="part-title">{t("quiet")}</h2>
      <p className="faint">{t("quiet_note", { zone })}</p>
      <div className="pair">
        {(["from", "until"] as const).map((end) => (
          <FormField
            key={end}
            label={t(end === "from" ? "quiet_from" : "quiet_until")}
            htmlFor={`quiet-${end}`}
          >
            <TimePicker
              id={`quiet-${end}`}
              format="HH:mm"
              minuteStep={5}
              showNow={false}
              needConfirm={false}
              value={hours[end] === null ? null : dayjs(hours[end], "HH:mm")}
              onChange={(at) => setHours({ ...hours, [end]: at ? at.format("HH:mm") : null })}
            />
          </FormField>
        ))}
      </div>
      <Button loading={running} onClick={() => void submit()}>
        {t("quiet_save")}
      </Button>
    </section>
  );
}
