# What every triage.sh does with the verdicts of its checks. It needs bash and nothing else, and its names begin with
# faultbook_, to keep clear of those of the checks. With LC_ALL=C, bash takes a text as its bytes.

faultbook_form=table
faultbook_exit=0
faultbook_stopped=
# One entry for each check, in the order of the runbook.
faultbook_ids=() faultbook_questions=() faultbook_verdicts=() faultbook_codes=() faultbook_outputs=()
faultbook_whys=() faultbook_means=() faultbook_nexts=()

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
  # Whoever stops a check that hangs still wants to see the verdicts of the others.
  trap 'faultbook_stopped=yes' INT TERM
  faultbook_checks
  trap - INT TERM
  faultbook_progress ''
  "faultbook_print_$faultbook_form"
  return "$faultbook_exit"
}

# Runs one check: its id, its question, the function that is its snippet, and why only root may run it, if so. A check that
# did not run, or was stopped, has no exit code.
faultbook_ask() {
  faultbook_id=$1 faultbook_question=$2 faultbook_code='' faultbook_output='' faultbook_why=''
  if [ -n "$faultbook_stopped" ]; then
    faultbook_why='Not run: triage.sh was stopped before it'
  elif [ -n "${4-}" ] && [ "$EUID" -ne 0 ]; then
    faultbook_why="Not run: $4"
  else
    faultbook_progress "Running $1; Ctrl-C skips it and the checks after it"
    { faultbook_output=$("$3"); faultbook_code=$?; } </dev/null 2>/dev/null
    [ -z "$faultbook_stopped" ] || faultbook_why='Stopped before it gave a verdict' faultbook_code=''
  fi
}

# Keeps its verdict, what that means, and where it leads.
faultbook_tell() {
  case $1 in
    affected) faultbook_exit=1 ;;
    unknown) [ "$faultbook_exit" = 1 ] || faultbook_exit=2 ;;
  esac
  # What CANNOT TELL means holds only for a check that ran.
  case $faultbook_why in
    '') ;;
    'Not run: it needs root'*) set -- "$1" '' 'sudo bash triage.sh' ;;
    *) set -- "$1" '' '' ;;
  esac
  faultbook_ids+=("$faultbook_id") faultbook_questions+=("$faultbook_question")
  faultbook_verdicts+=("$1") faultbook_codes+=("$faultbook_code") faultbook_outputs+=("$faultbook_output")
  faultbook_whys+=("$faultbook_why") faultbook_means+=("$2") faultbook_nexts+=("$3")
}

# A line that the next one overwrites, for whoever waits at a terminal.
faultbook_progress() {
  [ "$faultbook_form" != table ] || [ ! -t 2 ] || printf '\r%-79.79s\r' "$1" >&2
}

faultbook_print_table() {
  local i
  printf 'Host: %s, %s\n' "$faultbook_host" "$faultbook_time"
  printf '%s: %s\n' "$faultbook_title" "$(faultbook_counts)"
  for i in "${!faultbook_ids[@]}"; do
    [ "${faultbook_verdicts[i]}" != affected ] || faultbook_block AFFECTED "$i"
  done
  faultbook_unknowns
  [[ " ${faultbook_verdicts[*]} " != *' ok '* ]] || echo
  for i in "${!faultbook_ids[@]}"; do
    [ "${faultbook_verdicts[i]}" = ok ] || continue
    printf -v faultbook_line '%-11s  %-*s  ' OK "$faultbook_width" "${faultbook_ids[i]}"
    faultbook_lines "$faultbook_line" "${faultbook_outputs[i]:-(nothing)}"
  done
}

# "1 AFFECTED, 2 CANNOT TELL, 5 OK"
faultbook_counts() {
  local verdict affected=0 unknown=0 ok=0 counts=
  for verdict in "${faultbook_verdicts[@]}"; do printf -v "$verdict" %s "$((${!verdict} + 1))"; done
  [ "$affected" = 0 ] || counts+=", $affected AFFECTED"
  [ "$unknown" = 0 ] || counts+=", $unknown CANNOT TELL"
  [ "$ok" = 0 ] || counts+=", $ok OK"
  printf '%s' "${counts#, }"
}

# CANNOT TELL, for each reason once.
faultbook_unknowns() {
  local i j reason faultbook_seen=() faultbook_group=()
  for i in "${!faultbook_ids[@]}"; do
    [ "${faultbook_verdicts[i]}${faultbook_seen[i]-}" = unknown ] || continue
    faultbook_group=()
    faultbook_reason "$i" && reason=$faultbook_line
    for j in "${!faultbook_ids[@]}"; do
      faultbook_reason "$j"
      [ "${faultbook_verdicts[j]}:$faultbook_line" = "unknown:$reason" ] || continue
      faultbook_group+=("$j") faultbook_seen[j]=yes
    done
    faultbook_block 'CANNOT TELL' "${faultbook_group[@]}"
  done
}

