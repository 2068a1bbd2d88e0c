import { VERSIONS } from "@tidings/shared/refusals/review_changes.ts";
import { versionChanges } from "@tidings/shared/templates/changes.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { Card } from "antd";
import { CardPhone, type Version } from "../ui/card-phone.tsx";
import { useRow } from "../ui/data.ts";
import { Lines } from "../ui/differences.tsx";
import { Both, ReviewChanges } from "../ui/resource/review-changes.tsx";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** What this version changes of the one that serves, field by field and as phones show both; where none serves, of its submission before. */
export function Changes({ row }: { row: TemplateCard }) {
  const other = row.live_version_id !== null && row.live_version !== row.version ? row.live_version_id : null;
  if (other === null) return <ReviewChanges of={template} row={{ ...row }} />;
  return <Compared row={row} other={other} />;
}

function Compared({ row, other }: { row: TemplateCard; other: string }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { row: live, loading, failure, retry } = useRow<Version>("template_versions", other);
  if (loading) return <FactsSkeleton />;
  if (!live) return <Failed failure={failure} retry={retry} />;
  const lines = versionChanges(row.layout, live, row, locale);
  const both = [
    { ...live, name: t(VERSIONS.serves, { version: live.version }) },
    { ...row, name: t(VERSIONS.next, { version: row.version }) },
  ] as const;
  return (
    <Card title={t("changes")} data-testid="changes">
      <div className="stack">
        {lines.length > 0 ? (
          <Lines lines={lines} before={both[0].name} after={both[1].name} />
        ) : (
          t("changes_none")
        )}
        <Both
          looks={both.map(({ name, content, vendors }) => [
            name,
            <CardPhone key={name} layout={row.layout} content={content} vendors={vendors} />,
          ])}
        />
      </div>
    </Card>
  );
}
