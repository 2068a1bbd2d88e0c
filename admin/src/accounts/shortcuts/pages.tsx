import { shortcut } from "@tidings/shared/accounts/shortcuts/shortcut.ts";
import { buttonLines, timedLines } from "@tidings/shared/accounts/shortcuts/text.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/resource/review_words.ts";
import { Card } from "antd";
import { useRows } from "../../ui/data.ts";
import { useZone } from "../../ui/me.tsx";
import type { DrawnResource } from "../../ui/resource/pages.tsx";
import { Both, ReviewChanges } from "../../ui/resource/review-changes.tsx";
import { slotsOf } from "../../ui/resource/slots.ts";
import type { RowOf } from "../../ui/rows.ts";
import { StateTag } from "../../ui/tags.tsx";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { RegionsInput } from "../region-input.tsx";
import { ButtonNameInput, SignatureInput } from "./inputs.tsx";
import { ShortcutPhone, ShortcutPreview } from "./phone.tsx";
import { type ShortcutCard, shownOf } from "./values.ts";
import { words } from "./words.ts";

/** SMS shortcuts: declared, but for the form, the phone and the versions. */
export const shortcuts: DrawnResource = {
  of: shortcut,
  slots: slotsOf<ShortcutCard>({
    Changes,
    Section,
    aside: (row, values) => <ShortcutPreview shortcut={shownOf(values ?? row)} />,
    look: { Shown: Look },
    inputs: {
      signature: SignatureInput,
      regions: RegionsInput,
      "buttons.name": ButtonNameInput,
      "timed.buttons.name": ButtonNameInput,
    },
  }),
};

/** What is submitted is looked at once more on the phone (§9.3, step 4). */
function Look({ values }: { values: FormValues }) {
  const t = useTranslations(words);
  return (
    <>
      <p>{t("confirm_hint")}</p>
      <ShortcutPhone shortcut={shownOf(values)} look="light" />
    </>
  );
}

/** What an edit changes of the shortcut that serves, and a message with each. */
function Changes({ row }: { row: ShortcutCard }) {
  const { live_signature: signature, live_buttons: buttons, live_timed: timed } = row;
  const live = { signature: signature ?? "", buttons: buttons ?? [], timed: timed ?? [] };
  return (
    <ReviewChanges
      of={shortcut}
      row={{ ...row }}
      both={(before, after) => (
        <Both
          looks={[
            [before, <ShortcutPhone key="before" shortcut={shownOf(live)} look="light" />],
            [after, <ShortcutPhone key="after" shortcut={shownOf(row)} look="light" />],
          ]}
        />
      )}
    />
  );
}

/** What the buttons do, and earlier versions as phones showed them. */
function Section({ row }: { row: ShortcutCard }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const lines = [
    ...buttonLines(row.buttons, locale),
    ...timedLines(row.timed, locale, (instant) => timeText(instant, zone)),
  ];
  return (
    <>
      <Card title={t("what")}>
        <ul className="plain-list account-lines" data-testid="lines">
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may do the same
            <li key={at}>{line}</li>
          ))}
        </ul>
      </Card>
      <Versions row={row} />
    </>
  );
}

function Versions({ row }: { row: ShortcutCard }) {
  const t = useTranslations(words);
  const { rows } = useRows<RowOf<"shortcut_versions">>("shortcut_versions", {
    filters: [{ field: "shortcut_id", operator: "eq", value: row.id }],
    sorters: [{ field: "version", order: "desc" }],
    limit: 12,
  });
  if (rows.length < 2) return null;
  return (
    <Card title={t("versions")}>
      <div className="account-versions">
        {rows.map((one) => (
          <div key={one.id} data-testid={`version-${one.version}`}>
            <p>
              {t("version", { version: one.version })} <StateTag of={REVIEW_STATE_WORDS} state={one.state} />{" "}
              {one.version === row.live_version && <strong>{t("in_use")}</strong>}
            </p>
            <ShortcutPhone shortcut={shownOf(one)} look="light" />
          </div>
        ))}
      </div>
    </Card>
  );
}
