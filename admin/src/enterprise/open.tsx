import { useQueryClient } from "@tanstack/react-query";
import { listText } from "@tidings/shared/ground/locale.ts";
import { STATEMENTS, type StatementName } from "@tidings/shared/people/statements.ts";
import { App, Button, Card, Checkbox, Flex, Form } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useFirstField } from "../ui/focus.ts";
import { FormButtons } from "../ui/form-buttons.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { markUnsaved } from "../ui/leave-guard.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useMe } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { type EnterpriseFields, NameAndZone, usePlaced } from "./fields.tsx";
import { StatementLink } from "./statements.tsx";
import { words } from "./words.ts";
import "./enterprise.css";

interface Opening extends EnterpriseFields {
  readonly agreed: boolean;
}

/** The form, as the leave guard knows it. */
const FORM = "open-enterprise";
const NAMES = Object.keys(STATEMENTS) as StatementName[];

/** Opens an enterprise (ENT-2, §2): its name, and the two statements to read and accept. Its owner begins at the overview. */
export function OpenEnterprise() {
  const t = useTranslations(words);
  const me = useMe();
  const locale = useLocale();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Opening>();
  const { run, running } = useVerb<{ enterprise: { name: string } }>("create_enterprise");
  const placed = usePlaced(form);
  const [failure, setFailure] = useState<unknown>(null);
  const card = useRef<HTMLDivElement>(null);
  useFirstField(card, FORM);
  useEffect(() => () => markUnsaved(FORM, null), []);
  useEffect(() => {
    document.title = `${t("open_title")} · Tidings`;
  }, [t]);

  async function open({ name, time_zone }: Opening) {
    setFailure(null);
    try {
      const { enterprise } = await run({ input: { name, time_zone, statements: NAMES } });
      markUnsaved(FORM, null);
      queries.clear();
      navigate("/", { replace: true });
      message.success(t("opened", { name: enterprise.name }));
    } catch (refusal) {
      if (!placed(refusal)) setFailure(refusal);
    }
  }

  return (
    <main className="open-enterprise">
      <Flex justify="space-between" align="center" gap={8} wrap>
        <LinkButton to="/">{t("back")}</LinkButton>
        <LanguageSwitch />
      </Flex>
      <div>
        <h1 className="page-name">{t("open_title")}</h1>
        <p className="faint">{t("open_note")}</p>
      </div>
      <Card ref={card}>
        <FailedNote failure={failure} />
        <Form
          form={form}
          name="open"
          layout="vertical"
          requiredMark={false}
          initialValues={{ name: "", time_zone: "Asia/Shanghai", agreed: false }}
          onValuesChange={(_changed, { name, agreed }) =>
            markUnsaved(FORM, name.trim() !== "" || agreed ? "lost" : null)
          }
          onFinish={(values) => void open(values)}
        >
          <NameAndZone nameHint={t("name_hint_new")} zoneHint={t("zone_hint")} />
          <Form.Item
            name="agreed"
            valuePropName="checked"
            rules={[
              {
                validator: async (_rule, agreed: boolean) => {
                  if (!agreed) throw new Error(t("agree_needed"));
                },
              },
            ]}
          >
            <Checkbox>
              {t("agree", {
                statements: listText(
                  NAMES.map((name) => t(STATEMENTS[name].title)),
                  locale,
                ),
              })}
            </Checkbox>
          </Form.Item>
          <Flex gap="4px 16px" wrap className="open-read">
            {NAMES.map((name) => (
              <StatementLink key={name} name={name} />
            ))}
          </Flex>
          <FormButtons>
            <Button type="primary" htmlType="submit" loading={running} data-testid="open-enterprise">
              {t("open_do")}
            </Button>
          </FormButtons>
        </Form>
      </Card>
      <p className="faint">{t("signed_in_as", { email: me.email })}</p>
    </main>
  );
}
