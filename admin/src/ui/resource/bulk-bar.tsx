import { listText, w } from "@tidings/shared/ground/locale.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { Alert, Button, Card, Flex, List } from "antd";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import { ActionDialog } from "../action-dialog.tsx";
import { Dialog, type DialogProps } from "../dialog.tsx";
import { useZone } from "../me.tsx";
import { useTellActs } from "../open-acts.ts";
import { userErrorOf } from "../user-error.ts";
import { useLocale, useSay, useTranslations } from "../words.ts";
import { BoundRows } from "./bound-rows.tsx";
import { pageOf } from "./page-of.ts";
import { type Asked, commonActs, type Selection } from "./selection.ts";
import type { Slots } from "./slots.ts";

const words = {
  selected: w("已选 {count} 项", "{count} selected"),
  none: w("所选的项没有可一起执行的操作", "Nothing can be done to all of these at once"),
  clear: w("取消选择", "Clear the selection"),
  title: w("{act}：{count} 项", "{act}: {count:one row|{count} rows}"),
  names_more: w("等 {count} 项", "and {count} more"),
  over: w(
    "一次最多决定 {max} 项，因为每一项都要完整显示。请少选一些。",
    "At most {max} are decided at once, as each is shown whole. Choose fewer.",
  ),
  told: w("{done} 项已完成，{left} 项未完成", "{done} done, {left} not"),
  told_all: w("{done} 项全部完成", "All {done} done"),
  told_half: w("部分完成：{done} 项已完成，{left} 项未完成", "Half done: {done} done, {left} not"),
  bound: w(
    "每一项按下面显示的内容决定；此后有变化的，不作决定并说明原因。",
    "Each is decided as it stands below. What changes before your click is not decided, and says so.",
  ),
  done: w("已完成", "Done"),
  kept: w("未完成的仍被选中。", "What was not done is still selected."),
  close: w("知道了", "All right"),
};

/** As `transition_many` answers. */
type Outcome = { readonly id: string; readonly refusal: object | null };

/** How many names a question says. */
const NAMED = 8;

/** As many as somebody reads in one go; each is read by two requests. */
const MOST_BOUND = 20;

const NO_SLOTS: Slots = {};

interface BulkBarProps {
  readonly of: Resource;
  readonly slots?: Slots;
  readonly selection: Selection;
  /** Beside the acts: one that asks for more than a yes. */
  readonly extra?: ReactNode;
}

/** What may be done with all selected rows, in one bar; what came of it is told row by row (LST-1). */
export function BulkBar({ of, slots = NO_SLOTS, selection, extra }: BulkBarProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const [told, setTold] = useState<{ rows: readonly Row[]; outcomes: readonly Outcome[] } | null>(null);
  const { chosen, asked, ask } = selection;
  const count = chosen.length;
  const acts = commonActs(chosen).filter((act) => of.transitions[act]);
  const zone = useZone();
  const nameOf = (row: Row) => titleText(of, row, { locale, zone });
  const say = useSay();
  // What the palette opens is asked of the rows as they are then.
  const asks = useRef(ask);
  asks.current = ask;
  const common = acts.join();
  useTellActs(
    useMemo(
      () =>
        common.split(",").flatMap((act) => {
          const label = of.transitions[act]?.label;
          const open = () => asks.current(act);
          return label
            ? [{ key: `many ${act}`, label: say(words.title, { act: say(label), count }), open }]
            : [];
        }),
      [common, count, of, say],
    ),
  );

  function take(outcomes: readonly Outcome[]) {
    setTold({ rows: asked?.rows.map(({ row }) => row) ?? [], outcomes });
    selection.keep(outcomes.filter(({ refusal }) => refusal !== null).map(({ id }) => id));
  }

  return (
    <>
      {count > 0 && (
        <Card size="small" className="bulk-bar" role="region" aria-label={t("selected", { count })}>
          <Flex gap={8} align="center" wrap>
            <b>{t("selected", { count })}</b>
            {acts.map((act) => (
              <Button
                key={act}
                danger={of.transitions[act]?.tone === "danger"}
                onClick={() => ask(act)}
                data-bulk={act}
              >
                {of.transitions[act] && t(of.transitions[act].label)}
              </Button>
            ))}
            {extra}
            {acts.length === 0 && !extra && <span className="faint">{t("none")}</span>}
            <Button type="text" onClick={() => selection.keep([])}>
              {t("clear")}
            </Button>
          </Flex>
        </Card>
      )}
      {asked !== null && (
        <AskMany of={of} slots={slots} asked={asked} nameOf={nameOf} told={take} close={() => ask(null)} />
      )}
      {told && <Outcomes of={of} {...told} nameOf={nameOf} close={() => setTold(null)} />}
    </>
  );
}

