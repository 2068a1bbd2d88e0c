import { w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { whyText } from "@tidings/shared/people/audit_entry.ts";
import { actorText } from "@tidings/shared/people/deputy_words.ts";
import { doneText } from "@tidings/shared/people/done.ts";
import { SOURCE_WORDS, VERB_WORDS } from "@tidings/shared/people/words.ts";
import { isVendor, VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/words.ts";
import { Flex } from "antd";
import { Changes } from "./resource/changes.tsx";
import type { RowOf } from "./rows.ts";
import { clock } from "./time.ts";
import { useLocale, useTranslations } from "./words.ts";

const words = {
  system: w("系统", "System"),
  tried: w("尝试{act}", "tried to {act}"),
  refused: w("被拒绝：{why}", "Refused: {why}"),
  reason: w("“{reason}”", "“{reason}”"),
};

/** A row of the audit log, names as they are read. */
export type AuditRow = RowOf<"audit_entries">;

/** Did it change more than the state, of which its verb tells? */
function isEdit({ before, after, outcome }: AuditRow): boolean {
  const columns = [before, after].map((values) => Object.keys(values ?? {}));
  return outcome === "granted" && columns.every((keys) => keys.some((key) => key !== "state"));
}

interface AuditLineProps {
  readonly row: AuditRow;
  readonly zone: string;
  /** What it was done to, where that is not what the list is about. */
  readonly about?: string | undefined;
}

/** One entry of the audit log as a sentence: who did what, from where and when, or why it was refused. */
export function AuditLine({ row, zone, about }: AuditLineProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const why = whyText(row, locale);
  const vendor = vendorOf(row);
  return (
    <div data-audit={row.verb}>
      <Flex gap="2px 8px" wrap align="baseline">
        <b>{actorText(row, locale) ?? t("system")}</b>
        <span>
          {row.outcome === "refused"
            ? t("tried", { act: t(labelOf(VERB_WORDS, row.verb)) })
            : doneText(row.verb, locale)}
          {about && ` · ${about}`}
          {vendor && ` · ${t(VENDOR_WORDS[vendor])}`}
        </span>
        <span className="faint">
          {clock(row.at, zone, true)} · {t(labelOf(SOURCE_WORDS, row.source))}
        </span>
      </Flex>
      {row.outcome === "refused" ? (
        <div className="wrong">{t("refused", { why })}</div>
      ) : (
        why && <div className="faint">{row.code === null ? t("reason", { reason: why }) : why}</div>
      )}
      {isEdit(row) && <Changes change={row} />}
    </div>
  );
}

/** The vendor that decided, if any. */
function vendorOf({ after }: AuditRow): Vendor | null {
  const vendor = after !== null && typeof after === "object" && "vendor" in after ? after.vendor : null;
  return isVendor(vendor) ? vendor : null;
}
