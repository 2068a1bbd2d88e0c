import { type Dict, dict, dicts, isDict, lengthOf, text } from "../ground/json.ts";
import {
  all,
  anything,
  type Check,
  integer,
  items,
  name,
  oneOf,
  type Problem,
  shape,
  string,
} from "./checks.ts";
import { LIMITS } from "./limits.ts";

/** Message and modal components, by the numbers Discord gives them. */
export const KIND = {
  row: 1,
  button: 2,
  select: 3,
  textInput: 4,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
} as const;

/** Select menus over users, roles, mentionables and channels. */
const AUTO_SELECTS = [5, 6, 7, 8];
export const SELECTS: number[] = [KIND.select, ...AUTO_SELECTS];

function typed(table: Record<number, Check>): Check {
  return (value, path, problems) => {
    const check = table[Number(dict(value).type)];
    if (check) return check(value, path, problems);
    const message = `Value of field "type" must be one of (${Object.keys(table).join(", ")},).`;
    problems.push({ path: [...path, "type"], code: "UNION_TYPE_CHOICES", message });
  };
}

const customId = name(LIMITS.customId);
const LINK = 5;
const linkButton = shape({ url: string(LIMITS.button.url, 1) }, { label: string(LIMITS.button.label) });
const actButton = shape(
  { custom_id: customId, style: oneOf(1, 2, 3, 4) },
  { label: string(LIMITS.button.label), emoji: anything, disabled: anything },
);
const button: Check = (value, path, problems) => {
  (dict(value).style === LINK ? linkButton : actButton)(value, path, problems);
  if (!dict(value).label && !dict(value).emoji) {
    problems.push({
      path,
      code: "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
      message: "Must have at least one of label or emoji",
    });
  }
};

const selectCommon = {
  placeholder: string(LIMITS.select.placeholder),
  min_values: integer(0, 25),
  max_values: integer(1, 25),
};
const option = shape(
  { label: name(LIMITS.select.label), value: name(LIMITS.select.value) },
  { description: string(LIMITS.select.description) },
);
const select = all(
  shape({ custom_id: customId, options: items(option, LIMITS.select.options, 1) }, selectCommon),
  (value, path, problems) => {
    const values = dicts(dict(value).options).map((each) => each.value);
    if (new Set(values).size === values.length) return;
    const code = "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED";
    problems.push({
      path: [...path, "options"],
      code,
      message: "The specified option value is already used",
    });
  },
);
const autoSelect = shape({ custom_id: customId }, selectCommon);
const selects = Object.fromEntries([
  [KIND.select, select],
  ...AUTO_SELECTS.map((type) => [type, autoSelect]),
]);

const inRow = typed({ [KIND.button]: button, ...selects });
const row: Check = (value, path, problems) => {
  shape({ components: items(inRow, LIMITS.row.buttons, 1) })(value, path, problems);
  const held = dicts(dict(value).components);
  if (held.length > 1 && held.some((each) => SELECTS.includes(Number(each.type)))) {
    const message = "The specified component exceeds the maximum width";
    problems.push({ path: [...path, "components"], code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message });
  }
};

const words = shape({ content: string(LIMITS.layout.text, 1) });
const media = shape({ media: shape({ url: string(2_048, 1) }) }, { description: string(1_024) });
const fileCard = shape({ file: shape({ url: string(2_048, 1) }) });
const section = shape({
  components: items(typed({ [KIND.text]: words }), 3, 1),
  accessory: typed({ [KIND.button]: button, [KIND.thumbnail]: media }),
});
const layoutParts: Record<number, Check> = {
  [KIND.row]: row,
  [KIND.section]: section,
  [KIND.text]: words,
  [KIND.gallery]: shape({ items: items(media, 10, 1) }),
  [KIND.file]: fileCard,
  [KIND.separator]: shape({}, { spacing: oneOf(1, 2) }),
};
const container = shape({ components: items(typed(layoutParts), LIMITS.layout.components, 1) });

/** What is wrong with a message's components; `layout` for messages with IS_COMPONENTS_V2. */
export function componentProblems(components: unknown, layout: boolean): Problem[] {
  const problems: Problem[] = [];
  const check = layout
    ? items(typed({ ...layoutParts, [KIND.container]: container }), LIMITS.layout.components)
    : items(typed({ [KIND.row]: row }), LIMITS.message.rows);
  check(components, ["components"], problems);
  const every = flat(dicts(components));
  if (layout && every.length > LIMITS.layout.components) {
    const message = `The maximum number of components is ${LIMITS.layout.components}`;
    problems.push({ path: ["components"], code: "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message });
  }
  const spoken = every.reduce(
    (sum, each) => sum + (each.type === KIND.text ? lengthOf(text(each.content)) : 0),
    0,
  );
  if (spoken > LIMITS.layout.text) {
    const message = `The maximum total text is ${LIMITS.layout.text}`;
    problems.push({ path: ["components"], code: "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message });
  }
  problems.push(...duplicates(every));
  return problems;
}

const inputCommon = {
  min_length: integer(0, LIMITS.textInput.length),
  max_length: integer(1, LIMITS.textInput.length),
  placeholder: string(LIMITS.textInput.placeholder),
  value: string(LIMITS.textInput.length),
};
const style = oneOf(1, 2);
const oldInput = shape({ custom_id: customId, style, label: name(LIMITS.textInput.label) }, inputCommon);
const newInput = shape({ custom_id: customId, style }, inputCommon);
const upload = shape({ custom_id: customId }, { min_values: integer(0, 10), max_values: integer(1, 10) });
const modalPart = typed({
  [KIND.row]: shape({ components: items(typed({ [KIND.textInput]: oldInput }), 1, 1) }),
  [KIND.text]: words,
  [KIND.label]: shape(
    {
      label: name(LIMITS.modal.label),
      component: typed({ [KIND.textInput]: newInput, ...selects, [KIND.upload]: upload }),
    },
    { description: string(LIMITS.modal.description) },
  ),
});
const modal = shape({
  custom_id: customId,
  title: name(LIMITS.modal.title),
  components: items(modalPart, LIMITS.modal.components, 1),
});

/** What is wrong with the data of a modal. */
export function modalProblems(data: unknown): Problem[] {
  const problems: Problem[] = [];
  modal(data, ["data"], problems);
  problems.push(...duplicates(flat(dicts(dict(data).components))));
  return problems;
}

/** These components and all inside them, in reading order. */
export function flat(components: Dict[]): Dict[] {
  return components.flatMap((each) => [
    each,
    ...flat([...dicts(each.components), ...[each.accessory, each.component].filter(isDict)]),
  ]);
}

function duplicates(every: Dict[]): Problem[] {
  const ids = every.map((each) => text(each.custom_id)).filter(Boolean);
  if (new Set(ids).size === ids.length) return [];
  const message = "Component custom id cannot be duplicated";
  return [{ path: ["components"], code: "COMPONENT_CUSTOM_ID_DUPLICATED", message }];
}
