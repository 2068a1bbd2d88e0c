import { type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { Button, Card, Flex, List } from "antd";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import { Dialog } from "../dialog.tsx";
import { useZone } from "../me.tsx";
import { useTellActs } from "../open-acts.ts";
import { userErrorOf } from "../user-error.ts";
import { AwayLink } from "../way-back.tsx";
import { useWayOut } from "../way-out.ts";
import { useLocale, useSay, useTranslations } from "../words.ts";
import { AskMany, MANY_TITLE } from "./ask-many.tsx";
import type { Outcome } from "./many.ts";
import { pageOf } from "./page-of.ts";
import { actsOn, type Selection } from "./selection.ts";
import type { Drawn } from "./slots.ts";

const words = {
  selected: w("已选 {count} 项", "{count} selected"),
  some: w("{act}（{some}/{count} 项）", "{act} ({some} of {count})"),
  none: w("所选项目没有可批量执行的操作", "No bulk actions for the selected items"),
  clear: w("取消选择", "Clear selection"),
  told: w("{done} 项已完成，{left} 项未完成", "{done} done, {left} not done"),
  told_all: w("{done} 项全部完成", "All {done} done"),
  told_half: w("部分完成：{done} 项已完成，{left} 项未完成", "Partly done: {done} done, {left} not done"),
  done: w("已完成", "Done"),
  kept: w("未完成的项目仍处于选中状态。", "Unfinished items are still selected."),
  close: w("知道了", "Got it"),
};

interface BulkBarProps {
  readonly selection: Selection;
  /** What a row is drawn from: of a list the same for each. */
  readonly drawnOf: (row: Row) => Drawn;
  /** What a row is called that only names what it is of; without it rows are whole, and are called as their declaration says. */
  readonly titleOf?: ((row: Row) => string) | undefined;
  /** Beside the acts: one that asks for more than a yes. */
  readonly extra?: ReactNode;
}

/** What may be done with all selected rows, in one bar; what came of it is told row by row (LST-1). */
export function BulkBar({ selection, drawnOf, titleOf, extra }: BulkBarProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const [told, setTold] = useState<{ rows: readonly Row[]; outcomes: readonly Outcome[] } | null>(null);
  const { chosen, asked, ask } = selection;
  const count = chosen.length;
  const zone = useZone();
  const acts = [...actsOn(chosen)]
    .flatMap(([act, rows]) => {
      const offers = rows.flatMap(({ row }) => drawnOf(row).of.transitions[act] ?? []);
      const [offer] = offers;
      return offer && offers.length === rows.length ? [{ act, offer, some: rows.length }] : [];
    })
    // What destroys is last, and never between two that decide.
    .sort((a, b) => Number(a.offer.tone === "danger") - Number(b.offer.tone === "danger"));
  const nameOf = titleOf ?? ((row: Row) => titleText(drawnOf(row).of, row, { locale, zone }));
  const say = useSay();
  // What the palette opens is asked of the rows as they are then.
  const asks = useRef(ask);
  asks.current = ask;
  const common = JSON.stringify(acts.map(({ act, offer, some }) => [act, offer.label, some]));
  useTellActs(
    useMemo(
      () =>
        (JSON.parse(common) as [string, Words, number][]).map(([act, label, some]) => ({
          key: `many ${act}`,
          label: say(MANY_TITLE, { act: say(label), count: some }),
          open: () => asks.current(act),
        })),
      [common, say],
    ),
  );

  function take(outcomes: readonly Outcome[]) {
    setTold({ rows: asked?.rows.map(({ row }) => row) ?? [], outcomes });
    const done = new Set(outcomes.filter(({ refusal }) => refusal === null).map(({ id }) => id));
    selection.keep(chosen.map(({ row }) => String(row.id)).filter((id) => !done.has(id)));
  }

  return (
    <>
      {count > 0 && (
        <Card size="small" className="bulk-bar" role="region" aria-label={t("selected", { count })}>
          <Flex gap={8} align="center" wrap>
            <b>{t("selected", { count })}</b>
            {acts.map(({ act, offer, some }) => (
              <Button key={act} danger={offer.tone === "danger"} onClick={() => ask(act)} data-bulk={act}>
                {some === count ? t(offer.label) : t("some", { act: t(offer.label), some, count })}
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
        <AskMany
          asked={asked}
          drawnOf={drawnOf}
          nameOf={nameOf}
          whole={!titleOf}
          told={take}
          close={() => ask(null)}
        />
      )}
      {told && <Outcomes {...told} drawnOf={drawnOf} nameOf={nameOf} close={() => setTold(null)} />}
    </>
  );
}

interface OutcomesProps {
  readonly drawnOf: (row: Row) => Drawn;
  readonly rows: readonly Row[];
  readonly outcomes: readonly Outcome[];
  readonly nameOf: (row: Row) => string;
  readonly close: () => void;
}

/** What became of each row, those that failed first. */
function Outcomes({ drawnOf, rows, outcomes, nameOf, close }: OutcomesProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const wayOut = useWayOut();
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
          const out = wayOut(refusal);
          return (
            <List.Item data-outcome={refusal === null ? "done" : "refused"}>
              {row && <Link to={pageOf(drawnOf(row).of, id)}>{nameOf(row)}</Link>}
              <span className={refusal === null ? "faint" : "wrong"}>
                {refusal === null ? t("done") : userErrorOf(refusal, locale).message}
              </span>
              {out && <AwayLink to={out.to}>{t(out.label)}</AwayLink>}
            </List.Item>
          );
        }}
      />
    </Dialog>
  );
}
