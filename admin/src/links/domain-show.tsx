import { EditOutlined } from "@ant-design/icons";
import { CUSTOM_CODES_WORDS } from "@tidings/shared/links/domains.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { Alert, Card, Flex, Tag } from "antd";
import { useParams } from "react-router";
import { useRow } from "../ui/data.ts";
import { Facts } from "../ui/facts.tsx";
import { History } from "../ui/history.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { MoveButtons, type MoveOffer, useMoves } from "../ui/moves.tsx";
import { Page } from "../ui/page.tsx";
import { reviewOffers } from "../ui/review-offers.ts";
import type { VerbName } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useSay, useWords } from "../ui/words.ts";
import { DefaultButton, DomainState } from "./domain-controls.tsx";
import { words } from "./domain-words.ts";
import { RejectedNote, reviewFacts } from "./reviewed.tsx";
import type { DomainCard } from "./row.ts";

/** One domain: its review with the note, its state, its proof, and what may be done now. */
export function DomainShow() {
  const { id } = useParams();
  const { row, loading, failure, retry } = useRow<DomainCard>("domain_cards", id, { poll: () => 4_000 });
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
      <Shown domain={row} />
    </>
  );
}

function Shown({ domain }: { domain: DomainCard }) {
  const say = useWords(words);
  const may = useMay();
  const moves = useMoves("domain", domain.id, 4_000).data ?? [];
  return (
    <Page
      title={domain.name}
      mark={
        <>
          <StateTag of={REVIEW_STATE_WORDS} state={domain.state} />
          {domain.is_default && (
            <Tag bordered={false} color="green">
              {say("is_default")}
            </Tag>
          )}
        </>
      }
      back="/domains"
      actions={
        <Flex gap={8} wrap>
          <DefaultButton domain={domain} />
          {domain.state === "rejected" && may("KooMessage:domain:update") && (
            <LinkButton type="primary" icon={<EditOutlined />} to={`/domains/${domain.id}/edit`}>
              {say("edit")}
            </LinkButton>
          )}
          <MoveButtons
            moves={moves}
            offers={useOffers()}
            args={{ domain: domain.id }}
            verbOf={(move) => `${move}_domain` as VerbName}
          />
        </Flex>
      }
    >
      <Note domain={domain} />
      <div className="stack">
        <Card title={say("facts")}>
          <DomainFacts domain={domain} />
        </Card>
        <History resource="domain" id={domain.id} title={say("history")} />
      </div>
    </Page>
  );
}

function Note({ domain }: { domain: DomainCard }) {
  const say = useWords(words);
  const me = useMe();
  if (domain.state === "in_review") {
    const mine = domain.submitted_by === me.user_id;
    return <Alert type="info" showIcon message={say(mine ? "in_review_mine" : "in_review_note")} />;
  }
  if (domain.state !== "rejected") return null;
  return <RejectedNote reason={domain.reason} say={say} />;
}

function DomainFacts({ domain }: { domain: DomainCard }) {
  const say = useWords(words);
  const speak = useSay();
  const { zone } = useEnterprise();
  return (
    <Facts
      facts={[
        { key: "state", label: say("state"), value: <DomainState domain={domain} /> },
        { key: "host", label: say("host"), value: domain.host ? `https://${domain.host}/` : say("own") },
        {
          key: "custom_codes",
          label: say("custom_codes"),
          value: speak(CUSTOM_CODES_WORDS[`${domain.custom_codes}`]),
        },
        ...reviewFacts(domain, "pdf", zone, say),
        { key: "created", label: say("created"), value: clock(domain.created_at, zone) },
      ]}
    />
  );
}

function useOffers(): Record<string, MoveOffer | undefined> {
  const say = useWords(words);
  return {
    submit: { label: say("submit"), title: say("submit_title"), body: say("submit_body"), done: say("sent") },
    ...reviewOffers(say, say("approve_body")),
  };
}
