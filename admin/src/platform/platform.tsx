import { useQuery } from "@tanstack/react-query";
import { SEND_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import { Card } from "antd";
import { Descriptions } from "../ui/descriptions.tsx";
import { Page } from "../ui/page.tsx";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { callVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { ConfirmThemselves } from "./confirm-themselves.tsx";
import { Feedback } from "./feedback.tsx";
import { type PlatformWait, PlatformWaiting } from "./waiting.tsx";
import { words } from "./words.ts";

/** What `platform_overview` answers. */
interface Overview {
  readonly enterprises: number;
  readonly members: number;
  readonly sends: Readonly<Record<string, number>>;
  readonly waiting: readonly PlatformWait[];
}

/** How often the page looks whether something waits. */
const POLL_MS = 10_000;

/** The page of those who run the deployment: what waits for them, how orders are confirmed, and how much there is. */
export function Platform() {
  const t = useTranslations(words);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["platform_overview"],
    queryFn: () => callVerb<Overview>("platform_overview", {}),
    refetchInterval: POLL_MS,
  });
  return (
    <Page title={t("title")} note={t("note")}>
      {isPending ? (
        <ListSkeleton rows={8} />
      ) : data ? (
        <>
          <PlatformWaiting waiting={data.waiting} />
          <Counts of={data} />
        </>
      ) : (
        <Failed failure={error} retry={() => void refetch()} />
      )}
      <ConfirmThemselves />
      <Feedback />
    </Page>
  );
}

/** How much there is on this deployment: counts, and no enterprise's contents. */
function Counts({ of: { enterprises, members, sends } }: { of: Overview }) {
  const t = useTranslations(words);
  // In the order of the life of a send.
  const states = (Object.keys(SEND_STATE_WORDS) as (keyof typeof SEND_STATE_WORDS)[]).filter(
    (state) => sends[state] !== undefined,
  );
  return (
    <Card title={t("counts")}>
      <Descriptions
        items={[
          { key: "enterprises", label: t("enterprises"), value: enterprises },
          { key: "members", label: t("members"), value: members },
        ]}
      />
      {states.length > 0 && (
        <>
          <h2 className="form-part">{t("sends")}</h2>
          <Descriptions
            items={states.map((state) => ({
              key: state,
              label: t(SEND_STATE_WORDS[state]),
              value: sends[state],
            }))}
          />
        </>
      )}
    </Card>
  );
}
