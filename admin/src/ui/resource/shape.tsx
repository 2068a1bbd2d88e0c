import { AppstoreOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { useTranslations } from "../words.ts";
import { words } from "./words.ts";

export type Shape = "cards" | "table";

/** As many as a page of cards has: whole rows of two, three and four. */
export const CARDS = 12;

interface ShapeSwitchProps {
  readonly shape: Shape;
  readonly choose: (shape: Shape) => void;
}

/** Between the cards of a list and its table. */
export function ShapeSwitch({ shape, choose }: ShapeSwitchProps) {
  const t = useTranslations(words);
  const options = [
    { value: "cards" as const, icon: <AppstoreOutlined />, label: t("cards") },
    { value: "table" as const, icon: <UnorderedListOutlined />, label: t("table") },
  ];
  return <Segmented value={shape} onChange={choose} options={options} />;
}
