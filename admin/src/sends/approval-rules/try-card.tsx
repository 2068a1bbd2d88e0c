import { Button, Card, Flex, Select } from "antd";
import { useState } from "react";
import { useTranslations } from "../../ui/words.ts";
import { TriedSends, useTrial } from "./trial.tsx";
import { words } from "./words.ts";

const SPANS = [7, 31, 92] as const;

/** Tries the saved rules against the sends of the last weeks. */
export function TryCard() {
  const t = useTranslations(words);
  const [days, setDays] = useState<number>(SPANS[1]);
  const { trial, failure, running, run } = useTrial();
  return (
    <Card title={t("try")}>
      <div className="stack">
        <span className="faint">{t("try_note")}</span>
        <Flex gap={8} wrap>
          <Select
            aria-label={t("try")}
            className="short"
            value={days}
            onChange={setDays}
            options={SPANS.map((span) => ({ value: span, label: t("try_days", { count: span }) }))}
          />
          <Button loading={running} onClick={() => void run(days, null)} data-testid="try">
            {t("try_run")}
          </Button>
        </Flex>
        <TriedSends trial={trial} failure={failure} />
      </div>
    </Card>
  );
}
