import { App, Button, Card, Form, InputNumber } from "antd";
import { useState } from "react";
import { useMay, useMe } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { refusedField, userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const LONGEST_HOURS = 720;

interface Fields {
  /** Null: never. */
  readonly hours: number | null;
}

/** BOT-3: after how many hours what waits for its review is said again, to everybody who may decide. */
export function ReviewHours() {
  const { enterprise } = useMe();
  const hours = enterprise?.review_hours ?? null;
  // The key begins the form anew when somebody else has changed it.
  return <ReviewHoursForm key={String(hours)} hours={hours} />;
}

function ReviewHoursForm({ hours }: Fields) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const manages = useMay()("KooMessage:member:manage");
  const [form] = Form.useForm<Fields>();
  const { run, running } = useVerb("set_review_hours");
  const [failure, setFailure] = useState<unknown>(null);

  async function save(input: Fields) {
    setFailure(null);
    try {
      await run({ input });
      message.success(t(input.hours === null ? "escalation_off" : "saved"));
    } catch (refusal) {
      const { message: said, hint } = userErrorOf(refusal, locale);
      if (refusedField(refusal, { inputs: { hours: true } }) === null) setFailure(refusal);
      else form.setFields([{ name: "hours", errors: [`${said} ${hint}`] }]);
    }
  }

  return (
    <Card className="narrow" title={t("escalation")} data-testid="review-hours">
      <p className="faint">{t("escalation_note")}</p>
      <FailedNote failure={failure} />
      <Form
        form={form}
        name="review-hours"
        layout="vertical"
        requiredMark={false}
        initialValues={{ hours }}
        onFinish={({ hours: chosen }) => void save({ hours: chosen ?? null })}
      >
        <Form.Item
          name="hours"
          label={t("escalation_hours")}
          extra={t(manages ? "escalation_hint" : "protection_read_only")}
          rules={[{ type: "integer", min: 1, max: LONGEST_HOURS, message: t("escalation_range") }]}
        >
          <InputNumber disabled={!manages} suffix={t("escalation_unit")} />
        </Form.Item>
        {manages && (
          <Button type="primary" htmlType="submit" loading={running}>
            {t("save")}
          </Button>
        )}
      </Form>
    </Card>
  );
}
