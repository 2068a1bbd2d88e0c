import { approverMfa } from "@tidings/shared/people/approver_mfa.ts";
import { operationProtection } from "@tidings/shared/people/operation_protection.ts";
import { reviewHours } from "@tidings/shared/people/review_hours.ts";
import { STATEMENTS, type StatementName } from "@tidings/shared/people/statements.ts";
import { App, Button, Card, Form } from "antd";
import { useState } from "react";
import { useRows } from "../ui/data.ts";
import { useEnterpriseChange } from "../ui/enterprise-change.ts";
import { FormButtons } from "../ui/form-buttons.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { SettingCard } from "../ui/resource/single.tsx";
import type { RowOf } from "../ui/rows.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { FailedNote } from "../ui/states.tsx";
import { clock } from "../ui/time.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { type EnterpriseFields, NameAndZone, usePlaced } from "./fields.tsx";
import { StatementLink } from "./statements.tsx";
import { words } from "./words.ts";
import "./enterprise.css";

/** The enterprise in use (ENT-1, ENT-2): its name and zone, what was accepted for it, and where else one works. */
export function Enterprise() {
  const t = useTranslations(words);
  const { name, zone } = useEnterprise();
  const may = useMay();
  return (
    <Page title={t("title")} note={t("note")}>
      {/* The key remounts the form when somebody else has changed them. */}
      <SettingsForm key={`${name} ${zone}`} />
      {[operationProtection, approverMfa, reviewHours].map((of) => (
        <SettingCard key={of.noun} of={of} titled />
      ))}
      {may("KooMessage:member:list") && <Accepted />}
      <Mine />
    </Page>
  );
}

function SettingsForm() {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { name, zone } = useEnterprise();
  const manages = useMay()("KooMessage:member:manage");
  const [form] = Form.useForm<EnterpriseFields>();
  const { run, running } = useVerb("update_enterprise");
  const placed = usePlaced(form);
  const [failure, setFailure] = useState<unknown>(null);
  const chosen = Form.useWatch("time_zone", form) ?? zone;

  async function save(input: EnterpriseFields) {
    setFailure(null);
    try {
      await run({ input });
      message.success(t("saved"));
    } catch (refusal) {
      if (!placed(refusal)) setFailure(refusal);
    }
  }

  return (
    <Card className="narrow">
      <FailedNote failure={failure} />
      <Form
        form={form}
        name="enterprise"
        layout="vertical"
        requiredMark={false}
        initialValues={{ name, time_zone: zone }}
        onFinish={(values) => void save(values)}
      >
        <NameAndZone
          disabled={!manages}
          nameHint={t("name_hint")}
          zoneHint={t(chosen === zone ? "zone_hint" : "zone_change")}
        />
        {manages ? (
          <FormButtons>
            <Button type="primary" htmlType="submit" loading={running} data-testid="save-enterprise">
              {t("save")}
            </Button>
          </FormButtons>
        ) : (
          <p className="faint">{t("read_only")}</p>
        )}
      </Form>
    </Card>
  );
}

function Accepted() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const { rows, loading, failure } = useRows<RowOf<"statement_cards">>("statement_cards", {
    sorters: [{ field: "statement", order: "asc" }],
  });
  return (
    <Card className="narrow" title={t("statements")}>
      <FailedNote failure={failure} />
      {loading && <ListSkeleton rows={Object.keys(STATEMENTS).length} />}
      <ul className="plain" data-testid="statements">
        {rows.map(({ statement, edition, accepted_at, accepted_by_name }) =>
          statement !== null && statement in STATEMENTS ? (
            <li key={statement}>
              <div className="plain-fill">
                <StatementLink name={statement as StatementName} />
                <div className="faint">
                  {t("accepted", {
                    by: accepted_by_name ?? "—",
                    at: clock(accepted_at, zone),
                    edition: edition ?? "—",
                  })}
                </div>
              </div>
            </li>
          ) : null,
        )}
      </ul>
    </Card>
  );
}

function Mine() {
  const t = useTranslations(words);
  const { enterprise, enterprises } = useMe();
  const invites = useMay()("KooMessage:member:manage");
  const { change, running } = useEnterpriseChange();
  return (
    <Card className="narrow" title={t("elsewhere")}>
      <p className="faint">{t("elsewhere_note")}</p>
      <ul className="plain">
        {enterprises.map(({ id, name }) => (
          <li key={id}>
            <span className="plain-fill">{name}</span>
            {id === enterprise?.id ? (
              <span className="faint">{t("here")}</span>
            ) : (
              <Button
                size="small"
                disabled={running}
                aria-label={t("switch_to", { name })}
                onClick={() => void change(id)}
              >
                {t("switch")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="enterprise-ways">
        <LinkButton to="/open-enterprise">{t("open_another")}</LinkButton>
        {invites && <LinkButton to="/invitations/new">{t("invite")}</LinkButton>}
      </div>
    </Card>
  );
}
