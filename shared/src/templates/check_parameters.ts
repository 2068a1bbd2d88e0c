import { isCleanText } from "../ground/names.ts";
import { unclean } from "./check_values.ts";
import { type Finding, finding } from "./findings.ts";
import { isParameterName } from "./parameters.ts";
import type { Parameter } from "./values.ts";

/** Checks the parameters that a content declares against those that it uses: how many, their names, their examples. */
export function checkParameters(
  used: readonly string[],
  declared: readonly Parameter[],
  max: number,
): Finding[] {
  const found: Finding[] = [];
  if (used.length > max) found.push(finding("params", "too_many_parameters", { count: used.length, max }));
  declared.forEach(({ name, example }, index) => {
    const path = `params.${index}`;
    if (!isParameterName(name)) found.push(finding(`${path}.name`, "parameter_name", { name }));
    if (declared.findIndex((other) => other.name === name) < index) {
      found.push(finding(`${path}.name`, "parameter_twice", { name }));
    }
    if (!used.includes(name)) found.push(finding(path, "parameter_unused", { name }));
    else if (example.trim() === "") found.push(finding(`${path}.example`, "parameter_example", { name }));
    if (!isCleanText(example)) found.push(unclean(`${path}.example`, { zh: name, en: name }));
  });
  for (const name of used) {
    // an invalid name is already reported at its place in the text
    if (isParameterName(name) && !declared.some((param) => param.name === name)) {
      found.push(finding("params", "parameter_example", { name }));
    }
  }
  return found;
}
