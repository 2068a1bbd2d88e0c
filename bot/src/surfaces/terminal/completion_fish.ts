import { lineOf, type Places } from "./completion_places.ts";

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** The script for fish. */
export function fishScript(places: Places, root: string): string {
  const cases = [...places].map(
    ([key, found]) =>
      `    case ${quoted(key)}\n      printf '%s\\n' ${found.map((each) => quoted(lineOf(each))).join(" ")}`,
  );
  return `# Completion of tidings in fish.
type -q tidings; or function tidings
  INIT_CWD="$PWD" ${quoted(`${root}/node_modules/.bin/node`)} ${quoted(`${root}/bot/src/surfaces/terminal/tidings.mjs`)} $argv
end
function __tidings_said
  switch "$argv[1]"
${cases.join("\n")}
  end
end
function __tidings_lines
  set -l typed (commandline -opc)
  set -e typed[1]
  set -l first ""
  set -l name ""
  set -l given 0
  set -l value
  for word in $typed
    if test (count $value) -gt 0
      set value
      continue
    end
    if string match -q -- "-*" "$word"
      set word (string replace -a _ - -- "$word")
      set value (__tidings_said "$name $word")
      test (count $value) -gt 0; or set value (__tidings_said " $word")
    else if test -z "$first"
      set first "$word"
      set -l known (__tidings_said "=$first")
      test (count $known) -eq 0; or set name "$first"
    else
      set -l known (__tidings_said "=$first $word")
      if test $given -eq 0 -a (count $known) -gt 0; and not string match -q "* *" "$name"
        set name "$first $word"
      else
        set given (math $given + 1)
      end
    end
  end
  set -l lines
  if test (count $value) -gt 0
    set lines $value
  else if string match -q -- "-*" (commandline -ct)
    set lines (__tidings_said "-$name"; __tidings_said -)
  else if test -z "$first"
    set lines (__tidings_said "")
  else if test $given -eq 0; and not string match -q "* *" "$name"
    set lines (__tidings_said "+$first"; __tidings_said "$name 1")
  else
    set lines (__tidings_said "$name "(math $given + 1))
  end
  switch "$lines[1]"
    case @file
      __fish_complete_path (commandline -ct)
    case @text ''
    case '*'
      printf '%s\\n' $lines
  end
end
complete -c tidings -f -a '(__tidings_lines)'
`;
}
