import { GROUP_WORDS } from "@tidings/shared/people/seeded_words.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { rightOf } from "@tidings/shared/resource/nouns.ts";
import { Alert, Button, Dropdown, Flex } from "antd";
import { Link } from "react-router";
import { useRows } from "../../ui/data.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { useMay } from "../../ui/me.tsx";
import { formWith } from "../../ui/resource/form-address.ts";
import type { PartProps } from "../../ui/resource/slots.ts";
import type { RowOf } from "../../ui/rows.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

export type PolicyRow = RowOf<"policy_cards"> & { readonly id: string };
type GroupRow = RowOf<"group_cards"> & { readonly id: string; readonly name: string };

/** Above a policy that no group carries: it does nothing yet, and where it is put into a group. */
export function Unused({ row: { name, groups } }: PartProps<PolicyRow>) {
  const t = useTranslations(words);
  const locale = useLocale();
  const may = useMay();
  const unused = !Array.isArray(groups) || groups.length === 0;
  const edits = unused && may(rightOf("group", "update") ?? "");
  const { rows } = useRows<GroupRow>("group_cards", {
    enabled: edits,
    sorters: [{ field: "name", order: "asc" }],
  });
  if (!unused) return null;
  const given = { policies: String(name) };
  return (
    <Alert
      type="info"
      data-testid="policy-unused"
      message={
        <Flex gap={12} align="center" wrap>
          <span className="next-step-said">{t(edits ? "unused" : "unused_others")}</span>
          {edits && (
            <>
              <Dropdown
                trigger={["click"]}
                menu={{
                  items: rows.map((one) => ({
                    key: one.id,
                    label: (
                      <Link to={formWith("group", given, one.id)}>
                        {knownText(GROUP_WORDS, one.name, locale)}
                      </Link>
                    ),
                  })),
                }}
              >
                <Button type="primary" size="small" data-testid="into-group">
                  {t("into_group")}
                </Button>
              </Dropdown>
              <LinkButton size="small" to={formWith("group", given)} data-testid="into-new-group">
                {t("into_new_group")}
              </LinkButton>
            </>
          )}
        </Flex>
      }
    />
  );
}
