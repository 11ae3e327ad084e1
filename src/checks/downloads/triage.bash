# What every triage.sh does with the answers of its checks. It needs bash and nothing else, and its names begin with
# faultbook_, to keep clear of those of the checks. With LC_ALL=C, bash takes a text as its bytes.

faultbook_form=table
faultbook_exit=0
faultbook_code=0
faultbook_output=
faultbook_details=
faultbook_comma=

faultbook_main() {
  case $#:${1-} in
    0:) ;;
    1:--json | 1:--textfile) faultbook_form=${1#--} ;;
    1:--help | 1:-h)
      faultbook_usage
      return 0
      ;;
    *)
      faultbook_usage >&2
      return 64 # EX_USAGE of sysexits.h
      ;;
  esac
  case $faultbook_form in
    json) faultbook_json_begin ;;
    textfile) faultbook_textfile_begin ;;
  esac
  faultbook_checks
  case $faultbook_form in
    json) printf '\n]}\n' ;;
    table) printf '%s' "$faultbook_details" ;;
  esac
  return "$faultbook_exit"
}

# Tells one answer: verdict, its word, what it means, where it leads.
faultbook_tell() {
  case $1 in
    affected) faultbook_exit=1 ;;
    unknown) [ "$faultbook_exit" = 1 ] || faultbook_exit=2 ;;
  esac
  case $faultbook_form in
    table) faultbook_tell_table "$@" ;;
    json) faultbook_tell_json "$@" ;;
    textfile) faultbook_tell_textfile "$1" ;;
  esac
}

faultbook_tell_table() {
  local line=${faultbook_output%%$'\n'*}
  line=${line//[[:cntrl:]]/ }
  # Those of ISO 6429 in UTF-8, which some terminals obey, too.
  line=${line//$'\xc2'[$'\x80'-$'\x9f']/ }
  line=${line%"${line##*[! ]}"}
  printf '%-11s  %-*s  %s\n' "$2" "$faultbook_width" "$faultbook_id" "${line:-(nothing)}"
  [ "$1" != ok ] && [ -n "$3$4" ] || return 0
  faultbook_details+=$'\n'"$faultbook_id: $2"$'\n'
  [ -z "$3" ] || faultbook_details+=$3$'\n'
  [ -z "$4" ] || faultbook_details+="Next: $4"$'\n'
}

faultbook_tell_json() {
  printf '%s\n{"id":"%s","asks":' "$faultbook_comma" "$faultbook_id"
  faultbook_comma=,
  faultbook_json "$faultbook_asks"
  printf ',"verdict":"%s","exitCode":%s,"output":' "$1" "$faultbook_code"
  faultbook_json "$faultbook_output"
  printf ',"means":'
  faultbook_json_or_null "$3"
  printf ',"next":'
  faultbook_json_or_null "$4"
  printf '}'
}

faultbook_tell_textfile() {
  local verdict value
  for verdict in ok affected unknown; do
    value=0
    [ "$verdict" != "$1" ] || value=1
    printf 'faultbook_check_verdict{check="%s",runbook="%s",verdict="%s"} %s\n' \
      "$faultbook_id" "$faultbook_runbook" "$verdict" "$value"
  done
}

faultbook_textfile_begin() {
  printf '# HELP faultbook_check_verdict Verdict of a check: 1 for the one that it gave, 0 for the others\n'
  printf '# TYPE faultbook_check_verdict gauge\n'
}

faultbook_json_begin() {
  printf '{"runbook":'
  faultbook_json "$faultbook_runbook"
  printf ',"title":'
  faultbook_json "$faultbook_title"
  printf ',"checks":['
}

faultbook_json_or_null() {
  if [ -n "$1" ]; then faultbook_json "$1"; else printf null; fi
}

# A text as a JSON string (RFC 8259). One that is no UTF-8 loses its bytes above ASCII to the replacement character.
faultbook_json() {
  local text=$1 back=\\ hex char
  text=${text//"$back"/"$back$back"}
  text=${text//'"'/"$back\""}
  text=${text//$'\n'/"${back}n"}
  text=${text//$'\t'/"${back}t"}
  if [[ $text == *[[:cntrl:]]* ]]; then
    for hex in 0{1..8} 0b 0c 0d 0e 0f 1{0..9} 1a 1b 1c 1d 1e 1f; do
      printf -v char '%b' "\\x$hex"
      text=${text//"$char"/"${back}u00$hex"}
    done
  fi
  faultbook_is_utf8 "$text" || text=${text//[$'\x80'-$'\xff']/"${back}ufffd"}
  printf '"%s"' "$text"
}

# Well-formed byte sequences of Unicode, table 3-7: without them, no byte above ASCII may be left.
faultbook_is_utf8() {
  local rest=$1 letter=$'\xc3\xa9' t=[$'\x80'-$'\xbf']
  # A shell that counts characters has decoded the text already.
  [ "${#letter}" = 2 ] || return 0
  rest=${rest//[$'\xc2'-$'\xdf']$t/ }
  rest=${rest//$'\xe0'[$'\xa0'-$'\xbf']$t/ }
  rest=${rest//[$'\xe1'-$'\xec\xee\xef']$t$t/ }
  rest=${rest//$'\xed'[$'\x80'-$'\x9f']$t/ }
  rest=${rest//$'\xf0'[$'\x90'-$'\xbf']$t$t/ }
  rest=${rest//[$'\xf1'-$'\xf3']$t$t$t/ }
  rest=${rest//$'\xf4'[$'\x80'-$'\x8f']$t$t/ }
  [[ $rest != *[$'\x80'-$'\xff']* ]]
}
