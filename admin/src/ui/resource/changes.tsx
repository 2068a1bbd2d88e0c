import { type Change, changesOf } from "@tidings/shared/catalogue/changes.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { isNoun } from "@tidings/shared/resource/nouns.ts";
import { Suspense, use } from "react";
import { Lines } from "../differences.tsx";
import { useZone } from "../me.tsx";
import { LineSkeleton } from "../skeletons.tsx";
import { useLocale, useTranslations } from "../words.ts";

const words = {
  before: w("变更前", "Before"),
  after: w("变更后", "After"),
};

/** All declarations have the words of all columns; loaded with the first change that is shown. */
let declared: Promise<typeof import("@tidings/shared/catalogue/declared.ts")> | undefined;

/**
 * What an act changed: before → after, in the words of the noun that it was done to. It waits for the declarations by itself:
 * else the page around it, with what is open on it, would go away until they are there.
 */
export function Changes({ change }: { change: Change }) {
  return (
    <Suspense fallback={<LineSkeleton />}>
      <ChangeLines change={change} />
    </Suspense>
  );
}

function ChangeLines({ change }: { change: Change }) {
  const t = useTranslations(words);
  declared ??= import("@tidings/shared/catalogue/declared.ts");
  const { DECLARED } = use(declared);
  const reader = { locale: useLocale(), zone: useZone() };
  const of = isNoun(change.resource) ? DECLARED[change.resource] : undefined;
  const lines = changesOf(change, of, reader);
  return lines.length === 0 ? "—" : <Lines lines={lines} before={t("before")} after={t("after")} />;
}
