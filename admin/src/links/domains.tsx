import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { CUSTOM_CODES_WORDS, DOMAIN_STATE_WORDS } from "@tidings/shared/links/domains.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import { Flex, Tag } from "antd";
import { Link, useNavigate } from "react-router";
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
import { isAllowed, type TransitionsById } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useTranslations } from "../ui/words.ts";
import { DomainState } from "./domain-controls.tsx";
import { domainVerb, useDomainOffers } from "./domain-offers.ts";
import { words } from "./domain-words.ts";
import { reviewOptions } from "./review.ts";
import type { DomainCard } from "./row.ts";
import { StopPropagation } from "./stop-propagation.tsx";

/** The short-link domains (DOM-1), with the filters of §7.2.2. */
export function DomainList() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { zone } = useEnterprise();
  const table = useRowTable<DomainCard>("domain_cards", {
    sorters: [{ field: "created_at", order: "desc" }],
    poll: 5_000,
    transitions: "domain",
  });
  const columns = useColumns(table.transitions);
  const create = useMay()("KooMessage:domain:create") && (
    <LinkButton type="primary" icon={<PlusOutlined />} to="/domains/new">
      {t("create")}
    </LinkButton>
  );
  const fields: FilterField[] = [
    { name: "name", kind: "text", label: t("name") },
    { name: "enabled", kind: "flag", label: t("state"), options: optionsOf(DOMAIN_STATE_WORDS, t) },
    { name: "state", kind: "choice", label: t("review"), advanced: true, options: reviewOptions(t) },
    { name: "created", column: "created_at", kind: "time", label: t("created"), advanced: true },
  ];
  return (
    <Page title={t("title")} note={t("note")} actions={create}>
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(domain) => domain.id}
        label={t("title")}
        empty={<Empty title={t("empty")} hint={t("empty_hint")} action={create} />}
        onOpen={(domain) => navigate(`/domains/${domain.id}`)}
      />
    </Page>
  );
}

function useColumns(transitions: TransitionsById): Column<DomainCard>[] {
  const t = useTranslations(words);
  const offersOf = useDomainOffers();
  const of = (domain: DomainCard) => transitions[domain.id] ?? [];
  const { zone } = useEnterprise();
  return [
    {
      key: "name",
      title: t("name"),
      head: true,
      render: (domain) => (
        <Flex gap={8} align="center" wrap>
          <Link to={`/domains/${domain.id}`}>{domain.name}</Link>
          {domain.is_default && (
            <Tag bordered={false} color="green">
              {t("is_default")}
            </Tag>
          )}
        </Flex>
      ),
    },
    {
      key: "review",
      title: t("review"),
      head: true,
      render: (domain) => <StateTag of={REVIEW_STATE_WORDS} state={domain.state} />,
    },
    {
      key: "state",
      title: t("state"),
      render: (domain) => <DomainState domain={domain} transitions={of(domain)} />,
    },
    {
      key: "custom_codes",
      title: t("custom_codes"),
      render: (domain) => t(CUSTOM_CODES_WORDS[`${domain.custom_codes}`]),
    },
    {
      key: "note",
      title: t("note_of_review"),
      render: (domain) => (domain.reason ? <div className="cell-note">{domain.reason}</div> : null),
    },
    {
      key: "created",
      title: t("created"),
      order: "created_at",
      render: (domain) => clock(domain.created_at, zone),
    },
    {
      key: "act",
      title: "",
      render: (domain) => {
        const { set_default } = offersOf(domain);
        if (!isAllowed(of(domain), "update") && !isAllowed(of(domain), "set_default")) return null;
        return (
          <StopPropagation>
            {isAllowed(of(domain), "update") && (
              <LinkButton type="link" size="small" icon={<EditOutlined />} to={`/domains/${domain.id}/edit`}>
                {t("edit")}
              </LinkButton>
            )}
            <TransitionButtons
              small
              transitions={of(domain)}
              offers={{ set_default }}
              args={{ domain: domain.id }}
              verbOf={domainVerb}
            />
          </StopPropagation>
        );
      },
    },
  ];
}
