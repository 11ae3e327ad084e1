// The first process of a sandbox, a few lines of bash around the script.

import { LIMITS } from "./limits.ts";
import { BASE, REFUSED } from "./paths.ts";

/**
 * Sets limits, runs, and then looks whether anything still runs. It is process 1, which nothing in the sandbox can
 * end. Where whoever began this has ended before --die-with-parent was in force, stdin is at its end, and so is this.
 * What this machine left open goes first; when memory runs out, all of this is what the kernel ends first.
 */
export const LAUNCHER = `read -r -t 0.001 fd; [ $? -gt 128 ] || exit 125
exec </dev/null
for fd in ${BASE}/proc/self/fd/*; do fd=\${fd##*/}; [ "$fd" -lt 3 ] || exec {fd}>&-; done
echo 1000 >${BASE}/proc/self/oom_score_adj
${LIMITS}
"$@"
code=$?
stays() { for p in ${BASE}/proc/[0-9]*; do [ "\${p##*/}" = 1 ] || return 0; done; return 1; }
stays && ${BASE}/tools/sleep 0.2 && stays && printf '%s\\0' 'a process that stays in the background' >>${REFUSED}
exit $code`;
