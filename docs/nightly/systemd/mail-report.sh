#!/bin/sh
# Mails what the nightly has reported. faultbook-nightly.service runs it after every night, and before the next one in
# case that a night was cut short. News is told once, so no report is thrown away before the mail server has taken it:
# it waits in outbox/, and what could not be mailed is mailed with the next night's.
set -eu
cd "$STATE_DIRECTORY"
mkdir -p outbox

# systemd says how the night ended, to ExecStopPost= alone.
case "${SERVICE_RESULT:-success}" in
  success) name=$(date +%s)-$$ ;;
  *) name=$(date +%s)-$$-failed ;;
esac
if [ -s report.md ]; then mv report.md "outbox/$name.md"; fi

# By SMTP to this machine: sendmail and mail(1) need a program that changes its group, which NoNewPrivileges forbids.
code=0
for report in outbox/*.md; do
  [ -e "$report" ] || break
  case "$report" in
    *-failed.md) subject="Faultbook: the nightly failed; what it found upstream all the same" ;;
    *) subject="Faultbook: what the nightly found upstream" ;;
  esac
  {
    printf '%s\n' "From: $MAIL_FROM" "To: $MAIL_TO" "Date: $(date -R -r "$report")" "Subject: $subject" \
      "MIME-Version: 1.0" "Content-Type: text/plain; charset=utf-8" "Content-Transfer-Encoding: 8bit" ""
    cat "$report"
  } | curl --fail --silent --show-error --max-time 60 --crlf --url smtp://localhost \
    --mail-from "$MAIL_FROM" --mail-rcpt "$MAIL_TO" --upload-file - && rm "$report" || code=1
done
exit "$code"
