import { UploadOutlined } from "@ant-design/icons";
import {
  NUMBER_EDITION_WORDS,
  NUMBER_FILE_STATE_WORDS,
  NUMBER_SOURCE_WORDS,
  numberFileName,
} from "@tidings/shared/numbers/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Link, useNavigate } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import type { NumberFile } from "./row.ts";
import { words } from "./words.ts";

/** The number files of the enterprise, newest first. */
export function NumberList() {
  const locale = useLocale();
  const t = useTranslations(words);
  const amount = useAmount();
  const navigate = useNavigate();
  const { zone } = useEnterprise();
  const table = useRowTable<NumberFile>("number_files", {
    sorters: [{ field: "created_at", order: "desc" }],
    poll: 5_000,
  });
  const upload = useMay()("KooMessage:numberFile:create") && (
    <LinkButton type="primary" icon={<UploadOutlined />} to="/numbers/new">
      {t("upload")}
    </LinkButton>
  );
  const fields: FilterField[] = [
    { name: "name", kind: "text", label: t("name") },
    {
      name: "state",
      kind: "choice",
      label: t("state"),
      options: optionsOf(NUMBER_FILE_STATE_WORDS, t),
    },
    {
      name: "source",
      kind: "choice",
      label: t("source"),
      advanced: true,
      options: optionsOf(NUMBER_SOURCE_WORDS, t),
    },
    {
      name: "edition",
      kind: "choice",
      label: t("edition"),
      advanced: true,
      options: optionsOf(NUMBER_EDITION_WORDS, t),
    },
    { name: "created", column: "created_at", kind: "time", label: t("created") },
  ];
  const columns: Column<NumberFile>[] = [
    {
      key: "name",
      title: t("name"),
      head: true,
      render: (file) => <Link to={`/numbers/${file.id}`}>{numberFileName(file.name, locale)}</Link>,
    },
    {
      key: "state",
      title: t("state"),
      head: true,
      render: (file) => <StateTag of={NUMBER_FILE_STATE_WORDS} state={file.state} />,
    },
    {
      key: "source",
      title: t("source"),
      render: (file) =>
        file.edition !== "aim"
          ? `${t(labelOf(NUMBER_SOURCE_WORDS, file.source))} · ${t(labelOf(NUMBER_EDITION_WORDS, file.edition))}`
          : t(labelOf(NUMBER_SOURCE_WORDS, file.source)),
      wideOnly: true,
    },
    { key: "lines", title: t("lines"), align: "right", render: (file) => amount(file.lines) },
    {
      key: "accepted",
      title: t("accepted"),
      align: "right",
      render: (file) => <b>{amount(file.accepted)}</b>,
    },
    { key: "invalid", title: t("invalid"), align: "right", render: (file) => amount(file.invalid) },
    {
      key: "duplicates",
      title: t("duplicates"),
      align: "right",
      render: (file) => amount(file.duplicates),
    },
    {
      key: "created",
      title: t("created"),
      order: "created_at",
      render: (file) => clock(file.created_at, zone),
    },
  ];
  return (
    <Page title={t("title")} note={t("note")} actions={upload}>
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(file) => file.id}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={upload} />}
        onOpen={(file) => navigate(`/numbers/${file.id}`)}
      />
    </Page>
  );
}