# In faultbook_line, why a check could not tell.
faultbook_reason() {
  faultbook_line=${faultbook_outputs[$1]:-(nothing, exit code ${faultbook_codes[$1]})}
  [ -z "${faultbook_whys[$1]}" ] || faultbook_line=${faultbook_whys[$1]}
}

# The verdict of checks that gave the same output: who they are, the output, what it means, and where it leads.
faultbook_block() {
  local i text first=$2
  printf '\n'
  faultbook_line=$1
  shift
  for i; do
    printf '%-11s  %s: %s\n' "$faultbook_line" "${faultbook_ids[i]}" "${faultbook_questions[i]}"
    faultbook_line=
  done
  text=${faultbook_outputs[first]:-(nothing)}
  [ "${faultbook_verdicts[first]}" != unknown ] || { faultbook_reason "$first" && text=$faultbook_line; }
  faultbook_lines '             ' "$text"
  faultbook_follows '' faultbook_means "$@"
  faultbook_follows Next faultbook_nexts "$@"
}

# What these verdicts mean, or where they lead: one line where it is the same for all, else one for each.
faultbook_follows() {
  local i name same=yes label=$1 list=$2 faultbook_texts=()
  shift 2
  for i; do
    name="${list}[i]"
    faultbook_texts[i]=${!name}
    [ "${faultbook_texts[i]}" = "${faultbook_texts[$1]}" ] || same=no
  done
  for i; do
    [ "$same" = no ] || name=$label
    [ "$same" = yes ] || name="${label:+$label for }${faultbook_ids[i]}"
    [ -z "${faultbook_texts[i]}" ] || faultbook_lines '             ' "${name:+$name: }${faultbook_texts[i]}"
    [ "$same" = no ] || break
  done
}

# Every line of a text, the first one after a prefix, the others below it, with nothing that a terminal obeys.
faultbook_lines() {
  local line prefix=$1
  printf '%s\n' "$2" | while IFS= read -r line; do
    line=${line//[[:cntrl:]]/ }
    # Those of ISO 6429 in UTF-8, which some terminals obey, too.
    line=${line//$'\xc2'[$'\x80'-$'\x9f']/ }
    line=$prefix$line
    printf '%s\n' "${line%"${line##*[! ]}"}"
    printf -v prefix '%*s' "${#prefix}" ''
  done
}

faultbook_print_json() {
  local i comma=
  printf '{"runbook":'
  faultbook_json "$faultbook_runbook"
  printf ',"title":'
  faultbook_json "$faultbook_title"
  printf ',"host":"%s","time":"%s","checks":[' "$faultbook_host" "$faultbook_time"
  for i in "${!faultbook_ids[@]}"; do
    printf '%s\n{"id":"%s","asks":' "$comma" "${faultbook_ids[i]}"
    comma=,
    faultbook_json "${faultbook_questions[i]}"
    printf ',"verdict":"%s","exitCode":%s,"output":' "${faultbook_verdicts[i]}" "${faultbook_codes[i]:-null}"
    faultbook_json "${faultbook_outputs[i]}"
    printf ',"noAnswer":'
    faultbook_json_or_null "${faultbook_whys[i]}"
    printf ',"means":'
    faultbook_json_or_null "${faultbook_means[i]}"
    printf ',"next":'
    faultbook_json_or_null "${faultbook_nexts[i]}"
    printf '}'
  done
  printf '\n]}\n'
}

faultbook_print_textfile() {
  local i verdict value
  printf '# HELP faultbook_check_verdict 1 for the verdict that a check gave, 0 for the others\n'
  printf '# TYPE faultbook_check_verdict gauge\n'
  for i in "${!faultbook_ids[@]}"; do
    [ -z "${faultbook_whys[i]}" ] || printf '# %s: %s\n' "${faultbook_ids[i]}" "${faultbook_whys[i]}"
    for verdict in ok affected unknown; do
      value=0
      [ "$verdict" != "${faultbook_verdicts[i]}" ] || value=1
      printf 'faultbook_check_verdict{check="%s",runbook="%s",verdict="%s"} %s\n' \
        "${faultbook_ids[i]}" "$faultbook_runbook" "$verdict" "$value"
    done
  done
  printf '# HELP faultbook_triage_timestamp_seconds When the checks of a runbook ran, and on which host\n'
  printf '# TYPE faultbook_triage_timestamp_seconds gauge\n'
  printf 'faultbook_triage_timestamp_seconds{host="%s",runbook="%s"} %s\n' \
    "$faultbook_host" "$faultbook_runbook" "$(printf '%(%s)T' -1 2>/dev/null || date +%s)"
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
