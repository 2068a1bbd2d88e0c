import { w } from "@tidings/shared/ground/locale.ts";
import { refusalWords } from "@tidings/shared/refusals/register.ts";
import { type Resource, type Row, verbOf } from "@tidings/shared/resource/define.ts";
import { numberText, titleText } from "@tidings/shared/resource/text.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Alert, Button, Flex } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { ActionDialog, type Typed } from "../action-dialog.tsx";
import { useRow } from "../data.ts";
import { type DialogProps, NOT_NOW } from "../dialog.tsx";
import { decidingPart, focusSoon } from "../focus.ts";
import { useZone } from "../me.tsx";
import { WithOwn } from "../own/with-own.tsx";
import type { Decision } from "../review-queue.ts";
import { FactsSkeleton } from "../skeletons.tsx";
import { Failed, FailedNote, Missing } from "../states.tsx";
import { hasGone, isAllowed } from "../transition.ts";
import { useNoticeOfChange } from "../transitions.tsx";
import { useLocale, useTranslations } from "../words.ts";
import { useEverywhere } from "./everywhere.ts";
import { useOffers } from "./offers.ts";
import { pageOf } from "./page-of.ts";
import type { DrawnResource } from "./pages.tsx";
import { POLL_MS, RowMarks, RowParts } from "./show.tsx";
import "./review.css";

const words = {
  page: w("打开详情页", "Open details page"),
  no_more: w("此项已无需您审核。", "This item no longer needs your decision."),
};

interface ReviewProps extends DrawnResource {
  readonly id: string;
  /** What is asked of it; null: it is looked at. */
  readonly act: Decision | null;
  readonly ask: (act: Decision | null) => void;
  /** It was decided here. */
  readonly decided: () => void;
}

/** A row that waits, with all that its page shows, and its decision at the foot: what is decided is what is shown (APR-1). */
export function ResourceReview(props: ReviewProps): ReactNode {
  if (!props.of.own) return <Review {...props} />;
  return (
    <WithOwn of={props.of} instead={<FactsSkeleton rows={6} />}>
      {(whole) => <Review {...props} of={whole} />}
    </WithOwn>
  );
}

function Review(props: ReviewProps) {
  const { of, slots, id } = props;
  const { row, transitions, loading, failure, retry } = useRow<Row>(of.view, id, {
    poll: slots.poll ?? (() => POLL_MS),
    transitions: of.noun,
    everywhere: useEverywhere(of),
  });
  if (loading) return <FactsSkeleton rows={6} />;
  if (!row) return failure ? <Failed failure={failure} retry={retry} /> : <Missing resource={of.noun} />;
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Reviewed {...props} row={row} transitions={transitions} />
    </>
  );
}

interface ReviewedProps extends ReviewProps {
  readonly row: Row;
  readonly transitions: readonly Transition[];
}

function Reviewed({ of, slots, row, transitions, act, ask, decided }: ReviewedProps) {
  const t = useTranslations(words);
  const reader = { locale: useLocale(), zone: useZone() };
  const declared = useOffers(of)(row);
  const offers = slots.useOffers?.(row, declared) ?? declared;
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const told = useRef(false);
  // As it was when the decision was begun: the row above is read anew meanwhile, and nobody has looked at that yet.
  const [begun, setBegun] = useState<{ act: Decision | null; one?: Transition | undefined }>({ act: null });
  if (begun.act !== act) setBegun({ act, one: transitions.find(({ verb }) => verb === act) });
  useNoticeOfChange(transitions, act !== null);
  const content = useRef<HTMLElement>(null);
  useEffect(() => (act === null ? focusSoon(() => content.current) : undefined), [act]);
  const { one } = begun;
  const offer = one?.allowed ? offers[one.verb] : undefined;
  const title = titleText(of, row, reader);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus, so that keys scroll it */}
      <section className="review-content" ref={content} aria-label={title} tabIndex={0}>
        <Flex gap={10} align="center" wrap>
          <h2 className="review-name">{title}</h2>
          <RowMarks of={of} row={row} />
          {of.number && <span className="faint mono">{numberText(of, row, reader)}</span>}
          <Link to={pageOf(of, row.id)}>{t("page")}</Link>
        </Flex>
        <RowParts of={of} slots={slots} row={row} transitions={transitions} />
      </section>
      {one && offer ? (
        <ActionDialog
          key={one.verb}
          verb={verbOf(of, one.verb)[0]}
          offer={one.needs_reason ? { ...offer, reason: "required" } : offer}
          args={one.shown === null ? {} : { shown: one.shown }}
          typed={typed[one.verb]}
          gone={hasGone(one, transitions)}
          told={() => {
            told.current = true;
          }}
          close={(kept) => {
            setTyped((before) => ({ ...before, [one.verb]: kept }));
            if (told.current) decided();
            else ask(null);
          }}
          Frame={Foot}
        />
      ) : (
        <Choices of={of} transitions={transitions} refused={one?.code ?? null} asked={act} ask={ask} />
      )}
    </>
  );
}

interface ChoicesProps {
  readonly of: Resource;
  readonly transitions: readonly Transition[];
  /** What was asked of it, and why that cannot be. */
  readonly asked: Decision | null;
  readonly refused: string | null;
  readonly ask: (act: Decision) => void;
}

const DECISIONS: readonly (readonly [Decision, string])[] = [
  ["reject", "r"],
  ["approve", "a"],
];

/** What may be decided, each with its key; or why nothing may. */
function Choices({ of, transitions, asked, refused, ask }: ChoicesProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const possible = DECISIONS.filter(([act]) => isAllowed(transitions, act) && of.transitions[act]);
  return (
    <footer className="review-foot">
      {refused !== null && <Alert type="warning" showIcon message={refusalWords(refused, locale).message} />}
      {refused === null && (possible.length === 0 || asked !== null) && (
        <Alert type="info" showIcon message={t("no_more")} />
      )}
      <Flex gap={8} justify="end">
        {possible.map(([act, key]) => (
          <Button
            key={act}
            type={act === "approve" ? "primary" : "default"}
            onClick={() => ask(act)}
            aria-keyshortcuts={key}
            data-decide={act}
          >
            {of.transitions[act] && t(of.transitions[act].label)} <kbd>{key}</kbd>
          </Button>
        ))}
      </Flex>
    </footer>
  );
}

/** The decision under what it is about, in place of a dialog that would cover it. */
function Foot(props: DialogProps) {
  const t = useTranslations();
  const { title, children, okText, okButtonProps, cancelText, confirmLoading, footer, onOk, onCancel } =
    props;
  const inside = useRef<HTMLElement>(null);
  useEffect(() => focusSoon(() => decidingPart(inside.current)), []);
  return (
    <section
      className="review-foot"
      ref={inside}
      aria-label={typeof title === "string" ? title : undefined}
      data-testid="decision"
    >
      <h3 className="review-question">{title}</h3>
      <div className="review-asked">{children}</div>
      <Flex gap={8} justify="end">
        {footer === undefined && <Button onClick={onCancel}>{cancelText ?? t(NOT_NOW)}</Button>}
        <Button type="primary" loading={confirmLoading ?? false} onClick={onOk} {...okButtonProps}>
          {okText}
        </Button>
      </Flex>
    </section>
  );
}
