import { VERB_WORDS } from "@tidings/shared/people/words.ts";
import { refusalWords } from "@tidings/shared/refusals/register.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import type { AuditRow } from "./audit-row.ts";
import { useLocale, useSay } from "./words.ts";

/** Why an attempt in the audit log was refused. The log keeps the code, not its values: the act stands in for them. */
export function useWhyRefused(): (row: AuditRow) => string {
  const locale = useLocale();
  const say = useSay();
  return (row) => {
    const action = say(labelOf(VERB_WORDS, row.verb));
    return refusalWords(row.code, locale, { action }, { message: row.reason }).message;
  };
}
