import { lineOf, type Places } from "./completion_places.ts";

/** The scripts for bash and zsh, which differ only in how a suggestion is handed to the shell. */

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** What both shells share: the command itself, its words, and which of them belong at the cursor. */
function shared(places: Places, root: string): string {
  const cases = [...places].map(
    ([key, found]) =>
      `    ${quoted(key)}) printf '%s\\n' ${found.map((each) => quoted(lineOf(each))).join(" ")} ;;`,
  );
  return `command -v tidings >/dev/null 2>&1 || tidings() {
  INIT_CWD="$PWD" ${quoted(`${root}/node_modules/.bin/node`)} ${quoted(`${root}/bot/src/surfaces/terminal/tidings.mjs`)} "$@"
}
_tidings_said() {
  case "$1" in
${cases.join("\n")}
  esac
}
# The words before the cursor, then the one at it: sets lines to what can stand there.
_tidings_lines() {
  local word first="" name="" given=0 value=""
  while [ $# -gt 1 ]; do
    word="$1"; shift
    if [ -n "$value" ]; then value=""; continue; fi
    case "$word" in
      -*)
        word="\${word//_/-}"
        value="$(_tidings_said "$name $word")"
        [ -n "$value" ] || value="$(_tidings_said " $word")" ;;
      *)
        if [ -z "$first" ]; then
          first="$word"
          [ -z "$(_tidings_said "=$first")" ] || name="$first"
        elif [ "$given" -eq 0 ] && [ "\${name% *}" = "$name" ] && [ -n "$(_tidings_said "=$first $word")" ]; then
          name="$first $word"
        else given=$((given + 1)); fi ;;
    esac
  done
  if [ -n "$value" ]; then lines="$value"; return; fi
  case "$1" in
    -*) lines="$(_tidings_said "-$name"; _tidings_said "-")" ;;
    *)
      if [ -z "$first" ]; then lines="$(_tidings_said "")"
      elif [ "$given" -eq 0 ] && [ "\${name% *}" = "$name" ]; then
        lines="$(_tidings_said "+$first"; _tidings_said "$name 1")"
      else lines="$(_tidings_said "$name $((given + 1))")"; fi ;;
  esac
}
`;
}

export const bashScript = (places: Places, root: string): string => `# Completion of tidings in bash.
${shared(places, root)}_tidings() {
  local lines="" cur="\${COMP_WORDS[COMP_CWORD]}"
  _tidings_lines "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$cur"
  COMPREPLY=()
  case "$lines" in
    @file*) COMPREPLY=($(compgen -f -- "$cur")) ;;
    @text*) ;;
    *) COMPREPLY=($(compgen -W "$(printf '%s\\n' "$lines" | cut -f1)" -- "$cur")) ;;
  esac
}
complete -o filenames -o bashdefault -F _tidings tidings
`;

export const zshScript = (places: Places, root: string): string => `#compdef tidings
# Completion of tidings in zsh.
${shared(places, root)}_tidings() {
  local lines="" line
  local -a names abouts
  _tidings_lines "\${(@)words[2,CURRENT-1]}" "\${words[CURRENT]}"
  case "$lines" in
    @file*) _files; return ;;
    ''|@text*) return ;;
  esac
  for line in "\${(@f)lines}"; do
    names+=("\${line%%$'\\t'*}")
    abouts+=("\${line//$'\\t'/  }")
  done
  compadd -l -d abouts -a names
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _tidings tidings
`;
