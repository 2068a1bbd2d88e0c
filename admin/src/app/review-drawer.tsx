import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Button, Drawer, Flex } from "antd";
import { Suspense, use, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { ResourceReview } from "../ui/resource/review.tsx";
import { leaveReviews, turnReviews, useReviewQueue } from "../ui/review-door.ts";
import {
  DECISION_KEYS,
  type Decision,
  decidedOne,
  movedBy,
  type ReviewQueue,
  type WaitingRow,
} from "../ui/review-queue.ts";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { useTranslations } from "../ui/words.ts";
import { loadDeclared } from "./declared.tsx";

const words = {
  at: w("{noun} · 第 {at} 项，共 {count} 项", "{at} of {count} · {noun}"),
  before: w("上一项", "Previous item"),
  after: w("下一项", "Next item"),
  close: w("关闭", "Close"),
};

/** What takes what is typed, or has these keys itself. */
const TYPED = "input, textarea, select, [contenteditable], [role=listbox], [role=menu]";

const ROOT = "review-drawer";

/** What waits for a decision, one row after the other, over the page that it was opened from. */
export function ReviewDrawer() {
  const queue = useReviewQueue();
  const { pathname } = useLocation();
  const at = useRef(pathname);
  useEffect(() => {
    // A link in it leads to another page.
    if (at.current !== pathname) turnReviews(null);
    at.current = pathname;
  }, [pathname]);
  const row = queue?.rows[queue.at];
  return queue && row ? <Open queue={queue} row={row} /> : null;
}

interface OpenProps {
  readonly queue: ReviewQueue;
  readonly row: WaitingRow;
}

function Open({ queue, row }: OpenProps) {
  const t = useTranslations(words);
  const last = useRef(row);
  last.current = row;
  useEffect(() => () => leaveReviews(last.current), []);
  const ask = (act: Decision | null) => turnReviews({ ...queue, act });
  const leave = () => turnReviews(null);
  const move = (by: 1 | -1) => turnReviews(movedBy(queue, by));
  const { at, rows, act } = queue;

  const press = useRef<(event: KeyboardEvent) => void>(() => {});
  press.current = (event) => {
    const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
    // A dialog that the row opened has keys of its own.
    if (!(target instanceof Element) || !target.closest(`.${ROOT}`)) return;
    if (isComposing || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
    if (key === "Escape") {
      event.preventDefault();
      return act === null ? leave() : ask(null);
    }
    if (target.closest(TYPED)) return;
    const decision = DECISION_KEYS[key];
    if (decision) ask(decision);
    else if (key === "j") move(1);
    else if (key === "k") move(-1);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const heard = (event: KeyboardEvent) => press.current(event);
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, []);

  return (
    <Drawer
      open
      width={1040}
      onClose={leave}
      maskClosable={act === null}
      keyboard={false}
      title={
        <span aria-live="polite" data-testid="queue">
          {t("at", { noun: t(NOUNS[row.noun].one), at: at + 1, count: rows.length })}
        </span>
      }
      extra={
        <Flex gap={8}>
          <Button
            icon={<LeftOutlined />}
            aria-label={t("before")}
            aria-keyshortcuts="k"
            disabled={at === 0}
            onClick={() => move(-1)}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={t("after")}
            aria-keyshortcuts="j"
            disabled={at === rows.length - 1}
            onClick={() => move(1)}
          />
        </Flex>
      }
      closable={{ "aria-label": t("close") }}
      className="review"
      rootClassName={ROOT}
      styles={{ wrapper: { maxWidth: "100vw" } }}
    >
      <Suspense fallback={<FactsSkeleton rows={6} />}>
        <Reviewed key={row.id} row={row} act={act} ask={ask} decided={() => turnReviews(decidedOne(queue))} />
      </Suspense>
    </Drawer>
  );
}

interface ReviewedProps {
  readonly row: WaitingRow;
  readonly act: Decision | null;
  readonly ask: (act: Decision | null) => void;
  readonly decided: () => void;
}

function Reviewed({ row: { noun, id }, ...deciding }: ReviewedProps) {
  return <ResourceReview {...use(loadDeclared(noun))} id={id} {...deciding} />;
}
