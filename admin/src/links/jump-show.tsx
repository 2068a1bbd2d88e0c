import { CopyOutlined } from "@ant-design/icons";
import { JUMP_LIMITS, JUMP_SOURCE_WORDS } from "@tidings/shared/links/jump.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { Alert, Button, Card } from "antd";
import { useNavigate, useParams } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { useRow } from "../ui/data.ts";
import { Descriptions } from "../ui/descriptions.tsx";
import { History } from "../ui/history.tsx";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { reviewOffers } from "../ui/review-offers.ts";
import type { VerbName } from "../ui/rows.ts";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useTranslations } from "../ui/words.ts";
import { CHINA, DueTime, isLate } from "./due.tsx";
import type { JumpForm } from "./jump-form.ts";
import { BatchLinks } from "./jump-links.tsx";
import { words } from "./jump-words.ts";
import { RejectedNote, reviewItems } from "./reviewed.tsx";
import type { JumpCard } from "./row.ts";

/** One batch of jump links: when its review is due, its links, its history, and the actions available now. */
export function JumpShow() {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<JumpCard>("jump_cards", id, {
    poll: () => 4_000,
    transitions: "jump_batch",
  });
  if (loading) return <Loading />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource="jump_batch" back="/jumps" />
    );
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown batch={row} transitions={transitions} />
    </>
  );
}

function Shown({ batch, transitions }: { batch: JumpCard; transitions: readonly Transition[] }) {
  const t = useTranslations(words);
  return (
    <Page
      title={batch.name}
      mark={<StateTag of={REVIEW_STATE_WORDS} state={batch.state} />}
      note={<span className="mono">{batch.batch_no}</span>}
      back="/jumps"
      actions={
        <>
          <AgainButton batch={batch} />
          <TransitionButtons
            transitions={transitions}
            offers={reviewOffers(t, t("approve_body", { count: batch.links }))}
            args={{ jump_batch: batch.id }}
            verbOf={(verb) => `${verb}_jump_batch` as VerbName}
          />
        </>
      }
    >
      <Note batch={batch} />
      <div className="stack">
        <Card title={t("facts")}>
          <JumpDescriptions batch={batch} />
        </Card>
        <Card title={t("all_links")}>
          <BatchLinks batch={batch.id} />
        </Card>
        <History resource="jump_batch" id={batch.id} title={t("history")} />
      </div>
    </Page>
  );
}

/** A rejected batch is requested again as a new one, with the typed values filled in. */
function AgainButton({ batch }: { batch: JumpCard }) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  if (!useMay()("KooMessage:jump:create") || batch.state !== "rejected") return null;
  const typed = batch.links <= JUMP_LIMITS.typed;
  const form: JumpForm = {
    name: batch.name,
    purpose: batch.purpose,
    source: typed ? "typed" : "file",
    typed: typed ? batch.first_urls.join("\n") : "",
  };
  return (
    <Button icon={<CopyOutlined />} onClick={() => navigate("/jumps/new", { state: form })}>
      {t("again")}
    </Button>
  );
}

function Note({ batch }: { batch: JumpCard }) {
  const t = useTranslations(words);
  const me = useMe();
  if (batch.state === "in_review") {
    const at = clock(batch.due_at, CHINA);
    const mine = batch.submitted_by === me.user_id;
    const late = isLate(batch);
    return (
      <Alert
        type={late ? "warning" : "info"}
        showIcon
        message={t(late ? "in_review_late" : mine ? "in_review_mine" : "in_review_note", { at })}
        description={batch.due_certain ? undefined : t("due_uncertain", { year: at.slice(0, 4) })}
      />
    );
  }
  if (batch.state !== "rejected") return null;
  return <RejectedNote reason={batch.reason} t={t} />;
}

function JumpDescriptions({ batch }: { batch: JumpCard }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  return (
    <Descriptions
      items={[
        { key: "batch", label: t("batch"), value: <span className="mono">{batch.batch_no}</span> },
        {
          key: "links",
          label: t("links"),
          value: `${amount(batch.links)} · ${t(labelOf(JUMP_SOURCE_WORDS, batch.source))}`,
        },
        { key: "due", label: t("due"), value: <DueTime batch={batch} /> },
        ...reviewItems(batch, "rar", zone, t),
        { key: "purpose", label: t("purpose"), value: batch.purpose },
      ]}
    />
  );
}
