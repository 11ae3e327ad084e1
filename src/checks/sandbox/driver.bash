# Runs a batch of snippets, each in a private tree of its host.
# $1  namespaces: a launcher has made it process 1 of namespaces of its own; chroot: it is root of this machine's own ones
# $2  bytes that the batch may take; $3 files
# It reads a tar archive from stdin. It writes
# 1, 2  what the runs print
# 3     their traces
# 4     that it is ready, a line for each run, which files were touched, and that this is the end
# 5     what they asked for in vain
set -u
umask 022
mode=$1

fail() {
  printf 'faultbook: %s\n' "$*" >&2
  exit 125
}

# A tmpfs keeps access times whatever the machine's own disks do, and goes with the namespaces.
if [ "$mode" = namespaces ]; then
  work=/tmp
  mount -t tmpfs -o "strictatime,mode=755,size=$2,nr_inodes=$3" faultbook "$work" || fail "no tmpfs can be mounted"
else
  work=$(mktemp -d /tmp/faultbook-sandbox-XXXXXX) || fail "no folder can be made in /tmp"
  trap 'rm -rf --one-file-system "$work"' EXIT
  chmod 755 "$work"
fi
tar -x --no-same-owner -C "$work" || fail "tar cannot unpack the batch"
exec </dev/null
. "$work/job/settings" || fail "the batch has no settings"

base=$work/base

# Of the devices a check finds one, and the streams; of processes its own.
mkdir -p "$base/dev" "$base/proc"
if [ "$mode" = namespaces ]; then
  : >"$base/dev/null"
  mount --bind /dev/null "$base/dev/null" || fail "/dev/null cannot be bound"
  mount -t proc -o ro,nosuid,nodev,noexec,subset=pid,hidepid=ptraceable proc "$base/proc" ||
    fail "no procfs of processes alone can be mounted"
  find "$work/trees" -depth -exec touch -h -c -d @1 {} + || fail "times cannot be set"
  mount -a -T "$work/job/mounts" || fail "the tools cannot be bound"
else
  mknod -m 666 "$base/dev/null" c 1 3 || fail "no /dev/null can be made"
  while read -r from to _; do
    from=$work${from#/tmp} to=$work${to#/tmp}
    rmdir "$to" && cp -al "$from" "$to" || fail "the tools cannot be linked"
  done <"$work/job/mounts"
fi

# In a user namespace nested in this one, as anybody but its root, a run has no rights but over its own files: whoever may
# call chroot can leave one. In a session of its own, what it sends to its process group reaches nobody else: such a group
# is not bounded by namespaces.
start() {
  ulimit -c 0 -t 60 -f 1024 -n 256 -v "$kibibytes" -u "$processes" || exit 125
  cd /
  if [ "$mode" = namespaces ]; then
    echo 1000 >/proc/self/oom_score_adj
    exec setsid unshare --user --ipc --map-user=1000 --map-group=1000 --root="$1" --wd=/ -- /run/faultbook/own/bash --norc --noprofile "$2"
  else
    exec setsid chroot --userspec="$somebody:$somebody" --groups= "$1" /run/faultbook/own/bash --norc --noprofile "$2"
  fi
}

# Everything but process 1 ends, whatever the run has left in the background; and until all of it has, nothing goes on:
# what it still writes must not be of the next run.
end() {
  if [ "$mode" = namespaces ]; then
    kill -KILL -1
    wait
    local again
    for again in {1..5000}; do
      stays || return
      read -r -t 0.001 -u 9
    done
    exit 125
  else
    chroot --userspec="$somebody:$somebody" --groups= / "$BASH" -c \
      'kill -KILL -1; for _ in {1..1000}; do kill -0 -1 2>/dev/null || break; done'
    wait
  fi
}

# Whether a process of the run is still there.
stays() {
  local process
  for process in /proc/[0-9]*; do
    [ "${process##*/}" = 1 ] || return 0
  done
  return 1
}

# Each stream says where a run ends, with a word that no run knows.
mark() { printf '\0%s\0' "$nonce"; }

mkfifo "$work/job/ended" && exec 9<>"$work/job/ended" || fail "no pipe can be made"
exec 8>&2 2>/dev/null
number=0
printf 'ready\n' >&4 || exit 125
while read -r tree traced; do
  exec 7>&5
  [ "$traced" = yes ] && exec 6>&3 || exec 6>/dev/null
  {
    (start "$work/trees/$tree" "/run/faultbook/run/script" 250>&6 251>&7 2>&8 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- </dev/null)
    echo $? >&9
  } &
  left=no
  if IFS= read -r -t "$seconds" -u 9 code; then
    wait
    if [ "$mode" = namespaces ] && stays; then
      read -r -t 0.2 -u 9
      stays && left=yes
    fi
  else
    code=late
  fi
  end
  # What was written too late for this run is not of the next one.
  while read -r -t 0 -u 9 && read -r -u 9; do :; done
  # One run that fills the disk must not make the next ones fail, which find room for a new file here.
  full=no
  if ! printf '%65536s' >"$work/job/room-$number"; then
    full=yes
    rm -rf --one-file-system "$work/trees/$tree"
  fi
  : >"$work/job/room-$number"
  printf '%s %s %s %s\n' "$number" "$code" "$left" "$full" >&4 || exit 125
  mark && mark >&8 && mark >&3 && mark >&5 || exit 125
  number=$((number + 1))
done <"$work/job/runs"

if [ "$mode" = namespaces ]; then
  find "$work/trees" -mindepth 1 -path '*/run/faultbook' -prune -o \
    \( -newerat @2 -o -newermt @2 \) -printf '%y %A@ %T@ %P\0' >&4
fi
printf 'end\0' >&4
