import { useQuery } from "@tanstack/react-query";
import { w } from "@tidings/shared/ground/locale.ts";
import type { ResourceName } from "@tidings/shared/people/words.ts";
import { Alert } from "antd";
import { useEffect, useMemo } from "react";
import { useZone } from "./me.tsx";
import { clock } from "./time.ts";
import { callVerb } from "./verb.ts";
import { useTranslations } from "./words.ts";

const words = {
  other: w("{name} 正在编辑此内容（{since} 开始）", "{name} has been editing this since {since}"),
  mine: w(
    "您正在另一个窗口中编辑此内容（{since} 开始）",
    "You have been editing this in another window since {since}",
  ),
  hint: w(
    "您也可以编辑；后保存的一方会在保存前看到对方的修改。",
    "You can edit too. The second person to save sees the other's changes first.",
  ),
  somebody: w("另一位成员", "Another member"),
};

interface Editor {
  readonly name: string | null;
  readonly since: string;
  readonly mine: boolean;
}

/** A third of the time after which the database takes the form for closed. */
const BEAT_MS = 10_000;

interface PresenceNoteProps {
  readonly resource: ResourceName;
  readonly id: string;
}

/** One id a form and tab of the browser, also over a reload: the form that is opened again is no second window. */
function formId(resource: ResourceName, id: string): string {
  const key = `tidings-form ${resource} ${id}`;
  const known = sessionStorage.getItem(key);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  sessionStorage.setItem(key, made);
  return made;
}

/** Says who else has the edit form of this row open, and tells the others that this form is. */
export function PresenceNote({ resource, id }: PresenceNoteProps) {
  const t = useTranslations(words);
  const zone = useZone();
  const tab = useMemo(() => formId(resource, id), [resource, id]);
  const { data: editors = [] } = useQuery({
    queryKey: ["edit_presence", resource, id, tab],
    queryFn: () => callVerb<readonly Editor[]>("edit_presence", { resource, id, tab }),
    refetchInterval: BEAT_MS,
    refetchIntervalInBackground: true,
  });
  useEffect(() => {
    const leave = () => void callVerb("edit_presence", { resource, id, tab, leave: true }).catch(() => {}); // gone after 30 s anyway
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [resource, id, tab]);
  return editors.map(({ name, since, mine }) => (
    <Alert
      key={`${name} ${since}`}
      type="info"
      showIcon
      data-testid="presence"
      message={t(mine ? "mine" : "other", {
        name: name ?? t("somebody"),
        since: clock(since, zone),
      })}
      description={t("hint")}
    />
  ));
}
