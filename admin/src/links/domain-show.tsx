import { EditOutlined } from "@ant-design/icons";
import { CUSTOM_CODES_WORDS } from "@tidings/shared/links/domains.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { Alert, Card, Flex, Tag } from "antd";
import { useParams } from "react-router";
import { useRow } from "../ui/data.ts";
import { Descriptions } from "../ui/descriptions.tsx";
import { History } from "../ui/history.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { isAllowed } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useTranslations } from "../ui/words.ts";
import { DomainState } from "./domain-controls.tsx";
import { domainVerb, useDomainOffers } from "./domain-offers.ts";
import { words } from "./domain-words.ts";
import { RejectedNote, reviewItems } from "./reviewed.tsx";
import type { DomainCard } from "./row.ts";

/** One domain: its review with the note, its state, its proof, and what may be done now. */
export function DomainShow() {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<DomainCard>("domain_cards", id, {
    poll: () => 4_000,
    transitions: "domain",
  });
  if (loading) return <Loading />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource="domain" back="/domains" />
    );
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown domain={row} transitions={transitions} />
    </>
  );
}

interface ShownProps {
  readonly domain: DomainCard;
  readonly transitions: readonly Transition[];
}

function Shown({ domain, transitions }: ShownProps) {
  const t = useTranslations(words);
  const offersOf = useDomainOffers();
  return (
    <Page
      title={domain.name}
      mark={
        <>
          <StateTag of={REVIEW_STATE_WORDS} state={domain.state} />
          {domain.is_default && (
            <Tag bordered={false} color="green">
              {t("is_default")}
            </Tag>
          )}
        </>
      }
      back="/domains"
      actions={
        <Flex gap={8} wrap>
          {isAllowed(transitions, "update") && (
            <LinkButton type="primary" icon={<EditOutlined />} to={`/domains/${domain.id}/edit`}>
              {t("edit")}
            </LinkButton>
          )}
          <TransitionButtons
            transitions={transitions}
            offers={offersOf(domain)}
            args={{ domain: domain.id }}
            verbOf={domainVerb}
          />
        </Flex>
      }
    >
      <Note domain={domain} />
      <div className="stack">
        <Card title={t("facts")}>
          <DomainDescriptions domain={domain} transitions={transitions} />
        </Card>
        <History resource="domain" id={domain.id} title={t("history")} />
      </div>
    </Page>
  );
}

function Note({ domain }: { domain: DomainCard }) {
  const t = useTranslations(words);
  const me = useMe();
  if (domain.state === "in_review") {
    const mine = domain.submitted_by === me.user_id;
    return <Alert type="info" showIcon message={t(mine ? "in_review_mine" : "in_review_note")} />;
  }
  if (domain.state !== "rejected") return null;
  return <RejectedNote reason={domain.reason} t={t} />;
}

function DomainDescriptions({ domain, transitions }: ShownProps) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  return (
    <Descriptions
      items={[
        { key: "state", label: t("state"), value: <DomainState domain={domain} transitions={transitions} /> },
        { key: "host", label: t("host"), value: domain.host ? `https://${domain.host}/` : t("own") },
        {
          key: "custom_codes",
          label: t("custom_codes"),
          value: t(CUSTOM_CODES_WORDS[`${domain.custom_codes}`]),
        },
        ...reviewItems(domain, "pdf", zone, t),
        { key: "created", label: t("created"), value: clock(domain.created_at, zone) },
      ]}
    />
  );
}
