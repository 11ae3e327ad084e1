# The check itself is run once, in bash, with recorders before its programs: each runs the program of its name, and keeps
# the call and the answer. All of it goes into a folder that no other user may read, and is removed.
umask 077
fb_dir=
fb_child=
fb_lacking=
fb_tell() { printf 'capture: %s\n' "$*" | tr -c '[:print:]\n' '?' >&5; }

fb_remove() {
  trap '' HUP INT PIPE TERM
  [ -z "$fb_child" ] || kill "$fb_child" "$fb_head" "$fb_watch" 2>/dev/null
  [ -z "$fb_dir" ] || rm -rf "$fb_dir" || { sleep 1; rm -rf "$fb_dir"; }
}

# In some folders no program may be run; a folder with an odd name fits into no PATH and no script.
fb_prepare() {
  for fb_needed in bash env head mkfifo mktemp; do
    fb_there "$fb_needed" || { fb_tell "The check was not run, because this machine has no $fb_needed"; return 1; }
  done
  for fb_in in "${TMPDIR-}" /tmp /run /var/tmp; do
    case $fb_in in *[!A-Za-z0-9/._-]* | [!/]* | '') continue ;; esac
    fb_dir=$(mktemp -d "$fb_in/faultbook.XXXXXX") || continue
    mkdir "$fb_dir/bin" "$fb_dir/calls" "$fb_dir/fed" "$fb_dir/check" "$fb_dir/check/bin" "$fb_dir/check/calls"
    : >"$fb_dir/functions"
    fb_print_recorder >"$fb_dir/recorder" && chmod 700 "$fb_dir/recorder" && [ -x "$fb_dir/recorder" ] && return
    rm -rf "$fb_dir"
    fb_dir=
  done
  fb_tell "The check was not run, because no folder can hold its recorders"
  return 1
}

# The text of all recorders, for any sh. Each is called by a link, whose name says where it is and what it records.
fb_print_recorder() {
  cat <<'END_OF_RECORDER'
#!/bin/sh
name=${0##*/} dir=${0%/bin/*} n=1 most=16777216
case $PATH in *"$dir/bin:"*) PATH=${PATH%%"$dir/bin:"*}${PATH#*"$dir/bin:"} ;; esac
case $PATH in *"$dir/bin"*) exit 126 ;; esac
while [ -d "$dir/calls/$n" ] || ! mkdir "$dir/calls/$n" 2>/dev/null; do
  n=$((n + 1))
  [ "$n" -lt 1000 ] || exec env "$name" "$@"
done
call=$dir/calls/$n
printf '%s\000' "$name" "$@" >"$call/words"
run() {
  if ! command -v "$name" >/dev/null; then echo "bash: $name: command not found" >&2; return 127; fi
  if ! [ -e "$dir/fed/$name" ]; then env "$name" "$@"; return; fi
  head -c "$most" >"$call/stdin"
  { cat "$call/stdin"; cat; } 2>/dev/null | env "$name" "$@"
}
{
  {
    { run "$@" 8>&-; echo "$?" >"$call/exit"; } 2>&1 >&8 | head -c "$most" 8>&- >"$call/stderr"
  } 8>&1 | head -c "$most" >"$call/stdout"
}
cat "$call/stdout"
cat "$call/stderr" >&2
read -r code <"$call/exit"
exit "$code"
END_OF_RECORDER
}

fb_there() (
  IFS=:
  for fb_in in $PATH; do if [ -f "$fb_in/$1" ] && [ -x "$fb_in/$1" ]; then exit 0; fi; done
  exit 1
)

# A recorder for a program; `fed`: the check feeds it; `asked`: the check tests whether it exists.
fb_recorder() {
  if ! fb_there "$1"; then
    fb_lacking="$fb_lacking $1"
    case $2 in *asked*) return ;; esac
  fi
  ln -s "$fb_dir/recorder" "$fb_dir/bin/$1"
  # For a check that puts other folders before those of PATH.
  echo "$1() { $fb_dir/bin/$1 \"\$@\"; }" >>"$fb_dir/functions"
  case $2 in *fed*) : >"$fb_dir/fed/$1" ;; esac
}

