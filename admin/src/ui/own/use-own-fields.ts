import { OWN_FIELD_COLUMNS, type OwnField } from "@tidings/shared/own/fields.ts";
import { useRows } from "../data.ts";

const NONE: readonly OwnField[] = [];

/** The fields that the enterprise has added to a resource, in their order; retired ones too, since rows may hold values of them. */
export function useOwnFields(resource: string | null) {
  const { rows, loading, failure, retry } = useRows<OwnField>("own_field_cards", {
    enabled: resource !== null,
    // Nothing is read then, and anyone who runs the deployment has no enterprise to read of.
    everywhere: resource === null,
    select: OWN_FIELD_COLUMNS,
    filters: [{ field: "resource", operator: "eq", value: resource }],
    sorters: [
      { field: "place", order: "asc" },
      { field: "key", order: "asc" },
    ],
    poll: false,
  });
  return { definitions: resource === null ? NONE : rows, loading, failure, retry };
}
