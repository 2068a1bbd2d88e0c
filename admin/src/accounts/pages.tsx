import { EditOutlined } from "@ant-design/icons";
import { serviceAccount } from "@tidings/shared/accounts/account.ts";
import { accountPart } from "@tidings/shared/accounts/part.ts";
import { port } from "@tidings/shared/accounts/port.ts";
import { portBinding } from "@tidings/shared/accounts/port_binding.ts";
import { regionName } from "@tidings/shared/accounts/regions.ts";
import { contentLines } from "@tidings/shared/accounts/text.ts";
import { ACCOUNT_PART_WORDS } from "@tidings/shared/accounts/words.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/resource/review_words.ts";
import { Alert, Card, Flex } from "antd";
import { lazy } from "react";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { IN_ROW, LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import { formWith } from "../ui/resource/form-address.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { Both, ReviewChanges } from "../ui/resource/review-changes.tsx";
import { ReviewNote } from "../ui/resource/review-note.tsx";
import { type PartProps, slotsOf } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { isAllowed } from "../ui/transition.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { AuthorisationInput } from "./authorisation-input.tsx";
import { PartPreview } from "./part-preview.tsx";
import { contentOf, PART_KINDS, type PartCard, type PartKind, useParts } from "./parts.ts";
import { AccountPhone, PreviewCard } from "./phone.tsx";
import { RegionInput } from "./region-input.tsx";
import { words } from "./words.ts";

type AccountCard = RowOf<"service_account_cards">;

/** Service accounts: declared, but for the form in three steps, the parts, the bound numbers and the phone. */
export const serviceAccounts: DrawnResource = {
  of: serviceAccount,
  slots: slotsOf<AccountCard>({
    Section: Sections,
    aside: (row) => <AccountPreview account={row.id} />,
    Action: GoOn,
    Create: lazy(async () => ({ default: (await import("./create.tsx")).AccountCreate })),
  }),
};

/** The parts of accounts: declared, but for their forms, the phone and the versions with their pictures. */
export const accountParts: DrawnResource = {
  of: accountPart,
  slots: slotsOf<PartCard>({
    Note: PartNote,
    Changes: PartChanges,
    Section: Versions,
    aside: (row, values) => <PartPreview row={row} values={values} />,
    inputs: { "profile.authorisation": AuthorisationInput },
  }),
};

/** Channel numbers: declared, with the way to binding each. */
export const ports: DrawnResource = {
  of: port,
  slots: slotsOf<RowOf<"port_cards">>({ Action: BindPort, RowAction: BindInRow }),
};

/** Bindings: declared, but for the choice of a region. */
export const portBindings: DrawnResource = { of: portBinding, slots: { inputs: { region: RegionInput } } };

function BindInRow({ row }: { row: RowOf<"port_cards"> }) {
  return <BindPort row={row} inRow />;
}

function BindPort({ row, inRow = false }: { row: RowOf<"port_cards">; inRow?: boolean }) {
  const t = useTranslations(words);
  if (!useMay()("KooMessageSA:port:update")) return null;
  return (
    <LinkButton
      {...(inRow ? IN_ROW : {})}
      to={formWith("port_binding", { port_id: String(row.id) })}
      data-bind={row.number}
    >
      {t("bind_port")}
    </LinkButton>
  );
}

/** A person who left the form before its end goes on where it stopped. */
function GoOn({ row }: { row: AccountCard }) {
  const t = useTranslations(words);
  const { parts } = useParts(row.id);
  const may = useMay()("KooMessageSA:serviceAccount:update");
  const next = PART_KINDS.find((kind) => parts[kind] && parts[kind].content === null);
  if (!next || !may) return null;
  return (
    <LinkButton
      type="primary"
      icon={<EditOutlined />}
      to={`/service-accounts/new?account=${row.id}&step=${next}`}
    >
      {t("go_on")}
    </LinkButton>
  );
}

function AccountPreview({ account }: { account: string }) {
  const { parts } = useParts(account);
  return <PreviewCard content={contentOf(parts)} />;
}

function Sections({ row }: { row: AccountCard }) {
  return (
    <>
      <Parts account={row.id} />
      <Bound account={row.id} />
    </>
  );
}

function Parts({ account }: { account: string }) {
  const t = useTranslations(words);
  const { parts, transitions, loading, failure, retry } = useParts(account);
  if (loading) return <FactsSkeleton />;
  if (failure) return <Failed failure={failure} retry={retry} />;
  return (
    <Card title={t("parts")}>
      <div className="stack">
        {PART_KINDS.map((kind) => {
          const part = parts[kind];
          if (!part) return null;
          return (
            <Flex
              key={kind}
              gap={12}
              align="center"
              justify="space-between"
              wrap
              data-testid={`part-${kind}`}
            >
              <span>
                <Link to={`/account-parts/${part.id}`}>{t(ACCOUNT_PART_WORDS[kind])}</Link>{" "}
                <StateTag of={REVIEW_STATE_WORDS} state={part.state} />{" "}
                <span className="faint">
                  {part.content === null ? t("not_filled") : t("version", { version: part.version })}
                </span>
              </span>
              <Flex gap={8}>
                <LinkButton size="small" to={`/account-parts/${part.id}`}>
                  {t("look")}
                </LinkButton>
                {isAllowed(transitions[part.id] ?? [], "update") && (
                  <LinkButton size="small" to={`/account-parts/${part.id}/edit`}>
                    {t("edit")}
                  </LinkButton>
                )}
              </Flex>
            </Flex>
          );
        })}
      </div>
    </Card>
  );
}

function Bound({ account }: { account: string }) {
  const t = useTranslations(words);
  const may = useMay();
  const readable = may("KooMessageSA:port:list");
  const { rows, loading } = useRows<RowOf<"port_binding_cards">>("port_binding_cards", {
    enabled: readable,
    filters: [{ field: "account_id", operator: "eq", value: account }],
    sorters: [{ field: "created_at", order: "desc" }],
  });
  if (!readable || loading) return null;
  return (
    <Card
      title={t("bound")}
      extra={
        may("KooMessageSA:port:update") && (
          <LinkButton size="small" to={formWith("port_binding", { account_id: account })} data-testid="bind">
            {t("bind")}
          </LinkButton>
        )
      }
    >
      {rows.length === 0 ? (
        <span className="faint">{t("nothing_bound")}</span>
      ) : (
        <ul className="plain-list">
          {rows.map(({ id, number, signature, region, automatic }) => (
            <li key={id}>
              <Link to={`/port-bindings/${id}`} className="mono">
                {number}
              </Link>{" "}
              【{signature}】 {t(regionName(region))}{" "}
              {automatic && <span className="faint">{t("automatic")}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function PartNote({ row, transitions }: PartProps<PartCard>) {
  const t = useTranslations(words);
  const { version, live_version: live } = row;
  return (
    <>
      <ReviewNote row={row} transitions={transitions} />
      {live !== null && live !== version && <Alert type="info" showIcon message={t("waits", { live })} />}
    </>
  );
}

/** What an edit changes of the part that serves, and the phone with each. */
function PartChanges({ row }: { row: PartCard }) {
  const { parts } = useParts(row.account_id);
  const kind = row.kind as PartKind;
  const phone = (content: unknown) => (
    <AccountPhone
      content={{ ...contentOf(parts), [kind]: content }}
      page={kind === "home" ? "home" : "chat"}
      look="light"
    />
  );
  return (
    <ReviewChanges
      of={accountPart}
      row={{ ...row }}
      both={(before, after) => (
        <Both
          looks={[
            [before, phone(row.live_content)],
            [after, phone(row.content)],
          ]}
        />
      )}
    />
  );
}

/** What the part says, and its earlier versions as phones showed them. */
function Versions({ row }: { row: PartCard }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { parts } = useParts(row.account_id);
  const { rows } = useRows<RowOf<"account_part_versions">>("account_part_versions", {
    filters: [{ field: "part_id", operator: "eq", value: row.id }],
    sorters: [{ field: "version", order: "desc" }],
    limit: 12,
  });
  const kind = row.kind as PartKind;
  const filled = rows.filter(({ content }) => content !== null);
  const lines = contentLines(kind, row.content, locale);
  return (
    <>
      <Card title={t(ACCOUNT_PART_WORDS[kind])}>
        {lines.length === 0 ? (
          <span className="faint">{t("not_filled")}</span>
        ) : (
          <ul className="plain-list account-lines" data-testid="lines">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </Card>
      {filled.length > 1 && (
        <Card title={t("versions")}>
          <div className="account-versions">
            {filled.map(({ id, version, state, change_reason, content }) => (
              <div key={id} data-testid={`version-${version}`}>
                <p>
                  {t("version", { version })} <StateTag of={REVIEW_STATE_WORDS} state={state} />{" "}
                  {version === row.live_version && <strong>{t("in_use")}</strong>}{" "}
                  <span className="faint">{change_reason}</span>
                </p>
                <AccountPhone
                  content={{ ...contentOf(parts), [kind]: content }}
                  page={kind === "home" ? "home" : "chat"}
                  look="light"
                />
              </div>
            ))}
          </div>
        </Card>
      )}
    </>
  );
}
