import { listText, w } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Alert } from "antd";
import { useCallback, useState } from "react";
import { ActionDialog } from "../action-dialog.tsx";
import { Dialog, type DialogProps } from "../dialog.tsx";
import { useLocale, useTranslations } from "../words.ts";
import { BoundRows } from "./bound-rows.tsx";
import { actOnEach, byNoun, type OneNoun, type Outcome, offerForAll } from "./many.ts";
import type { Asked } from "./selection.ts";
import type { Drawn } from "./slots.ts";

/** What an act on many is called. */
export const MANY_TITLE = w("{act}：{count} 项", "{act}: {count:1 item|{count} items}");

const words = {
  title: MANY_TITLE,
  names_more: w("等 {count} 项", "and {count} more"),
  over: w(
    "一次最多处理 {max} 项，因为每一项都要完整显示。请少选一些。",
    "You can review at most {max} items at a time, as each is shown in full. Select fewer.",
  ),
  bound: w(
    "每一项均按下面显示的内容处理；此后有变化的项不会被处理，系统会说明原因。",
    "Your decision applies to each item as shown below. Items that change before you confirm are left undecided, with the reason shown.",
  ),
};

/** How many names a question says. */
const NAMED = 8;

/** As many as somebody reads in one go; each is read by two requests. */
const MOST_BOUND = 20;

interface AskManyProps {
  readonly asked: Asked;
  readonly drawnOf: (row: Row) => Drawn;
  readonly nameOf: (row: Row) => string;
  /** False: the rows only name what they are of, as those of the overview do. */
  readonly whole: boolean;
  readonly told: (outcomes: readonly Outcome[]) => void;
  readonly close: () => void;
}

/** Asks once for an act on many rows. What names what was shown shows each of them whole first, and names that (APR-1). */
export function AskMany({ asked, drawnOf, nameOf, whole, told, close }: AskManyProps) {
  const { act, rows: chosen } = asked;
  const t = useTranslations(words);
  const locale = useLocale();
  const [shown, setShown] = useState<Readonly<Record<string, string>>>({});
  const [read, setRead] = useState<ReadonlyMap<string, Row>>(new Map());
  const take = useCallback((id: string, hash: string, row: Row) => {
    setShown((before) => ({ ...before, [id]: hash }));
    setRead((before) => new Map(before).set(id, row));
  }, []);
  const nouns = byNoun(chosen, drawnOf);
  const [one, ...others] = nouns.flatMap(({ of }) => of.transitions[act] ?? []);
  if (!one) return null;
  const offer = offerForAll([one, ...others]);
  const rows = chosen.map(({ row }) => row);
  const names = listText(rows.slice(0, NAMED).map(nameOf), locale);
  const ids = rows.map(({ id }) => String(id));
  const found = chosen.map(({ transitions }) => transitions.find(({ verb }) => verb === act));
  const binds = found.some((found) => found !== undefined && found.shown !== null);
  const over = binds && rows.length > MOST_BOUND;
  const known = binds || !whole ? read : new Map(rows.map((row) => [String(row.id), row]));
  const calls = nouns.map(({ of, ids }) => ({
    resource: of.noun,
    ids,
    ...(binds ? { shown: Object.fromEntries(Object.entries(shown).filter(([id]) => ids.includes(id))) } : {}),
  }));
  return (
    <ActionDialog
      verb="transition_many"
      args={{ verb: act }}
      perform={(run, args) => actOnEach(run, args, calls)}
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
            <Totals nouns={nouns} act={act} known={known} />
            {/* A text that names its row is about one row alone, one of a noun about rows of that. */}
            {nouns.length === 1 && typeof offer.body !== "function" && !offer.body.en.includes("{") && (
              <p>{t(offer.body)}</p>
            )}
            {binds && !over && (
              <>
                <p>{t("bound")}</p>
                <BoundRows
                  rows={rows.map((row) => ({ ...drawnOf(row), id: String(row.id) }))}
                  act={act}
                  read={take}
                />
              </>
            )}
          </>
        ),
        done: "",
        tone: offer.tone,
        ...(offer.keep ? { keep: t(offer.keep) } : {}),
        // The figure of all that go with it, in place of their names.
        typed: offer.final && !offer.shown ? String(rows.length) : null,
        reason: found.some((found) => found?.needs_reason) ? "required" : offer.reason,
        ...(offer.sure ? { sure: t(offer.sure) } : {}),
      }}
      told={(answer) => told(answer as readonly Outcome[])}
      close={close}
    />
  );
}

interface TotalsProps {
  readonly nouns: readonly OneNoun[];
  readonly act: string;
  /** The rows that have been read, by id. */
  readonly known: ReadonlyMap<string, Row>;
}

/** What the act comes to for all rows of a noun, once all of them have been read. */
function Totals({ nouns, act, known }: TotalsProps) {
  const t = useTranslations();
  return nouns.map(({ of, ids }) => {
    const all = of.transitions[act]?.all;
    const rows = ids.flatMap((id) => known.get(id) ?? []);
    if (!all || rows.length < ids.length) return null;
    return (
      <p key={of.noun} data-testid="totals">
        <b>{t(all(rows))}</b>
      </p>
    );
  });
}

const Wide = (props: DialogProps) => <Dialog width={960} {...props} />;
