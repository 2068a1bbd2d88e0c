import { useQuery } from "@tanstack/react-query";
import { SEND_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Card, Flex } from "antd";
import type { ReactNode } from "react";
import { Descriptions } from "../ui/descriptions.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { callVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** What `platform_overview` answers. */
interface Overview {
  readonly enterprises: number;
  readonly members: number;
  readonly sends: Readonly<Record<string, number>>;
}

/** The page of a platform admin who belongs to no enterprise: how much there is on this deployment. `leave`: the way out. */
export function Platform({ leave }: { readonly leave: ReactNode }) {
  const t = useTranslations(words);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["platform_overview"],
    queryFn: () => callVerb<Overview>("platform_overview", {}),
  });
  return (
    <main className="fill-window frame-content">
      <Page
        title={t("title")}
        note={t("note")}
        actions={
          <Flex gap={8}>
            <LanguageSwitch />
            {leave}
          </Flex>
        }
      >
        {isPending ? (
          <Loading />
        ) : !data ? (
          <Failed failure={error} retry={() => void refetch()} />
        ) : (
          <>
            <Card>
              <Descriptions
                items={[
                  { key: "enterprises", label: t("enterprises"), value: data.enterprises },
                  { key: "members", label: t("members"), value: data.members },
                ]}
              />
            </Card>
            <Card title={t("sends")}>
              {Object.keys(data.sends).length === 0 ? (
                t("none")
              ) : (
                <Descriptions
                  items={Object.entries(data.sends).map(([state, value]) => ({
                    key: state,
                    label: t(labelOf(SEND_STATE_WORDS, state)),
                    value,
                  }))}
                />
              )}
            </Card>
          </>
        )}
      </Page>
    </main>
  );
}
