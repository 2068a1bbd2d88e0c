import { LinkOutlined, SendOutlined } from "@ant-design/icons";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { checkContent, hasErrors } from "@tidings/shared/templates/content.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { Alert, Card } from "antd";
import { lazy } from "react";
import { Findings } from "../contents/findings.tsx";
import { CardPhone } from "../ui/card-phone.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { ReviewNote } from "../ui/resource/review-note.tsx";
import { type Offers, type PartProps, slotsOf } from "../ui/resource/slots.ts";
import { useTranslations } from "../ui/words.ts";
import { TemplateCards } from "./cards.tsx";
import { Changes } from "./changes.tsx";
import { checkSaved } from "./check.ts";
import { entryName } from "./editor/places.ts";
import { Helps } from "./helps.tsx";
import { isUsable } from "./links.tsx";
import { VendorTags } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { TemplateSwitch } from "./switch.tsx";
import { VendorStates } from "./vendor-states.tsx";
import { words } from "./words.ts";

/** Templates: declared, but for the editor, the cards of the list, the phone and what is checked. */
export const templates: DrawnResource = {
  of: template,
  slots: slotsOf<TemplateCard>({
    values: { vendors: (row) => <VendorTags card={row} /> },
    Note: Notes,
    Changes,
    Before: Checks,
    aside: (row) => <Preview card={row} />,
    Action: SendWithIt,
    useOffers,
    useLinks,
    poll: () => 3_000,
    Cards: TemplateCards,
    Switch: TemplateSwitch,
    After: Helps,
    Create: lazy(async () => ({ default: (await import("./create.tsx")).TemplateCreate })),
    Edit: lazy(async () => ({ default: (await import("./edit.tsx")).TemplateEdit })),
  }),
};

const findingsOf = ({ layout, vendors, usage, content }: TemplateCard) =>
  checkContent(layout, vendors, usage, content);

function Notes({ row, transitions }: PartProps<TemplateCard>) {
  const t = useTranslations(words);
  const { version, live_version: live } = row;
  return (
    <>
      <ReviewNote row={row} transitions={transitions} />
      {live !== null && live !== version && (
        <Alert type="info" showIcon message={t("live_other", { live, version })} />
      )}
    </>
  );
}

function Checks({ row }: { row: TemplateCard }) {
  const t = useTranslations(words);
  const layout = layoutOf(row.layout);
  return (
    <>
      <Card title={t("findings")}>
        <Findings
          findings={findingsOf(row)}
          submits={row.state === "draft" || row.state === "rejected"}
          where={(path) => (layout ? entryName(layout, path, t) : "")}
        />
      </Card>
      <Card title={t("vendor_states")}>
        <VendorStates card={row} />
      </Card>
    </>
  );
}

/** What the check found stops the submission; it is made anew of what is saved. */
function useOffers(row: TemplateCard, { submit, ...others }: Offers): Offers {
  const t = useTranslations(words);
  if (!submit) return others;
  const blocked = hasErrors(findingsOf(row));
  const body = blocked ? <Alert type="warning" showIcon message={t("submit_blocked")} /> : submit.body;
  return { ...others, submit: { ...submit, body, blocked, before: () => checkSaved(row.id) } };
}

function SendWithIt({ row }: { row: TemplateCard }) {
  const t = useTranslations(words);
  if (!useMay()("KooMessage:sendTask:create") || !isUsable(row)) return null;
  return (
    <LinkButton icon={<SendOutlined />} to={`/sends/new?template=${row.id}`}>
      {t("send")}
    </LinkButton>
  );
}

function useLinks(row: TemplateCard) {
  const t = useTranslations(words);
  if (!useMay()("KooMessage:resolveTask:create") || !isUsable(row)) return [];
  const to = `/resolve-tasks/new?template=${row.id}`;
  return [{ to, label: t("create_links"), icon: <LinkOutlined /> }];
}

function Preview({ card }: { card: TemplateCard }) {
  const t = useTranslations(words);
  return (
    <Card title={t("preview")} className="preview">
      <CardPhone layout={card.layout} content={card.content} vendors={card.vendors} />
    </Card>
  );
}
