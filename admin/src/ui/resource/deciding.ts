import { w } from "@tidings/shared/ground/locale.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { App } from "antd";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useZone } from "../me.tsx";
import { type OpenAct, useTellActs } from "../open-acts.ts";
import { openReviews } from "../review-door.ts";
import { DECISIONS, type Decision, type WaitingRow } from "../review-queue.ts";
import { isAllowed, type TransitionsById } from "../transition.ts";
import { useLocale, useSay } from "../words.ts";
import { pageOf } from "./page-of.ts";
import { rowIn } from "./row-again.ts";
import { actsOn, type Selection } from "./selection.ts";

const words = {
  none: w("此项当前无需您审核", "This item isn't waiting for your decision"),
  choose: w("请先用 ↑ ↓ 或 j k 选中一行", "Select a row first with ↑ ↓ or j k"),
  act: w("{act}：{name}", "{act}: {name}"),
};

interface DecidingProps {
  readonly of: Resource;
  readonly list: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  readonly transitions: TransitionsById;
  readonly selection: Selection;
}

/** How rows of a list are decided by key: those that are chosen at once, else the one with the focus, and the others that wait after it. */
export function useDeciding({ of, list, rows, transitions, selection }: DecidingProps) {
  const say = useSay();
  const { message } = App.useApp();
  const waits = (id: string) => DECISIONS.some((act) => isAllowed(transitions[id] ?? [], act));

  function begin(act: Decision, id: string | null) {
    const { chosen, ask } = selection;
    if (chosen.length > 0 && actsOn(chosen).has(act)) return ask(act);
    if (id === null) return void message.info(say(words.choose));
    if (!waits(id)) return void message.info(say(words.none));
    const queue = rows.map((row) => String(row.id)).filter(waits);
    const asked = (one: string): WaitingRow => ({ noun: of.noun, id: one });
    openReviews(queue.map(asked), asked(id), act, (last) => near(list.current, queue, last.id)?.focus());
  }

  const reviewed = DECISIONS.some((act) => of.transitions[act]);
  const latest = useRef(begin);
  latest.current = begin;
  useRowActs({ of, list, rows, transitions, begin: latest });
  return { decide: reviewed ? (act: Decision, id: string | null) => latest.current(act, id) : undefined };
}

/** The row that was looked at last, or what is nearest to it: that after it in the queue, that before, any. */
function near(list: HTMLElement | null, queue: readonly string[], id: string): HTMLElement | null {
  const at = queue.indexOf(id);
  const order = [id, ...queue.slice(at + 1), ...queue.slice(0, Math.max(at, 0)).reverse()];
  for (const one of order) {
    const row = rowIn(list, one);
    if (row) return row;
  }
  return (
    list?.querySelector<HTMLElement>("[data-row-key]") ?? document.querySelector<HTMLElement>("#content")
  );
}

interface RowActsProps extends Omit<DecidingProps, "selection"> {
  readonly begin: RefObject<(act: Decision, id: string | null) => void>;
}

/** Tells the palette what may be done with the row that has, or had before the palette, the focus. */
function useRowActs({ of, list, rows, transitions, begin }: RowActsProps): void {
  const say = useSay();
  const reader = { locale: useLocale(), zone: useZone() };
  const [at, setAt] = useState<string | null>(null);
  useEffect(() => {
    const noted = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target.closest("[cmdk-dialog], .ant-drawer, .ant-modal-wrap"))
        return;
      const row = target.closest<HTMLElement>("[data-row-key]");
      setAt(row && list.current?.contains(row) ? (row.dataset.rowKey ?? null) : null);
    };
    document.addEventListener("focusin", noted);
    return () => document.removeEventListener("focusin", noted);
  }, [list]);
  const row = rows.find(({ id }) => String(id) === at);
  const name = row ? titleText(of, row, reader) : "";
  const verbs = (at === null ? [] : (transitions[at] ?? []))
    .filter(({ verb, allowed }) => allowed && of.transitions[verb])
    .map(({ verb }) => verb)
    .join();
  useTellActs(
    useMemo(() => {
      if (at === null || verbs === "") return [];
      return verbs.split(",").flatMap((verb): OpenAct[] => {
        const label = of.transitions[verb]?.label;
        if (!label) return [];
        const key = `row ${verb}`;
        const said = say(words.act, { act: say(label), name });
        const decision = DECISIONS.find((one) => one === verb);
        if (decision) return [{ key, label: said, open: () => begin.current(decision, at) }];
        return of.opens === false ? [] : [{ key, label: said, to: pageOf(of, at), opens: verb }];
      });
    }, [at, verbs, name, of, say, begin]),
  );
}
