import { useQuery } from "@tanstack/react-query";
import { useMe } from "../../ui/me.tsx";
import type { VerbName } from "../../ui/rows.ts";
import { useStickyError } from "../../ui/sticky-error.ts";
import { callVerb } from "../../ui/verb.ts";
import type { Asked } from "./asked-fields.tsx";

/** What the law answers to a question about rights, anew whenever it is asked otherwise or anything is changed. */
export function useRight<Answer>(verb: VerbName, { action, member, resource, id, source }: Asked) {
  const enterprise = useMe().enterprise?.id;
  // A right that was just changed is asked for anew.
  const args = { action, resource, id, source, ...(member === null ? {} : { member }) };
  const answer = useQuery({
    queryKey: [verb, enterprise, args],
    queryFn: () => callVerb<Answer>(verb, args),
    retry: false,
  });
  return useStickyError(answer);
}
