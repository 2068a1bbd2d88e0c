import { SendOutlined } from "@ant-design/icons";
import { checkBasic } from "@tidings/shared/basic/check.ts";
import { basicTemplate } from "@tidings/shared/basic/template.ts";
import { hasErrors } from "@tidings/shared/templates/content.ts";
import { Alert, Card } from "antd";
import { lazy, useMemo } from "react";
import { Findings } from "../contents/findings.tsx";
import { BasicPhone } from "../ui/basic-phone.tsx";
import { useRow } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { useFullTime, useMay } from "../ui/me.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { type Offers, slotsOf } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { useSay, useTranslations } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { placeName } from "./editor/value.ts";
import { editorWords } from "./editor/words.ts";
import { BasicList } from "./list.tsx";
import { type BasicCard, isUsable } from "./row.ts";
import { sendPath } from "./ways.tsx";
import { words } from "./words.ts";

/** Templates of the basic edition: declared, but for the editor, the cards of the list, the phone and what is checked. */
export const basicTemplates: DrawnResource = {
  of: basicTemplate,
  List: BasicList,
  slots: slotsOf<BasicCard>({
    Before: Checks,
    aside: (row) => <Preview card={row} />,
    useOffers,
    Create: lazy(async () => ({ default: (await import("./create.tsx")).BasicCreate })),
    Edit: lazy(async () => ({ default: (await import("./edit.tsx")).BasicEdit })),
  }),
};

/** What the check finds of a saved template, with the carrier of its channel. */
function useFindings({ content, signature, channel_id }: BasicCard) {
  const { row } = useRow<RowOf<"channel_cards">>("channel_cards", channel_id ?? undefined);
  const adapter = row?.adapter ?? null;
  return useMemo(
    () => checkBasic(content, { signature, adapter, measures: null }),
    [content, signature, adapter],
  );
}

/** Whether it can be sent now, until when, and the way to it; or why not. */
function Standing({ row }: { row: BasicCard }) {
  const t = useTranslations(words);
  const may = useMay();
  const full = useFullTime();
  const { version, live_version: live, valid_until } = row;
  return (
    <>
      {row.expired && <Alert type="warning" showIcon message={t("expired_note")} />}
      {isUsable(row) && valid_until && (
        <Alert
          type="success"
          showIcon
          message={t("usable", { at: full(valid_until) })}
          action={
            may("KooMessageBasic:sendTask:create") && (
              <LinkButton type="primary" icon={<SendOutlined />} to={sendPath(row)} data-way="send">
                {t("send")}
              </LinkButton>
            )
          }
        />
      )}
      {live !== null && live !== version && (
        <Alert type="info" showIcon message={t("live_other", { live, version })} />
      )}
    </>
  );
}

function Checks({ row }: { row: BasicCard }) {
  const t = useTranslations(editorWords);
  const say = useSay();
  return (
    <>
      <Standing row={row} />
      <Card title={t("check_title")}>
        <Findings
          findings={useFindings(row)}
          submits={row.state === "draft" || row.state === "rejected"}
          where={(path) => placeName(row.content, path, say)}
        />
      </Card>
    </>
  );
}

/** What the check found stops the submission; it is made anew of what is saved. */
function useOffers(row: BasicCard, { submit, ...others }: Offers): Offers {
  const t = useTranslations(words);
  const blocked = hasErrors(useFindings(row));
  if (!submit) return others;
  const body = blocked ? <Alert type="warning" showIcon message={t("submit_blocked")} /> : submit.body;
  const before = async () => void (await checkSaved(row.id));
  return { ...others, submit: { ...submit, body, blocked, before } };
}

function Preview({ card }: { card: BasicCard }) {
  const t = useTranslations(words);
  return (
    <Card title={t("phone")} className="preview">
      <BasicPhone content={card.content} signature={card.signature} />
    </Card>
  );
}
