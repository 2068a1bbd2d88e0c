import { w } from "@tidings/shared/ground/locale.ts";
import { resourceName } from "@tidings/shared/people/words.ts";
import { differenceLines, type ShownChange } from "@tidings/shared/refusals/differences.ts";
import type { DifferenceLine } from "@tidings/shared/resource/difference.ts";
import { Alert } from "antd";
import { useZone } from "./me.tsx";
import { clock } from "./time.ts";
import { useLocale, useTranslations } from "./words.ts";

const words = {
  changed: w(
    "您查看之后，{by} 修改并重新提交了此{resource}（{at}）。",
    "Since you viewed it, {by} changed this {resource} and submitted it again ({at}).",
  ),
  changed_by_nobody: w(
    "您查看之后，此{resource}已经变化。",
    "This {resource} has changed since you viewed it.",
  ),
  again: w(
    "您查看之后，{by} 再次提交了此{resource}（{at}），内容与您看到的相同。",
    "Since you viewed it, {by} submitted this {resource} again ({at}) with the same content.",
  ),
  undecided: w(
    "请查看最新内容后重新处理；已填写的原因会保留。",
    "Review the current version and decide again. Your reason is kept.",
  ),
  unknown: w(
    "无法列出具体差异，请重新查看整页内容。",
    "We can't list the differences. Review the full page again.",
  ),
  field: w("项目", "Field"),
  before: w("您查看时", "What you saw"),
  after: w("现在", "Now"),
};

/** What changed since the person looked (APR-1). `undecided`: a decision has just been refused because of it. */
export function Differences({ change, undecided = false }: { change: ShownChange; undecided?: boolean }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const { by, at, differs } = change;
  const resource = t(resourceName(change.resource));
  const message =
    by === null
      ? t("changed_by_nobody", { resource })
      : t(differs?.length === 0 ? "again" : "changed", { by, resource, at: clock(at, zone, true) });
  return (
    <div className="stack" data-testid="differences">
      <Alert type="warning" showIcon message={message} description={undecided ? t("undecided") : undefined} />
      {differs === null && <div>{t("unknown")}</div>}
      {differs !== null && differs.length > 0 && (
        <Lines
          lines={differenceLines(differs, locale, (one) => clock(one, zone))}
          before={t("before")}
          after={t("after")}
        />
      )}
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly DifferenceLine[];
  /** What the two columns are called. */
  readonly before: string;
  readonly after: string;
}

/** What differs, line by line. */
export function Lines({ lines, before, after }: LinesProps) {
  const t = useTranslations(words);
  return (
    <table className="differences">
      <thead>
        <tr>
          <th>{t("field")}</th>
          <th>{before}</th>
          <th>{after}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} data-field={line.key}>
            <th>{line.field}</th>
            <td>{line.before}</td>
            <td>{line.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
