import { LinkOutlined, SendOutlined } from "@ant-design/icons";
import { listText } from "@tidings/shared/locale.ts";
import {
  NUMBER_EDITION_WORDS,
  NUMBER_FILE_STATE_WORDS,
  NUMBER_SOURCE_WORDS,
  numberFileName,
} from "@tidings/shared/numbers/words.ts";
import { importErrorWords } from "@tidings/shared/refusals/imports.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Alert, Card, Progress } from "antd";
import { Link, useParams } from "react-router";
import { bytesText, useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { useRow } from "../ui/data.ts";
import { Descriptions } from "../ui/descriptions.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, FailedNote, Loading, Missing } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { COLORS } from "../ui/theme.ts";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { Rejects } from "./rejects.tsx";
import { ResumeUpload } from "./resume-upload.tsx";
import { type NumberFile, tellsRejects } from "./row.ts";
import { useImport } from "./use-import.ts";
import { words } from "./words.ts";

/** One number file: its counts, its rejects, and the progress of its import. */
export function NumberShow() {
  const { id } = useParams();
  const { row, loading, failure, retry } = useRow<NumberFile>("number_files", id, {
    poll: (file) => (file?.state === "importing" || file?.state === "uploading" ? 1_000 : false),
  });
  useImport(row, retry);
  if (loading) return <Loading />;
  if (!row)
    return failure ? (
      <Failed failure={failure} retry={retry} />
    ) : (
      <Missing resource="number_file" back="/numbers" />
    );
  return (
    <>
      {failure && <FailedNote failure={failure} retry={retry} />}
      <Shown file={row} refresh={retry} />
    </>
  );
}

function Shown({ file, refresh }: { file: NumberFile; refresh: () => void }) {
  const locale = useLocale();
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const flags = file.edition === "flags";
  return (
    <Page
      title={numberFileName(file.name, locale)}
      mark={<StateTag of={NUMBER_FILE_STATE_WORDS} state={file.state} />}
      note={`${t(labelOf(NUMBER_SOURCE_WORDS, file.source))} · ${clock(file.created_at, zone)}`}
      back="/numbers"
      actions={<Use file={file} />}
    >
      {file.state === "uploading" && <ResumeUpload file={file} onSent={refresh} />}
      {file.state === "importing" && <Importing file={file} />}
      {file.source === "resend" && <Alert type="info" showIcon message={t("collected")} />}
      {file.same_as !== null && <SameAs id={file.same_as} />}
      {file.state === "failed" && <WhyFailed code={file.error ?? ""} />}
      {file.state !== "uploading" && <Account file={file} />}
      {tellsRejects(file) && <Rejects file={file} />}
      <Card title={t("facts")}>
        <Descriptions
          items={[
            {
              key: "edition",
              label: t("edition"),
              value: t(labelOf(NUMBER_EDITION_WORDS, file.edition)),
            },
            {
              key: "columns",
              label: t("columns"),
              value: file.columns ? listText(file.columns, locale) : "—",
            },
            {
              key: "phone_column",
              label: t(flags ? "flag_column" : "phone_column"),
              value: file.phone_column ?? "—",
            },
            {
              key: "size",
              label: t("size"),
              value: file.source !== "upload" ? "—" : bytesText(file.bytes),
            },
            { key: "finished", label: t("finished"), value: clock(file.finished_at, zone, true) },
          ]}
        />
      </Card>
    </Page>
  );
}

/** What can be created from a checked file: a send, or links. */
function Use({ file }: { file: NumberFile }) {
  const t = useTranslations(words);
  const may = useMay();
  const flags = file.edition === "flags";
  if (file.state !== "ready" || !may(`KooMessage:${flags ? "resolveTask" : "sendTask"}:create`)) return null;
  return flags ? (
    <LinkButton type="primary" icon={<LinkOutlined />} to={`/resolve-tasks/new?file=${file.id}`}>
      {t("make_links")}
    </LinkButton>
  ) : (
    <LinkButton type="primary" icon={<SendOutlined />} to={`/sends/new?file=${file.id}`}>
      {t("send")}
    </LinkButton>
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

function WhyFailed({ code }: { code: string }) {
  const t = useTranslations(words);
  const { message, hint } = importErrorWords(code, useLocale());
  return <Alert type="error" showIcon message={`${t("failed")} · ${message}`} description={hint} />;
}

function Importing({ file }: { file: NumberFile }) {
  const t = useTranslations(words);
  return (
    <Card>
      <div role="status" aria-live="polite">
        <b>{t("importing")}</b>
        <Progress percent={Math.floor((file.parts_done / Math.max(1, file.parts)) * 100)} status="active" />
        <span className="faint">{t("import_waiting")}</span>
      </div>
    </Card>
  );
}

function Account({ file }: { file: NumberFile }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { lines, accepted, invalid, duplicates } = file;
  const label = t("share", {
    lines: amount(lines),
    accepted: amount(accepted),
    invalid: amount(invalid),
    duplicates: amount(duplicates),
  });
  return (
    <Card>
      <p className="account-line">{label}</p>
      <StackedBar
        total={lines}
        label={label}
        format={amount}
        shares={[
          {
            key: "accepted",
            label: t(file.edition === "flags" ? "accepted_flags" : "accepted"),
            value: accepted,
            color: COLORS.good,
          },
          { key: "invalid", label: t("invalid"), value: invalid, color: COLORS.bad },
          { key: "duplicates", label: t("duplicates"), value: duplicates, color: COLORS.double },
        ]}
      />
    </Card>
  );
}
