import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { VENDOR_WORDS, type Vendor } from "@tidings/shared/vendors/words.ts";
import { Button, Checkbox, Flex } from "antd";
import { useMemo } from "react";
import { Field } from "../../contents/field.tsx";
import { goTo } from "../../contents/going.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { entryName } from "./places.ts";
import type { EditorValue } from "./value.ts";
import { cannotShow, numbersOf } from "./vendor-limits.ts";
import { editorWords } from "./words.ts";

interface VendorsFieldProps {
  readonly value: EditorValue;
  readonly set: (vendors: readonly Vendor[]) => void;
  readonly layout: Layout;
  readonly findings: readonly Finding[];
}

/** The vendors of a template. Each says what it takes, and, chosen or not, what of the present content its phones cannot show. */
export function VendorsField({ value, set, layout, findings }: VendorsFieldProps) {
  const t = useTranslations({ ...words, ...editorWords });
  const limits = useMemo(
    () => new Map(layout.vendors.map((vendor) => [vendor, cannotShow(value, vendor)])),
    [layout, value],
  );
  const isAll = value.vendors.length === layout.vendors.length;
  return (
    <Field
      label={t("vendor")}
      required
      hint={layout.vendors.length > 1 && t("vendor_hint")}
      findings={findings}
      path="vendors"
      tool={
        layout.vendors.length > 1 &&
        !isAll && (
          <Button type="text" size="small" onClick={() => set(layout.vendors)}>
            {t("vendors_all")}
          </Button>
        )
      }
    >
      <Checkbox.Group
        className="vendors"
        value={[...value.vendors]}
        onChange={(chosen) => set(layout.vendors.filter((one) => chosen.includes(one)))}
        options={layout.vendors.map((vendor) => ({
          value: vendor,
          className: limits.get(vendor)?.length ? "vendor cannot" : "vendor",
          label: (
            <Flex gap={8} wrap>
              {t(VENDOR_WORDS[vendor])}
              <span className="faint">
                {numbersOf(layout, vendor)
                  .map(({ words: what, max }) => t("vendor_most", { what: t(what), max }))
                  .join(" · ")}
              </span>
            </Flex>
          ),
        }))}
      />
      {layout.vendors.map((vendor) => {
        const cannot = limits.get(vendor) ?? [];
        return (
          cannot.length > 0 && (
            <div key={vendor} className="cannot-show" data-vendor={vendor}>
              <b>{t("vendor_cannot", { vendor: t(VENDOR_WORDS[vendor]) })}</b>
              {cannot.map(({ path, code, words: said }) => (
                <button key={`${path} ${code}`} type="button" className="plain" onClick={() => goTo(path)}>
                  {entryName(layout, path, t)} {t(said)}
                </button>
              ))}
            </div>
          )
        );
      })}
    </Field>
  );
}
