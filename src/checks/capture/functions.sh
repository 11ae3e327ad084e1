# What capture scripts share: reading files, folders and answers of commands, and printing them as plain text.
# A shell in use may have other options for expansion; a folder would then look empty.
[ -z "${ZSH_VERSION-}" ] || { echo "Cannot capture: this is zsh. Run it with sh" >&2; exit 1; }
set +f +eu
# shellcheck disable=SC3044 # Where there is no shopt, there are no such options.
shopt -u dotglob failglob nocaseglob nullglob 2>/dev/null
unset IFS GLOBIGNORE BASH_ENV ENV
# Exported functions must not replace programs.
# shellcheck disable=SC2046,SC3044 # Names of functions hold no space.
[ -z "${BASH_VERSION-}" ] || unset -f $(compgen -A function)
LC_ALL=C
# As in the sandbox that tests the check.
TZ=UTC0
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$PATH
export LC_ALL PATH TZ
fb_seen=
for fb_needed in awk cat od; do
  command -v "$fb_needed" >/dev/null || { echo "Cannot capture: this machine has no $fb_needed" >&2; exit 1; }
done

# Bytes become lines of printable ASCII. Forms: words and names end in NUL; a file is its path, NUL, its content and a
# status of three digits, 999 for what took too long; stdin, stdout and stderr are content and status.
fb_encode() {
  od -v -b | awk -v form="$1" -v most=1048576 '
    function put(line) { lines[++count] = line }
    # Part of a header line; what does not fit continues in a line that begins with +.
    function add(part) {
      if (length(line) + length(part) > 77) { put(line "\\"); line = "+" }
      line = line part
    }
    function word(octal) {
      if (octal != "000") { parts[++length_of_word] = octal == "040" ? "\\040" : as[octal]; return }
      if (form == "file") { in_content = 1; return }
      if (form == "names") line = "name"
      put_word()
      if (form == "names") { put(line); line = ""; names++ }
    }
    function put_word(  i) {
      if (line != "") add(" ")
      if (length_of_word == 0) add("\\e")
      for (i = 1; i <= length_of_word; i++) add(parts[i])
      length_of_word = 0
    }
    # The last three bytes are the status: content is what is three bytes old.
    function content(octal) {
      if (c1 != "") { bytes++; text(c1) }
      c1 = c2; c2 = c3; c3 = octal
    }
    function text(octal) {
      if (octal == "012") { put("|" line "$"); line = ""; return }
      if (length(line) + length(as[octal]) > 76) { put("|" line "\\"); line = "" }
      line = line as[octal]
    }
    function print_all(  i) { for (i = 1; i <= count; i++) print lines[i] }
    function print_content() {
      if (too_large) { print "large"; return }
      if (line != "") put("|" line "\\")
      print_all()
      print "bytes " bytes
    }
    # The header of a file is known only when it has been read.
    function print_file(kind,  saved, held, i) {
      held = line; saved = count
      line = kind
      put_word()
      put(line)
      for (i = saved + 1; i <= count; i++) print lines[i]
      line = held; count = saved
      if (kind == "file") print_content()
    }
    BEGIN {
      in_content = form ~ /^std/
      bytes = count = names = 0
      for (i = 0; i < 256; i++) {
        octal = sprintf("%03o", i)
        as[octal] = i > 31 && i < 127 ? sprintf("%c", i) : "\\" octal
      }
      as["011"] = "\\t"; as["134"] = "\\\\"
    }
    {
      for (i = 2; i <= NF; i++) if (in_content) content($i); else word($i)
      if (bytes > most) { too_large = 1; exit }
    }
    END {
      status = as[c1] as[c2] as[c3]
      if (form == "file") print_file(too_large ? "large" : status == "000" ? "file" : status == "999" ? "timeout" : "unreadable")
      else if (form == "words") { put(line); print_all() }
      else if (form == "names" && too_large) print "large"
      else if (form == "names") { print_all(); print "names " names }
      else {
        if (form == "stdout") print "exit " (too_large ? "unknown" : status == "999" ? "timeout" : status + 0)
        print form
        print_content()
      }
    }'
}

fb_say() { printf '%s\000' "$@" | fb_encode words; }

# A command that hangs must not keep the rest from being captured.
fb_timeout=
timeout 5 true 2>/dev/null </dev/null && fb_timeout=yes
fb_limited() { if [ -n "$fb_timeout" ]; then timeout 20 "$@"; else "$@"; fi; }
fb_status() { if [ "$1" -eq 124 ]; then printf 999; else printf %03d "$1"; fi; }

# True for a path that was not printed yet. No path has two slashes in a row, while any may have a line break.
fb_new() {
  case $fb_seen in *"//$1//"*) return 1 ;; esac
  fb_seen="$fb_seen//$1//"
}

# True if it cannot be known what is there: the nearest existing folder may not be entered.
fb_hidden() {
  fb_above=${1%/*}
  while [ -n "$fb_above" ] && ! [ -d "$fb_above" ]; do fb_above=${fb_above%/*}; done
  ! [ -x "${fb_above:-/}" ]
}

fb_absent() { if fb_hidden "$1"; then fb_say unreadable "$1"; else fb_say missing "$1"; fi; }

# The content of files.
fb_read() {
  for fb_path; do
    fb_new "$fb_path" || continue
    if [ -d "$fb_path" ]; then fb_say folder "$fb_path"
    elif [ -f "$fb_path" ]; then
      { printf '%s\000' "$fb_path"; fb_limited cat "$fb_path"; fb_status "$?"; } | fb_encode file
    elif [ -e "$fb_path" ]; then fb_say special "$fb_path"
    else fb_absent "$fb_path"; fi
  done
}

# What is there, without its content.
fb_ask() {
  for fb_path; do
    fb_new "$fb_path" || continue
    if [ -d "$fb_path" ]; then fb_say folder "$fb_path"
    elif [ -s "$fb_path" ]; then fb_say present "$fb_path"
    elif [ -e "$fb_path" ]; then fb_say empty "$fb_path"
    else fb_absent "$fb_path"; fi
  done
}

# The names in folders; those of folders end in a slash.
fb_list() {
  for fb_path; do
    if ! [ -d "$fb_path" ]; then fb_read "$fb_path"; continue; fi
    fb_new "$fb_path" || continue
    if ! [ -r "$fb_path" ] || ! [ -x "$fb_path" ]; then fb_say unreadable "$fb_path"; continue; fi
    fb_say listed "$fb_path"
    for fb_name in "${fb_path%/}"/* "${fb_path%/}"/.[!.]* "${fb_path%/}"/..?*; do
      if [ -d "$fb_name" ]; then printf '%s/\000' "${fb_name##*/}"
      elif [ -e "$fb_name" ] || [ -h "$fb_name" ]; then printf '%s\000' "${fb_name##*/}"; fi
    done | fb_encode names
  done
}

fb_run() { case $(command -v "$1") in /*) fb_limited "$@" ;; *) "$@" ;; esac; }

# Exit code, stdout and stderr of a command. The last encoder prints when its stdin ends, which is after the first one.
fb_command() {
  if fb_called "$@"; then return; fi
  if ! command -v "$1" >/dev/null; then fb_say absent "$@"; return; fi
  fb_say 'command' "$@"
  {
    {
      { fb_run "$@" 2>&3 3>&- 4>&-; fb_status "$?"; } | fb_encode stdout >&4
      printf 000
    } 3>&1 | fb_encode stderr
  } 4>&1
}