interface AskManyProps {
  readonly of: Resource;
  readonly slots: Slots;
  readonly asked: Asked;
  readonly nameOf: (row: Row) => string;
  readonly told: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

/** Asks once for an act on many rows. What names what was shown shows each of them whole first, and names that (APR-1). */
function AskMany({ of, slots, asked: { act, rows: chosen }, nameOf, told, close }: AskManyProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const [shown, setShown] = useState<Readonly<Record<string, string>>>({});
  const read = useCallback(
    (id: string, hash: string) => setShown((before) => ({ ...before, [id]: hash })),
    [],
  );
  const offer = of.transitions[act];
  if (!offer) return null;
  const rows = chosen.map(({ row }) => row);
  const names = listText(rows.slice(0, NAMED).map(nameOf), locale);
  const ids = rows.map(({ id }) => String(id));
  const found = chosen.map(({ transitions }) => transitions.find(({ verb }) => verb === act));
  const binds = found.some((one) => one !== undefined && one.shown !== null);
  const over = binds && rows.length > MOST_BOUND;
  return (
    <ActionDialog
      verb="transition_many"
      args={{ resource: of.noun, verb: act, ids, ...(binds ? { shown } : {}) }}
      Frame={binds ? Wide : Dialog}
      offer={{
        label: t(offer.label),
        title: t("title", { act: t(offer.label), count: rows.length }),
        blocked: over || (binds && ids.some((id) => shown[id] === undefined)),
        body: (
          <>
            {over && <Alert type="warning" showIcon message={t("over", { max: MOST_BOUND })} />}
            {!binds && (
              <p>
                <b>{names}</b> {rows.length > NAMED && t("names_more", { count: rows.length - NAMED })}
              </p>
            )}
            {/* A text that names its row is about one row alone. */}
            {typeof offer.body !== "function" && !offer.body.en.includes("{") && <p>{t(offer.body)}</p>}
            {binds && !over && (
              <>
                <p>{t("bound")}</p>
                <BoundRows of={of} slots={slots} ids={ids} act={act} read={read} />
              </>
            )}
          </>
        ),
        done: "",
        tone: offer.tone,
        ...(offer.keep ? { keep: t(offer.keep) } : {}),
        // The figure of all that go with it, in place of their names.
        typed: offer.final && !offer.shown ? String(rows.length) : null,
        reason: found.some((one) => one?.needs_reason) ? "required" : offer.reason,
        ...(offer.sure ? { sure: t(offer.sure) } : {}),
      }}
      told={(answer) => told(answer as readonly Outcome[])}
      close={close}
    />
  );
}

const Wide = (props: DialogProps) => <Dialog width={960} {...props} />;

interface OutcomesProps {
  readonly of: Resource;
  readonly rows: readonly Row[];
  readonly outcomes: readonly Outcome[];
  readonly nameOf: (row: Row) => string;
  readonly close: () => void;
}

/** What became of each row, those that failed first. */
function Outcomes({ of, rows, outcomes, nameOf, close }: OutcomesProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const sorted = [...outcomes].sort((a, b) => Number(a.refusal === null) - Number(b.refusal === null));
  const left = outcomes.filter(({ refusal }) => refusal !== null).length;
  const done = outcomes.length - left;
  return (
    <Dialog
      title={t(left === 0 ? "told_all" : left < outcomes.length ? "told_half" : "told", { done, left })}
      okText={t("close")}
      footer={(_, { OkBtn }) => <OkBtn />}
      onOk={close}
      onCancel={close}
    >
      {left > 0 && <p>{t("kept")}</p>}
      <List
        size="small"
        className="bulk-outcomes"
        dataSource={sorted}
        rowKey="id"
        renderItem={({ id, refusal }) => {
          const row = rows.find((one) => one.id === id);
          return (
            <List.Item data-outcome={refusal === null ? "done" : "refused"}>
              <Link to={pageOf(of, id)}>{row ? nameOf(row) : id}</Link>
              <span className={refusal === null ? "faint" : "wrong"}>
                {refusal === null ? t("done") : userErrorOf(refusal, locale).message}
              </span>
            </List.Item>
          );
        }}
      />
    </Dialog>
  );
}
