import { EditOutlined } from "@ant-design/icons";
import { NOUNS } from "@tidings/shared/nouns.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import { Card, Flex } from "antd";
import { useRef } from "react";
import { Navigate, useParams } from "react-router";
import { useRow } from "../data.ts";
import { Descriptions } from "../descriptions.tsx";
import { History } from "../history.tsx";
import { LinkButton } from "../link-button.tsx";
import { Page } from "../page.tsx";
import { Failed, FailedNote, Loading, Missing } from "../states.tsx";
import { StateTag } from "../tags.tsx";
import { isAllowed } from "../transition.ts";
import { TransitionButtons } from "../transitions.tsx";
import { useTranslations } from "../words.ts";
import { Marks } from "./marks.tsx";
import { useOffers, verbOf } from "./offers.ts";
import { ReviewNote } from "./review-note.tsx";
import type { Slots } from "./slots.ts";
import { Value } from "./value.tsx";
import { words } from "./words.ts";

/** How often a page is read anew. */
const POLL_MS = 4_000;

/** The page of one row: where it stands, what is known of it, what may be done now, and its history. */
export function ResourceShow({ of, slots }: { of: Resource; slots: Slots }) {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<Row>(of.view, id, {
    poll: () => POLL_MS,
    transitions: of.noun,
  });
  const seen = useRef(false);
  seen.current ||= row !== undefined;
  if (loading) return <Loading />;
  // Deleted on this page, or elsewhere while it is open: the list says what there is.
  if (!row && seen.current && !failure) return <Navigate to={`/${NOUNS[of.noun].path}`} replace />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource={of.noun} back={`/${NOUNS[of.noun].path}`} />
    );
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown of={of} slots={slots} row={row} transitions={transitions} />
    </>
  );
}

interface ShownProps {
  readonly of: Resource;
  readonly slots: Slots;
  readonly row: Row;
  readonly transitions: readonly Transition[];
}

function Shown({ of, slots, row, transitions }: ShownProps) {
  const t = useTranslations(words);
  const offersOf = useOffers(of);
  const { path } = NOUNS[of.noun];
  const { state } = of.fields;
  return (
    <Page
      title={String(row[of.title])}
      mark={
        <>
          {state?.kind === "choice" && <StateTag of={state.values} state={String(row.state)} />}
          <Marks of={of} row={row} />
        </>
      }
      note={of.number && <span className="mono">{String(row[of.number])}</span>}
      back={`/${path}`}
      actions={
        <Flex gap={8} wrap>
          {slots.Action && <slots.Action row={row} />}
          {of.forms.update && isAllowed(transitions, "update") && (
            <LinkButton type="primary" icon={<EditOutlined />} to={`/${path}/${row.id}/edit`}>
              {t("edit")}
            </LinkButton>
          )}
          <TransitionButtons
            transitions={transitions}
            offers={offersOf(row)}
            args={{ [of.argument ?? of.noun]: row.id }}
            verbOf={(act) => verbOf(of, act)}
          />
        </Flex>
      }
    >
      {slots.Note ? <slots.Note row={row} /> : of.reviewed && <ReviewNote row={row} />}
      <div className="stack">
        <Card title={t("facts")}>
          <Facts of={of} slots={slots} row={row} transitions={transitions} />
        </Card>
        {slots.Section && <slots.Section row={row} />}
        <History resource={of.noun} id={row.id} title={t("history")} />
      </div>
    </Page>
  );
}

function Facts({ of, slots, row, transitions }: ShownProps) {
  const t = useTranslations();
  const shown = Object.entries(of.fields).filter(
    // A note that nobody wrote is no fact.
    ([column, { page, kind }]) => page !== "no" && page !== "chat" && !(kind === "long" && !row[column]),
  );
  const items = shown.map(([column, field]) => ({
    key: column,
    label: t(field.label),
    value: <Value of={of} column={column} row={row} transitions={transitions} slots={slots} />,
  }));
  return <Descriptions items={items} />;
}
