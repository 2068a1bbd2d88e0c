import { LinkOutlined, SendOutlined } from "@ant-design/icons";
import { COLORS } from "@tidings/shared/ground/colors.ts";
import { numberFile } from "@tidings/shared/numbers/number_file.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Alert, Card, Progress } from "antd";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { useRow } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { Story } from "../ui/resource/story.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { Rejects } from "./rejects.tsx";
import { ResumeUpload } from "./resume-upload.tsx";
import { type NumberFile, tellsRejects } from "./row.ts";
import { NumberUpload } from "./upload.tsx";
import { useImport } from "./use-import.ts";
import { words } from "./words.ts";

/** Number files: declared, but for the upload, the progress of an import, and the lines that were not taken. */
export const numberFiles: DrawnResource = {
  of: numberFile,
  slots: { Create: NumberUpload, Action: Use, Note: Import, Section: Outcome },
};

/** What can be created from a checked file: a send, or links. */
function Use({ row }: { row: Row }) {
  const t = useTranslations(words);
  const may = useMay();
  const flags = row.purpose === "flags";
  const basic = row.purpose === "basic";
  const service = basic ? "KooMessageBasic" : "KooMessage";
  if (row.state !== "ready" || !may(`${service}:${flags ? "resolveTask" : "sendTask"}:create`)) return null;
  return flags ? (
    <LinkButton type="primary" icon={<LinkOutlined />} to={`/resolve-tasks/new?file=${row.id}`}>
      {t("make_links")}
    </LinkButton>
  ) : (
    <LinkButton
      type="primary"
      icon={<SendOutlined />}
      to={`/sends/new?${basic ? "kind=basic&" : ""}file=${row.id}`}
    >
      {t("send")}
    </LinkButton>
  );
}

/** How often the page is read anew while its file is on its way. */
const POLL_MS = 1_000;

/** How far the import is. While the page is open it drives it; the clock does the same for files whose page is closed. */
function Import({ row }: { row: Row }) {
  const t = useTranslations(words);
  const file = row as unknown as NumberFile;
  const under = file.state === "importing" || file.state === "uploading";
  // The same read as the page's own, so that it follows at this pace.
  const { retry } = useRow(numberFile.view, file.id, {
    poll: () => under && POLL_MS,
    transitions: numberFile.noun,
  });
  useImport(file, retry);
  return (
    <>
      {file.state === "uploading" && <ResumeUpload file={file} onSent={retry} />}
      {file.state !== "uploading" && <Story of={numberFile} row={row} />}
      {file.state === "importing" && (
        <Card>
          <div role="status" aria-live="polite">
            <b>{t("importing")}</b>
            <Progress
              aria-label={t("importing")}
              percent={Math.floor((file.parts_done / Math.max(1, file.parts)) * 100)}
              status="active"
            />
          </div>
        </Card>
      )}
      {file.same_as !== null && <SameAs id={file.same_as} />}
    </>
  );
}

/** Warns of an earlier file with the same contents: two sends to one list are nearly always a mistake. */
function SameAs({ id }: { id: string }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const { row } = useRow<NumberFile>("number_files", id);
  if (!row) return null;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="same-as"
      message={<Link to={`/numbers/${row.id}`}>{t("same_as", { name: row.name })}</Link>}
      description={t("same_as_hint", { at: clock(row.created_at, zone), count: amount(row.accepted) })}
    />
  );
}

/** Where its lines went, and those that were not taken. */
function Outcome({ row }: { row: Row }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const file = row as unknown as NumberFile;
  const { lines, accepted, invalid, duplicates } = file;
  if (file.state === "uploading") return null;
  const share = (column: "accepted" | "invalid" | "duplicates", color: string) => {
    const label = numberFile.fields[column]?.label;
    return { key: column, label: label ? t(label) : column, value: file[column], color };
  };
  const label = t("share", {
    lines: amount(lines),
    accepted: amount(accepted),
    invalid: amount(invalid),
    duplicates: amount(duplicates),
  });
  return (
    <>
      <Card>
        <p className="tally-line">{label}</p>
        <StackedBar
          total={lines}
          label={label}
          format={amount}
          shares={[
            share("accepted", COLORS.good),
            share("invalid", COLORS.wrong),
            share("duplicates", COLORS.double),
          ]}
        />
      </Card>
      {tellsRejects(file) && <Rejects file={file} />}
    </>
  );
}
