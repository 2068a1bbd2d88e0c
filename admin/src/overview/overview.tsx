import { hasSteps } from "@tidings/shared/people/beginning.ts";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { today } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { Beginning, useBeginning } from "./beginning.tsx";
import { FindNumber } from "./find-number.tsx";
import { Guide } from "./guide.tsx";
import { Outside } from "./outside.tsx";
import { PackageUsage } from "./package-usage.tsx";
import { Running } from "./running.tsx";
import { Today } from "./today.tsx";
import { Waiting } from "./waiting.tsx";
import type { WaitingBarProps } from "./waiting-bar.tsx";
import { words } from "./words.ts";

/** Who may list messages of either edition finds a number. */
const MESSAGES = ["KooMessage:sendTask:list", "KooMessageBasic:sendTask:list"];

/** The overview (OVW-1): waiting reviews, today's figures, running sends, channels and vendors, packages with their forecast, and the guide. */
export function Overview({ load }: Pick<WaitingBarProps, "load">) {
  const t = useTranslations(words);
  const may = useMay();
  const me = useMe();
  const { name, zone } = useEnterprise();
  const begun = useBeginning();
  return (
    <Page
      title={t("hello", { name: me.name })}
      note={t("hello_note", { enterprise: name, day: today(zone) })}
    >
      {begun.data?.sent === false
        ? hasSteps(begun.data) && <Beginning of={begun.data} />
        : may("KooMessage:report:list") && <Today />}
      <div className="overview">
        <div className="stack">
          <Waiting load={load} />
          {may("KooMessage:sendTask:list") && <Running />}
          {may("KooMessage:channel:list") && <Outside />}
        </div>
        <div className="stack">
          {MESSAGES.some((right) => may(right)) && <FindNumber />}
          {may("KooMessage:quota:list") && <PackageUsage />}
          <Guide />
        </div>
      </div>
    </Page>
  );
}
