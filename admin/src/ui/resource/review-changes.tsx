import { useQuery } from "@tanstack/react-query";
import {
  changesOfCompared,
  changesOfLaw,
  SAME,
  type ReviewChanges as Told,
} from "@tidings/shared/refusals/review_changes.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { Card, Flex } from "antd";
import type { ReactNode } from "react";
import { Lines } from "../differences.tsx";
import { useZone } from "../me.tsx";
import { FactsSkeleton } from "../skeletons.tsx";
import { Failed } from "../states.tsx";
import { useStickyError } from "../sticky-error.ts";
import { clock } from "../time.ts";
import { callVerb } from "../verb.ts";
import { useLocale, useTranslations } from "../words.ts";

interface ReviewChangesProps {
  readonly of: Resource;
  readonly row: Row;
  /** Under the lines: how both look. `before` and `after` are what they are called. */
  readonly both?: (before: string, after: string) => ReactNode;
}

/** What an edit changes of what serves, or a row in review of its submission before; nothing for what is submitted for the first time (BOT-3). */
export function ReviewChanges({ of, row, both }: ReviewChangesProps) {
  const locale = useLocale();
  const compared = of.changes?.(row, locale, useZone());
  // Its maker sees it too, before it is submitted.
  if (compared) return <Shown changes={changesOfCompared(compared, locale)} both={both} />;
  if (row.state !== "in_review") return null;
  return <Asked noun={of.noun} id={String(row.id)} submitted={String(row.submitted_at)} />;
}

/** `submitted`: another submission is asked for anew. */
function Asked({ noun, id, submitted }: { noun: string; id: string; submitted: string }) {
  const locale = useLocale();
  const zone = useZone();
  const { data, loading, failure, retry } = useStickyError(
    useQuery({
      queryKey: ["review_changes", noun, id, submitted],
      queryFn: () => callVerb<unknown>("review_changes", { resource: noun, id }),
    }),
  );
  if (loading) return <FactsSkeleton />;
  if (failure) return <Failed failure={failure} retry={retry} />;
  const changes = changesOfLaw(data, locale, (at) => clock(at, zone));
  return changes && <Shown changes={changes} />;
}

interface ShownProps extends Pick<ReviewChangesProps, "both"> {
  readonly changes: Told;
}

function Shown({ changes: { head, before, after, lines }, both }: ShownProps) {
  const t = useTranslations();
  return (
    <Card title={head} data-testid="changes">
      <div className="stack">
        {lines.length > 0 ? <Lines lines={lines} before={before} after={after} /> : t(SAME)}
        {both?.(before, after)}
      </div>
    </Card>
  );
}

/** Two looks beside each other, each under what it is called. */
export function Both({ looks }: { looks: readonly (readonly [name: string, look: ReactNode])[] }) {
  return (
    <Flex gap={16} wrap>
      {looks.map(([name, look]) => (
        <div key={name} className="stack">
          <strong>{name}</strong>
          {look}
        </div>
      ))}
    </Flex>
  );
}
