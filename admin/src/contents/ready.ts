import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { exampleParams, parametersOf } from "@tidings/shared/templates/content.ts";
import { isParameterName } from "@tidings/shared/templates/parameters.ts";
import type { AnyContent } from "./context.ts";

/** The content to save, with `params` reduced to the used ones and their examples. */
export function readyContent<C extends AnyContent>(content: C): C {
  const examples = exampleParams(content);
  const { params: declared = [], ...rest } = content;
  const names = parametersOf(content).filter(isParameterName);
  if (names.length === 0) return rest as unknown as C;
  const params = names.map((name) => {
    const known = declared.find((param) => param.name === name);
    return { ...known, name, example: valueAt(examples, name) ?? "" };
  });
  return { ...rest, params } as unknown as C;
}

/** The content with a changed example for a parameter. */
export function withExample<C extends AnyContent>(content: C, name: string, example: string): C {
  const declared = content.params ?? [];
  const params = declared.some((param) => param.name === name)
    ? declared.map((param) => (param.name === name ? { ...param, example } : param))
    : [...declared, { name, example }];
  return { ...content, params };
}
