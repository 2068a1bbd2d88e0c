import { withOwn } from "@tidings/shared/own/fields.ts";
import type { Resource } from "@tidings/shared/resource/define.ts";
import { type ReactNode, useMemo } from "react";
import { PageSkeleton, pageShape } from "../skeletons.tsx";
import { Failed } from "../states.tsx";
import { useOwnFields } from "./use-own-fields.ts";

interface WithOwnProps {
  readonly of: Resource;
  /** Placeholder while the fields load; a page by default. */
  readonly instead?: ReactNode;
  readonly children: (whole: Resource) => ReactNode;
}

/** A declared resource with the fields that the enterprise has added to it; they are there before a list reads its address. */
export function WithOwn({ of, instead, children }: WithOwnProps) {
  const { definitions, loading, failure, retry } = useOwnFields(of.noun);
  const whole = useMemo(() => withOwn(of, definitions), [of, definitions]);
  if (loading) return instead ?? <PageSkeleton of={pageShape(location.pathname)} />;
  if (failure) return <Failed failure={failure} retry={retry} />;
  return children(whole);
}
