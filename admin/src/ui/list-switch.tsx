import { Segmented } from "antd";
import { useNavigate } from "react-router";

interface ListSwitchProps {
  /** The path of the list that is shown. */
  readonly at: string;
  readonly lists: readonly { readonly to: string; readonly label: string }[];
}

/** Between two lists of the same things, as by task and by single link. */
export function ListSwitch({ at, lists }: ListSwitchProps) {
  const navigate = useNavigate();
  return (
    <Segmented
      value={at}
      onChange={(to) => navigate(to)}
      options={lists.map(({ to, label }) => ({ value: to, label }))}
    />
  );
}
