import { EditOutlined } from "@ant-design/icons";
import { hasActs, type Resource, type Row, verbOf } from "@tidings/shared/resource/define.ts";
import { isBound, NOUNS } from "@tidings/shared/resource/nouns.ts";
import { numberText, type Reader, titleText } from "@tidings/shared/resource/text.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Card, Flex } from "antd";
import { useMemo, useRef, useState } from "react";
import { Navigate, useParams } from "react-router";
import { useRow } from "../data.ts";
import { Descriptions } from "../descriptions.tsx";
import { History } from "../history.tsx";
import { LinkButton } from "../link-button.tsx";
import { useMe, useZone } from "../me.tsx";
import { useTellActs } from "../open-acts.ts";
import { SetOwn } from "../own/set-own.tsx";
import { Page } from "../page.tsx";
import { DECISIONS } from "../review-queue.ts";
import { PageSkeleton } from "../skeletons.tsx";
import { Failed, FailedNote, Missing } from "../states.tsx";
import { isAllowed } from "../transition.ts";
import { TransitionButtons } from "../transitions.tsx";
import { useLocale, useTranslations } from "../words.ts";
import { useCopyLinks } from "./copied.tsx";
import { Documents, shownEvidence } from "./documents.tsx";
import { useEverywhere } from "./everywhere.ts";
import { Marks, Tag } from "./marks.tsx";
import { NextWaiting } from "./next-waiting.tsx";
import { useOffers } from "./offers.ts";
import { ReviewChanges } from "./review-changes.tsx";
import { ReviewNote } from "./review-note.tsx";
import { RowKeys } from "./row-keys.tsx";
import type { Slots } from "./slots.ts";
import { Story } from "./story.tsx";
import { Value } from "./value.tsx";
import { words } from "./words.ts";

/** How often a page is read anew. */
export const POLL_MS = 4_000;

/** The page of one row: where it stands, what is known of it, what may be done now, and its history. */
export function ResourceShow({ of, slots }: { of: Resource; slots: Slots }) {
  const { id } = useParams();
  const { row, transitions, loading, failure, retry } = useRow<Row>(of.view, id, {
    poll: slots.poll ?? (() => POLL_MS),
    transitions: hasActs(of) ? of.noun : undefined,
    everywhere: useEverywhere(of),
  });
  const seen = useRef(false);
  seen.current ||= row !== undefined;
  if (loading) return <PageSkeleton of="facts" />;
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
      <Shown key={String(row.id)} of={of} slots={slots} row={row} transitions={transitions} />
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
  const { path } = NOUNS[of.noun];
  const reader = { locale: useLocale(), zone: useZone() };
  const part = { row, transitions };
  return (
    <Page
      title={titleText(of, row, reader)}
      mark={<RowMarks of={of} row={row} />}
      note={of.number && <NumberOf of={of} row={row} column={of.number} reader={reader} />}
      back={`/${path}`}
      actions={
        <>
          {slots.Action && <slots.Action {...part} />}
          <Buttons of={of} slots={slots} row={row} transitions={transitions} />
        </>
      }
    >
      <RowParts of={of} slots={slots} {...part} />
    </Page>
  );
}

/** The number of a row under its name. One that only counts says of what. */
function NumberOf({
  of,
  row,
  column,
  reader,
}: {
  readonly of: Resource;
  readonly row: Row;
  readonly column: string;
  readonly reader: Reader;
}) {
  const t = useTranslations();
  const field = of.fields[column];
  return (
    <>
      {field?.kind === "count" && `${t(field.label)} `}
      <span className="mono">{numberText(of, row, reader)}</span>
    </>
  );
}

/** Beside the name of a row: its state, and what else marks it. */
export function RowMarks({ of, row }: { readonly of: Resource; readonly row: Row }) {
  return (
    <>
      {row.state !== null && row.state !== undefined && <Tag of={of} column="state" row={row} />}
      <Marks of={of} row={row} />
    </>
  );
}

interface PartsProps extends ShownProps {
  /** What is decided about alone: neither what came of it nor who did what. */
  readonly bound?: boolean;
}

