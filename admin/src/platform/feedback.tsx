import { App, Button, Card, Flex, Input } from "antd";
import { useState } from "react";
import { FormField } from "../ui/form-field.tsx";
import { useMe } from "../ui/me.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Where people of the deployment tell what they miss or find wrong (TPL-1). */
export function Feedback() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const { run, running } = useVerb("set_feedback");
  const stored = useMe().feedback?.replace(/^mailto:/, "") ?? "";
  const [typed, setTyped] = useState(stored);
  const [wrong, setWrong] = useState<string>();

  async function save() {
    const feedback = typed.trim() || null;
    setWrong(undefined);
    try {
      await run({ input: { feedback } });
      message.success(t(feedback === null ? "feedback_none" : "feedback_set"));
    } catch (failure) {
      setWrong(userErrorOf(failure, locale).message);
    }
  }

  return (
    <Card title={t("feedback")}>
      <FormField label={t("feedback")} htmlFor="feedback" hint={t("feedback_note")} wrong={wrong}>
        <Flex gap={8}>
          <Input
            id="feedback"
            value={typed}
            maxLength={500}
            placeholder="https://"
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={() => void save()}
          />
          <Button
            loading={running}
            disabled={typed.trim() === stored}
            onClick={() => void save()}
            data-testid="feedback-save"
          >
            {t("feedback_save")}
          </Button>
        </Flex>
      </FormField>
    </Card>
  );
}
