import { type Dict, dict, dicts, isDict, lengthOf, text } from "../ground/json.ts";
import { all, anything, boolean, byType, type Check, items, oneOf, shape, string } from "./checks.ts";
import { accessory, actionElement, contextElement, inputElement, textObject } from "./elements.ts";
import { LIMITS } from "./limits.ts";

/** Block Kit as Slack accepts it; what is not right is named as Slack names it. */

const block = { block_id: string(LIMITS.blockId) };

const sectionHasWords: Check = (value, at, problems) => {
  if (isDict(value) && value.text === undefined && value.fields === undefined) {
    problems.push(`must define either \`text\` or \`fields\` [json-pointer:${at}]`);
  }
};

const pictureHasSource: Check = (value, at, problems) => {
  if (isDict(value) && (value.image_url === undefined) === (value.slack_file === undefined)) {
    problems.push(`must define either \`image_url\` or \`slack_file\` [json-pointer:${at}]`);
  }
};

const cell = byType(() => ({
  raw_text: shape({ text: string(Infinity) }),
  raw_number: shape({ value: anything }),
  rich_text: shape({ elements: items(anything, 1_000) }, block),
}));
const columnSettings = shape({}, { align: oneOf("left", "center", "right"), is_wrapped: boolean });
const table: Check = (value, at, problems) => {
  shape(
    { rows: items(items(cell, LIMITS.table.cells), LIMITS.table.rows) },
    { ...block, column_settings: items(columnSettings, LIMITS.table.cells) },
  )(value, at, problems);
  const said = wordsIn(dict(value).rows);
  if (said > LIMITS.table.all)
    problems.push(`no more than ${LIMITS.table.all} characters allowed [json-pointer:${at}/rows]`);
};

const EVERYWHERE: Record<string, Check> = {
  divider: shape({}, block),
  header: shape({ text: textObject(LIMITS.header, "plain_text") }, block),
  section: all(
    sectionHasWords,
    shape(
      {},
      {
        ...block,
        text: textObject(LIMITS.section.text),
        fields: items(textObject(LIMITS.section.field), LIMITS.section.fields),
        accessory,
        expand: boolean,
      },
    ),
  ),
  context: shape({ elements: items(contextElement, LIMITS.context) }, block),
  actions: shape({ elements: items(actionElement, LIMITS.actions) }, block),
  image: all(
    pictureHasSource,
    shape(
      { alt_text: string(LIMITS.image.alt, 0) },
      {
        ...block,
        title: textObject(LIMITS.image.title, "plain_text"),
        image_url: string(LIMITS.image.url),
        slack_file: anything,
      },
    ),
  ),
  input: shape(
    { label: textObject(LIMITS.input.label, "plain_text"), element: inputElement },
    {
      ...block,
      hint: textObject(LIMITS.input.hint, "plain_text"),
      optional: boolean,
      dispatch_action: boolean,
    },
  ),
  rich_text: shape({ elements: items(anything, 1_000) }, block),
};

const IN_MESSAGES: Record<string, Check> = {
  ...EVERYWHERE,
  markdown: shape({ text: string(LIMITS.markdown) }, block),
  file: shape({ external_id: string(255), source: string(255) }, block),
  table,
};

const noFileInput: Check = (value, at, problems) => {
  if (dict(dict(value).element).type === "file_input") {
    problems.push(`unsupported type: file_input [json-pointer:${at}/element/type]`);
  }
};

/** The characters of all texts inside, however deep. */
function wordsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, each) => sum + wordsIn(each), 0);
  const { text: own, elements } = dict(value);
  return lengthOf(text(own)) + wordsIn(elements ?? []);
}

/** What is wrong with a message's blocks; empty when Slack would take them. */
export function messageBlockProblems(blocks: unknown): string[] {
  const check = all(
    byType(() => IN_MESSAGES),
    noFileInput,
  );
  const tables = dicts(blocks).filter((each) => each.type === "table");
  const many = tables.length > 1 ? ["only_one_table_allowed [json-pointer:/blocks]"] : [];
  return [...problemsOf(blocks, check, LIMITS.message.blocks, "/blocks"), ...many];
}

/** What is wrong with a view's blocks; empty when Slack would take them. */
export function viewBlockProblems(blocks: unknown): string[] {
  return problemsOf(
    blocks,
    byType(() => EVERYWHERE),
    LIMITS.view.blocks,
    "/view/blocks",
  );
}

function problemsOf(blocks: unknown, check: Check, max: number, at: string): string[] {
  const problems: string[] = [];
  items(check, max, 0)(blocks, at, problems);
  const blockIds = dicts(blocks).map((each) => text(each.block_id));
  for (const id of repeated(blockIds))
    problems.push(`\`block_id\` ${id} already exists [json-pointer:${at}]`);
  dicts(blocks).forEach((each, index) => {
    for (const id of repeated(elementsOf(each).map((element) => text(element.action_id)))) {
      problems.push(`\`action_id\` "${id}" already exists [json-pointer:${at}/${index}/elements]`);
    }
  });
  return problems;
}

function repeated(ids: string[]): Set<string> {
  return new Set(ids.filter((id, index) => id !== "" && ids.indexOf(id) !== index));
}

/** The elements of one block: of an actions or context block, a section's accessory, an input's element. */
export function elementsOf(each: Dict): Dict[] {
  if (each.type === "actions" || each.type === "context") return dicts(each.elements);
  return [each.accessory, each.element].filter(isDict);
}

/** Gives every block and element the id that Slack would make up for it. */
export function withIds(blocks: Dict[]): Dict[] {
  const seen = new Set(blocks.map((each) => text(each.block_id)));
  let next = 0;
  const fresh = (): string => {
    next += 1;
    const id = `b${next}x`;
    return seen.has(id) ? fresh() : id;
  };
  return structuredClone(blocks).map((each) => {
    for (const element of elementsOf(each)) {
      const acts = each.type !== "context" && element.type !== "image";
      if (acts && element.action_id === undefined) element.action_id = `a${fresh()}`;
    }
    return { ...each, block_id: each.block_id ?? fresh() };
  });
}
