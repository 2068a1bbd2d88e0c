import { listText, w } from "@tidings/shared/ground/locale.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { Button, Card, Flex, List } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { ActionDialog } from "../action-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { useZone } from "../me.tsx";
import { userErrorOf } from "../user-error.ts";
import { useLocale, useTranslations } from "../words.ts";
import { pageOf } from "./page-of.ts";
import { commonActs, type Selection } from "./selection.ts";

const words = {
  selected: w("已选 {count} 项", "{count} selected"),
  none: w("所选的项没有可一起执行的操作", "Nothing can be done to all of these at once"),
  clear: w("取消选择", "Clear the selection"),
  title: w("{act}：{count} 项", "{act}: {count:one row|{count} rows}"),
  more: w("等 {count} 项", "and {count} more"),
  told: w("{done} 项已完成，{left} 项未完成", "{done} done, {left} not"),
  done: w("已完成", "Done"),
  kept: w("未完成的仍被选中。", "What was not done is still selected."),
  close: w("知道了", "All right"),
};

/** As `transition_many` answers. */
type Outcome = { readonly id: string; readonly refusal: object | null };

/** How many names a question says. */
const NAMED = 8;

interface BulkBarProps {
  readonly of: Resource;
  readonly selection: Selection;
  /** Beside the acts: one that asks for more than a yes. */
  readonly extra?: ReactNode;
}

/** What may be done with all selected rows, in one bar; what came of it is told row by row (LST-1). */
export function BulkBar({ of, selection, extra }: BulkBarProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const [asked, setAsked] = useState<string | null>(null);
  const [told, setTold] = useState<{ rows: readonly Row[]; outcomes: readonly Outcome[] } | null>(null);
  const { chosen } = selection;
  const rows = chosen.map(({ row }) => row);
  const acts = commonActs(chosen).filter((act) => of.transitions[act]);
  const offer = asked === null ? undefined : of.transitions[asked];
  const zone = useZone();
  const nameOf = (row: Row) => titleText(of, row, { locale, zone });
  const names = listText(rows.slice(0, NAMED).map(nameOf), locale);

  function take(outcomes: readonly Outcome[]) {
    setTold({ rows, outcomes });
    selection.keep(outcomes.filter(({ refusal }) => refusal !== null).map(({ id }) => id));
  }

  return (
    <>
      {rows.length > 0 && (
        <Card
          size="small"
          className="bulk-bar"
          role="region"
          aria-label={t("selected", { count: rows.length })}
        >
          <Flex gap={8} align="center" wrap>
            <b>{t("selected", { count: rows.length })}</b>
            {acts.map((act) => (
              <Button
                key={act}
                danger={of.transitions[act]?.tone === "danger"}
                onClick={() => setAsked(act)}
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
      {asked !== null && offer && (
        <ActionDialog
          verb="transition_many"
          args={{ resource: of.noun, verb: asked, ids: rows.map(({ id }) => id) }}
          offer={{
            label: t(offer.label),
            title: t("title", { act: t(offer.label), count: rows.length }),
            body: (
              <>
                <p>
                  <b>{names}</b> {rows.length > NAMED && t("more", { count: rows.length - NAMED })}
                </p>
                {/* A text that names its row is about one row alone. */}
                {typeof offer.body !== "function" && !offer.body.en.includes("{") && t(offer.body)}
              </>
            ),
            done: "",
            tone: offer.tone,
            ...(offer.keep ? { keep: t(offer.keep) } : {}),
            // The figure of all that go with it, in place of their names.
            typed: offer.final && !offer.shown ? String(rows.length) : null,
            reason: chosen.some(
              ({ transitions }) => transitions.find(({ verb }) => verb === asked)?.needs_reason,
            )
              ? "required"
              : offer.reason,
          }}
          told={(answer) => take(answer as readonly Outcome[])}
          close={() => setAsked(null)}
        />
      )}
      {told && <Outcomes of={of} {...told} nameOf={nameOf} close={() => setTold(null)} />}
    </>
  );
}

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
  return (
    <Dialog
      title={t("told", { done: outcomes.length - left, left })}
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
