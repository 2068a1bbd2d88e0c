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
import type { VerbName } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useSay, useWords } from "../ui/words.ts";
import { DefaultButton, DomainState } from "./domain-controls.tsx";
import { words } from "./domain-words.ts";
import { ProofLink } from "./proof-link.tsx";
import type { DomainCard } from "./row.ts";

/** One domain: its review with the note, its state, its proof, and what may be done now. */
export function DomainShow() {
  const { id } = useParams();
  const { row, loading, failure, retry } = useRow<DomainCard>("domain_cards", id, { poll: () => 4_000 });
  if (loading) return <Loading />;
  if (!row) return failure ? <Failed failure={failure} retry={retry} /> : <Missing />;
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
        <History thing="domain" id={domain.id} title={say("history")} />
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
  return (
    <Alert
      type="error"
      showIcon
      message={say("rejected_note", { reason: domain.reason ?? "—" })}
      description={say("rejected_hint")}
    />
  );
}

function DomainFacts({ domain }: { domain: DomainCard }) {
  const say = useWords(words);
  const speak = useSay();
  const { zone } = useEnterprise();
  const who = (name: string | null, at: string | null) => (at ? `${name ?? "—"} · ${clock(at, zone)}` : "—");
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
        {
          key: "proof",
          label: say("proof"),
          value:
            domain.proof_path && domain.proof_name ? (
              <ProofLink kind="pdf" path={domain.proof_path} name={domain.proof_name} />
            ) : (
              "—"
            ),
        },
        {
          key: "submitted",
          label: say("submitted"),
          value: who(domain.submitted_by_name, domain.submitted_at),
        },
        { key: "decided", label: say("decided"), value: who(domain.decided_by_name, domain.decided_at) },
        ...(domain.reason ? [{ key: "reason", label: say("note_of_review"), value: domain.reason }] : []),
        { key: "created", label: say("created"), value: clock(domain.created_at, zone) },
      ]}
    />
  );
}

function useOffers(): Record<string, MoveOffer | undefined> {
  const say = useWords(words);
  return {
    submit: { label: say("submit"), title: say("submit_title"), body: say("submit_body"), done: say("sent") },
    approve: {
      label: say("approve"),
      title: say("approve_title"),
      body: say("approve_body"),
      done: say("approve_done"),
      tone: "main",
      reason: "optional",
    },
    reject: {
      label: say("reject"),
      title: say("reject_title"),
      body: say("reject_body"),
      done: say("reject_done"),
      tone: "danger",
      reason: "required",
    },
  };
}
