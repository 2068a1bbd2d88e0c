import { EditOutlined, LinkOutlined, SendOutlined } from "@ant-design/icons";
import { checkContent, hasErrors } from "@tidings/shared/templates/content.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/vendors.ts";
import { Alert, Card, Segmented } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useRow } from "../ui/data.ts";
import { History } from "../ui/history.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import type { VerbName } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { isAllowed } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useTranslations } from "../ui/words.ts";
import { EnabledSwitch } from "./enabled-switch.tsx";
import { Findings } from "./findings.tsx";
import { TemplateState } from "./marks.tsx";
import { useTemplateOffers } from "./offers.tsx";
import { TemplatePhone } from "./picture.tsx";
import type { TemplateCard } from "./row.ts";
import { TemplateDescriptions } from "./template-descriptions.tsx";
import { VendorStates } from "./vendor-states.tsx";
import { words } from "./words.ts";

/** One template: preview, findings, vendor reviews, and available actions (TPL-6, TPL-7). */
export function TemplateShow() {
  const { id } = useParams();
  // Other people and the vendors change the state, so poll while the page is open.
  const { row, transitions, loading, failure, retry } = useRow<TemplateCard>("template_cards", id, {
    poll: () => 3_000,
    transitions: "template",
  });
  if (loading) return <Loading />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource="template" back="/templates" />
    );
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown card={row} transitions={transitions} />
    </>
  );
}

interface ShownProps {
  readonly card: TemplateCard;
  readonly transitions: readonly Transition[];
}

function Shown({ card, transitions }: ShownProps) {
  const t = useTranslations(words);
  const findings = checkContent(card.layout, card.vendors, card.usage, card.content);
  const offers = useTemplateOffers(card, hasErrors(findings));
  const me = useMe();
  const mine = card.state === "in_review" && card.submitted_by === me.user_id;
  return (
    <Page
      title={card.name}
      mark={<TemplateState card={card} />}
      note={t("version_n", { version: card.version })}
      back="/templates"
      actions={
        <>
          <OtherActions card={card} transitions={transitions} />
          <TransitionButtons
            transitions={transitions}
            offers={offers}
            args={{ template: card.id }}
            verbOf={(verb) => `${verb}_template` as VerbName}
          />
        </>
      }
    >
      {mine && <Alert type="info" showIcon message={t("four_eyes")} />}
      {card.live_version !== null && card.live_version !== card.version && (
        <Alert
          type="info"
          showIcon
          message={t("live_other", { live: card.live_version, version: card.version })}
        />
      )}
      {card.state === "rejected" && card.reason && (
        <Alert type="error" showIcon message={t("reason")} description={card.reason} />
      )}
      <div className="split split-look">
        <div className="stack">
          <Card title={t("findings")}>
            <Findings findings={findings} />
          </Card>
          <Card title={t("vendor_states")}>
            <VendorStates card={card} />
          </Card>
          <Card title={t("facts")}>
            <TemplateDescriptions card={card} />
          </Card>
          <History resource="template" id={card.id} title={t("history")} />
        </div>
        <Preview card={card} />
      </div>
    </Page>
  );
}

function OtherActions({ card, transitions }: ShownProps) {
  const t = useTranslations(words);
  const may = useMay();
  return (
    <>
      <EnabledSwitch card={card} transitions={transitions} />
      {isAllowed(transitions, "update") && (
        <LinkButton icon={<EditOutlined />} to={`/templates/${card.id}/edit`}>
          {t(card.state === "approved" ? "edit_new_version" : "edit")}
        </LinkButton>
      )}
      {card.live_version_id !== null && card.enabled && may("KooMessage:sendTask:create") && (
        <LinkButton icon={<SendOutlined />} to={`/sends/new?template=${card.id}`}>
          {t("send")}
        </LinkButton>
      )}
      {card.live_version_id !== null && card.enabled && may("KooMessage:resolveTask:create") && (
        <LinkButton icon={<LinkOutlined />} to={`/resolve-tasks/new?template=${card.id}`}>
          {t("create_links")}
        </LinkButton>
      )}
    </>
  );
}

function Preview({ card }: { card: TemplateCard }) {
  const t = useTranslations(words);
  const [vendor, setVendor] = useState<Vendor>(card.vendors[0] ?? "huawei");
  const shown = card.vendors.includes(vendor) ? vendor : (card.vendors[0] ?? "huawei");
  return (
    <Card title={t("preview")} className="preview">
      <div className="stack">
        <Segmented
          block
          size="small"
          value={shown}
          onChange={setVendor}
          options={card.vendors.map((one) => ({ value: one, label: t(VENDOR_WORDS[one]) }))}
        />
        <TemplatePhone layout={card.layout} content={card.content} vendor={shown} />
      </div>
    </Card>
  );
}
