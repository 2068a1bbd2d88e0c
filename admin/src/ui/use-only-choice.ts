import { useEffect, useRef } from "react";

/** The rows that can be chosen, as they were read. */
interface Choosable {
  readonly loading: boolean;
  /** Their keys, where no search has narrowed them. */
  readonly keys: readonly string[];
}

/**
 * Where something has to be chosen and there is one thing, chooses it, once: what was given, or is changed afterwards, stays.
 * Answers whether the value is that only one.
 */
export function useOnlyChoice(
  { loading, keys }: Choosable,
  required: boolean,
  value: unknown,
  choose: (key: string) => void,
): boolean {
  const only = !loading && required && keys.length === 1 ? keys[0] : undefined;
  const looked = useRef(false);
  useEffect(() => {
    if (loading || looked.current) return;
    looked.current = true;
    const given = value !== null && value !== undefined && value !== "";
    if (only !== undefined && !given) choose(only);
  }, [loading, only, value, choose]);
  return only !== undefined && value === only;
}
