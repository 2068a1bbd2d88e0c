import type { Resource } from "@tidings/shared/resource/define.ts";
import { roomWords } from "@tidings/shared/resource/room.ts";
import { useRows } from "../data.ts";
import { useTranslations } from "../words.ts";

/** How many rows can be added, are there and are allowed; nothing of a noun without a limit, and until they are counted. */
export function Room({ of }: { of: Resource }) {
  return of.most === undefined ? null : <Counted of={of} most={of.most} />;
}

function Counted({ of, most }: { of: Resource; most: number }) {
  const t = useTranslations();
  const { total, loading, failure } = useRows(of.view, { limit: 1, select: "id" });
  if (loading || failure) return null;
  const room = roomWords(most, total);
  return room && <div data-testid="room">{t(room)}</div>;
}