/** All that is shown of a row, on its page and where it is decided. */
export function RowParts({ of, slots, row, transitions, bound = false }: PartsProps) {
  const t = useTranslations(words);
  const drawn = slots.aside?.(row);
  // A slot that draws nothing beside this row wants the whole width.
  const evidence = of.reviewed && drawn !== null ? shownEvidence(of, row) : [];
  const part = { row, transitions };
  const stack = (
    <div className="stack">
      {slots.Changes ? <slots.Changes row={row} /> : of.reviewed && <ReviewChanges of={of} row={row} />}
      {slots.Before && <slots.Before {...part} />}
      <Card
        title={t("facts")}
        extra={of.own && <SetOwn noun={of.noun} row={row} transitions={transitions} />}
      >
        <Facts of={of} slots={slots} row={row} transitions={transitions} />
      </Card>
      {slots.Section && !bound && <slots.Section {...part} />}
      {!bound && hasActs(of) && isBound(of.noun) && (
        <History resource={of.noun} id={String(row.id)} title={t("history")} />
      )}
    </div>
  );
  return (
    <>
      {slots.Note ? (
        <slots.Note {...part} />
      ) : (
        <>
          {of.reviewed && <ReviewNote {...part} />}
          <Story of={of} row={row} />
        </>
      )}
      {!drawn && evidence.length === 0 ? (
        stack
      ) : (
        <div className="split split-look">
          {stack}
          <div className="stack beside">
            {evidence.length > 0 && <Documents evidence={evidence} />}
            {drawn}
          </div>
        </div>
      )}
    </>
  );
}

const NO_LINKS = () => [];

/** What may be done with the row now. One of them is the next step. */
function Buttons({ of, slots, row, transitions }: ShownProps) {
  const t = useTranslations(words);
  const declared = useOffers(of)(row);
  const offers = slots.useOffers?.(row, declared) ?? declared;
  const copies = useCopyLinks(of, row);
  const links = [...(slots.useLinks ?? NO_LINKS)(row), ...copies];
  const { update } = of.forms;
  const form = update && "button" in update ? update.button?.(row as never) : undefined;
  const edits = update !== undefined && isAllowed(transitions, "update");
  const editLabel = form ? t(form.label) : t("edit");
  const to = `/${NOUNS[of.noun].path}/${row.id}/edit${form?.query ?? ""}`;
  const [copy] = copies;
  const [copyTo, copyLabel] = [copy?.to, copy?.label];
  useTellActs(
    useMemo(
      () => [
        ...(edits ? [{ key: "update", label: editLabel, to }] : []),
        ...(copyTo && copyLabel ? [{ key: "copy", label: copyLabel, to: copyTo }] : []),
      ],
      [edits, editLabel, to, copyTo, copyLabel],
    ),
  );
  const [decided, setDecided] = useState(false);
  const hasMain = transitions.some(({ verb, allowed }) => allowed && offers[verb]?.tone === "main");
  return (
    <Flex gap={8} wrap>
      {edits && (
        <LinkButton type={hasMain ? "default" : "primary"} icon={<EditOutlined />} to={to} data-verb="update">
          {editLabel}
        </LinkButton>
      )}
      <TransitionButtons
        transitions={transitions}
        offers={offers}
        links={links}
        edits={edits}
        verbOf={(act) => verbOf(of, act)[0]}
        onDone={(act) => setDecided(DECISIONS.some((one) => one === act))}
      />
      {decided && <NextWaiting id={String(row.id)} />}
      <RowKeys decides={DECISIONS.some((act) => isAllowed(transitions, act))} />
    </Flex>
  );
}

export function Facts({ of, slots, row, transitions }: ShownProps) {
  const t = useTranslations();
  const { platform_admin } = useMe();
  const shown = Object.entries(of.fields).filter(
    // A note that nobody wrote is no fact, nor is what says nothing of this row.
    ([column, { page, kind, platform, when }]) =>
      page !== "no" &&
      page !== "chat" &&
      !(kind === "long" && !row[column]) &&
      (platform_admin || !platform) &&
      when?.(row) !== false,
  );
  const items = shown.map(([column, field]) => ({
    key: column,
    label: t(field.label),
    value: <Value of={of} column={column} row={row} transitions={transitions} slots={slots} />,
  }));
  return <Descriptions items={items} />;
}
