import { vendorNames } from "@tidings/shared/templates/check_slots.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { Button, Flex } from "antd";
import type { ReactNode } from "react";
import { useTranslations } from "../../ui/words.ts";
import { useLayoutEditing } from "./layout-context.ts";
import { editorWords } from "./words.ts";

interface OffProps {
  /** It works for these alone, so that no other may be chosen. */
  readonly only?: readonly Vendor[] | undefined;
  /** It is shown by this one's phones, whoever else is chosen. */
  readonly shownBy?: Vendor | undefined;
}

/** Why something cannot be used with the vendors that are chosen, and the way to use it; null where it can. */
export function useOff({ only, shownBy }: OffProps): { reason: ReactNode } | null {
  const t = useTranslations(editorWords);
  const { layout, vendors, choose } = useLayoutEditing();
  const others = only ? vendors.filter((vendor) => !only.includes(vendor)) : [];
  if (only && others.length > 0) {
    const names = t(vendorNames(only));
    return {
      reason: (
        <Reason
          words={t("off_reason", { vendors: names, others: t(vendorNames(others)) })}
          way={t("vendors_only", { vendors: names })}
          take={() => choose(layout.vendors.filter((vendor) => only.includes(vendor)))}
        />
      ),
    };
  }
  if (!shownBy || vendors.includes(shownBy)) return null;
  const name = t(vendorNames([shownBy]));
  return {
    reason: (
      <Reason
        words={t("off_needs", { vendors: name })}
        way={t("vendor_add", { vendors: name })}
        take={() => choose(layout.vendors.filter((one) => one === shownBy || vendors.includes(one)))}
      />
    ),
  };
}

function Reason({ words, way, take }: { words: string; way: string; take: () => void }) {
  return (
    <Flex gap={4} wrap align="center" className="off-reason">
      <span className="faint">{words}</span>
      <Button type="link" size="small" onClick={take}>
        {way}
      </Button>
    </Flex>
  );
}