# Runs $fb_dir/script for at most a minute, and ends it when the caller of this one is gone. From its trace, fb_find_paths
# takes the files that the check named.
fb_check() {
  ln -s "$fb_dir/recorder" "$fb_dir/check/bin/bash"
  mkfifo "$fb_dir/pipe"
  # The rest of the trace is read, too, or bash would end with SIGPIPE.
  { head -c 4194304 >"$fb_dir/trace"; exec cat >/dev/null; } <"$fb_dir/pipe" 5>&- &
  fb_head=$!
  (
    cd /
    PATH=$fb_dir/check/bin:$fb_dir/bin:$PATH
    if [ -n "$fb_timeout" ]; then exec timeout -s KILL 60 bash -p "$fb_dir/script"; else exec bash -p "$fb_dir/script"; fi
  ) </dev/null >/dev/null 3>"$fb_dir/pipe" 5>&- &
  fb_child=$!
  (
    fb_left=61
    while [ "$fb_left" -gt 0 ] && kill -0 "$$" && sleep 1; do fb_left=$((fb_left - 1)); done
    kill "$fb_child" "$fb_head"
  ) >/dev/null 5>&- &
  fb_watch=$!
  wait "$fb_child" "$fb_head"
  kill "$fb_watch"
  fb_child=
  kill -0 "$$" || exit 1
  fb_find_paths "$@" <"$fb_dir/trace" >"$fb_dir/paths"
  read -r fb_code <"$fb_dir/check/calls/1/exit" || fb_code="no code, because it took too long"
  fb_tell "The check ran once, and exited with $fb_code"
  for fb_words in "$fb_dir"/calls/*/words; do
    [ ! -f "$fb_words" ] || fb_tell "It ran: $(tr '\000' ' ' <"$fb_words")"
  done 5>&1 | sort -u >&5
}

# From a trace of bash: what the check named, as `read PATH`, `ask PATH` or `list PATH`, the path as printf %b reads it.
# $1: the variables whose values are read, all others are only tested; $2: the tools whose files are read.
fb_find_paths() {
  awk -v opened="$1" -v reading="$2" '
    function add(c) { word = word (c == "\\" ? "\\\\" : c == " " ? "\\0040" : c) }
    # Words are written as bash quotes them: plain, a\ b, \047a b\047, $\047a\tb\303\244\047
    function split_words(text,  i, c, state) {
      count = 0; word = ""; state = " "
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (state == "\047") { if (c == "\047") state = " "; else add(c) }
        else if (c == "\047") state = state == "$" ? " " : "\047"
        else if (state == "$" && c == "\\") {
          c = substr(text, ++i, 1)
          if (c ~ /[0-7]/) { word = word "\\0" substr(text, i, 3); i += 2 }
          else if (c == "\047" || c == "\"") add(c)
          else word = word "\\" c
        }
        else if (state == "$") add(c)
        else if (c == "$" && substr(text, i + 1, 1) == "\047") { state = "$"; i++ }
        else if (c == "\\") add(substr(text, ++i, 1))
        else if (c == " ") { words[++count] = word; word = "" }
        else add(c)
      }
      words[++count] = word
    }
    function is_among(list, name) { return index(" " list " ", " " name " ") }
    function is_reading(name) { return is_among(reading, name) }
    function is_assignment(text) { return text ~ /^[A-Za-z_][A-Za-z_0-9]*[+]?=/ }
    function how_for(text) {
      sub(/[^A-Za-z_0-9].*/, "", text)
      return is_among(opened, text) ? "read" : "ask"
    }
    function tell(how, path, folder) {
      sub(/^[^\/]*=\//, "/", path)
      if (path !~ /^\// && folder != "/" && path !~ /^-/) path = folder "/" path
      gsub(/\/+/, "/", path)
      if (path != "/") sub(/\/$/, "", path)
      if (path !~ /^\// || path ~ /\/\.\.?(\/|$)|^\/(dev\/(fd|null|std)|proc\/self)|\/faultbook\./) return
      if (!((how, path) in told)) print how, path
      told[how, path] = 1
    }
    # A longer line holds no path, but the output of a command: letter by letter, it would take minutes.
    /^\001/ && length($0) <= 8192 && !($0 in seen) {
      seen[$0] = 1
      sub(/^\001+/, "")
      at = index($0, "\001")
      folder = substr($0, 1, at - 1)
      split_words(substr($0, at + 1))
      for (first = 1; first < count && is_assignment(words[first]); first++) tell(how_for(words[first]), words[first], "/")
      declares = words[first] ~ /^(declare|env|export|local|readonly|typeset)$/
      how = is_reading(words[first]) ? "read" : words[first] == "for" ? how_for(words[first + 1]) : "ask"
      # They run a command that is among their arguments.
      if (words[first] ~ /^(command|env|timeout|xargs)$/) for (i = first; i <= count; i++) if (is_reading(words[i])) how = "read"
      for (i = first; i <= count; i++) {
        if (words[first] == "ls") tell("list", words[i], folder)
        if (is_assignment(words[i]) && (i == first || declares)) tell(how_for(words[i]), words[i], folder)
        else tell(how, words[i], folder)
      }
    }'
}

# What the check named and what exists: fb_traced read, fb_traced ask, fb_traced list
fb_traced() {
  [ -n "$fb_dir" ] || return 0
  while read -r fb_how fb_word; do
    fb_path=$(printf '%b.' "$fb_word")
    fb_path=${fb_path%.}
    if [ "$fb_how" != "$1" ] || ! [ -e "$fb_path" ]; then continue; fi
    if [ "$1" != list ] || [ -d "$fb_path" ]; then "fb_$1" "$fb_path"; fi
  done <"$fb_dir/paths"
}

# How the check ended, and what its recorders kept.
fb_recorded() {
  [ -n "$fb_dir" ] || return 0
  echo check
  fb_call "$fb_dir/check/calls/1"
  fb_number=1
  while [ -d "$fb_dir/calls/$fb_number" ]; do
    fb_kept=$fb_dir/calls/$fb_number
    fb_number=$((fb_number + 1))
    # A recorder that was ended as it began has kept nothing.
    if ! [ -s "$fb_kept/words" ] || ! [ -e "$fb_kept/stdout" ] || ! [ -e "$fb_kept/stderr" ]; then continue; fi
    # The same call with the same answer is printed once.
    if fb_sum=$(cd "$fb_kept" && cksum ./*) && ! fb_new "$fb_sum"; then continue; fi
    { printf 'command\000'; cat "$fb_kept/words"; } | fb_encode words
    [ ! -s "$fb_kept/stdin" ] || fb_stream stdin "$fb_kept/stdin" 0
    fb_call "$fb_kept"
  done
  for fb_name in $fb_lacking; do fb_say absent "$fb_name"; done
}

fb_call() {
  read -r fb_code <"$1/exit" || fb_code=999
  fb_stream stdout "$1/stdout" "$fb_code"
  fb_stream stderr "$1/stderr" 0
}

# What is too large is not encoded.
fb_stream() {
  if [ "$(wc -c <"$2")" -le 1048576 ]; then { cat "$2"; printf %03d "$3"; } | fb_encode "$1"; return; fi
  [ "$1" != stdout ] || echo "exit unknown"
  printf '%s\nlarge\n' "$1"
}

# True for a command line that the check itself has run.
fb_called() {
  [ -n "$fb_dir" ] || return 1
  for fb_words in "$fb_dir"/calls/*/words; do
    if printf '%s\000' "$@" | cmp -s - "$fb_words"; then return 0; fi
  done
  return 1
}
