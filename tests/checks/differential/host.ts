// The machine that the snippets of tests/fixtures/checks/differential/ look at: every kind of file that checks stumble
// over, and a few transcripts. Nothing of it comes from a real machine.

import type { Host } from "../../../src/model/host.ts";
import { hostOf } from "../samples.ts";

/** Files of /made, named by what is odd about them. */
const ODD = {
  // As ZFS prints it: a blank at the end, and no line break.
  "/made/impl": "cycle [fastest] avx generic pclmulqdq ",
  "/made/no-avx": "cycle [fastest] generic pclmulqdq ",
  "/made/empty": "",
  "/made/blank": "\n",
  "/made/crlf": "one\r\ntwo\r\nthree 3\r\n",
  "/made/bytes": new Uint8Array([0x61, 0x00, 0x62, 0xff, 0x0a, 0x62, 0xfe, 0x63, 0x0a]),
  "/made/latin": new Uint8Array([0x61, 0xfc, 0x7a, 0x0a]),
  "/made/utf8": "Größe fünf €\n",
  "/made/long": `x ${Array.from({ length: 4000 }, (_, i) => `w${i}`).join(" ")}\n`,
};

const TABLES = {
  "/made/io": "some avg10=12.50 avg60=3.00 total=123\nfull avg10=1.00 avg60=0.00 total=12\n",
  "/made/load": "4.21 3.90 3.50 2/1200 4242\n",
  "/made/cpu": "processor\t: 0\nflags\t\t: fpu aes avx\n\nprocessor\t: 1\nflags\t\t: fpu aes avx\n",
  "/made/tcp": "  sl  local_address rem_address   st\n   0: 0100007F:238C 00000000:0000 0A 0\n",
  "/made/list": "apple\nbanana\ncherry\ndate\nelder\n",
  "/made/words": "b\na\nb\nc\na\nb\n",
  "/made/patterns": "an\n^date$\n",
  "/made/versions": "6.2.16-9-pve\n6.8.4-2-pve\n6.2.16-14-pve\n5.15.108-1-pve\n",
  "/made/left": "a 1\nb 2\nd 4\n",
  "/made/right": "a 10\nb 20\nc 30\n",
  "/made/prog.awk": "# The first load, and whether it is high.\n{ print $1; exit $1 > 4 }\n",
  "/made/dir/a.conf": "key=1\n",
  "/made/dir/a b.conf": "key=2\n",
  "/made/dir/b.conf": "other=3\n",
  "/made/dir/notes.txt": "a note\n",
  "/made/dir/.hidden": "hidden\n",
  "/made/dir/sub/c.conf": "key=4\n",
};

const FLAGS = "fpu vme de pse aes avx avx2";

const PROC = {
  "/proc/cmdline": "BOOT_IMAGE=/boot/vmlinuz root=ZFS=rpool/ROOT/pve-1 ro quiet mitigations=off\n",
  "/proc/cpuinfo": [0, 1]
    .map((n) => `processor\t: ${n}\nmodel name\t: Made CPU @ 2.10GHz\ncpu MHz\t\t: 2100.000\nflags\t\t: ${FLAGS}\n\n`)
    .join(""),
  "/proc/loadavg": "4.21 3.90 3.50 2/1200 4242\n",
  "/proc/meminfo":
    "MemTotal:       16313304 kB\nMemFree:          512000 kB\nMemAvailable:    2046152 kB\nHugePages_Total:       0\n",
  "/proc/swaps": "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/sda2  partition\t8388604\t\t1024\t\t-2\n",
  "/proc/mounts":
    "rpool/ROOT/pve-1 / zfs rw,relatime,xattr,noacl 0 0\nsysfs /sys sysfs rw,nosuid 0 0\n/dev/sdb1 /mnt/usb\\040disk ext4 ro,relatime 0 0\n",
  "/proc/net/tcp":
    "  sl  local_address rem_address   st tx_queue rx_queue\n   0: 0100007F:238C 00000000:0000 0A 00000000:00000000\n   1: 00000000:0016 00000000:0000 0A 00000000:00000000\n   2: 0A00000A:0016 0B00000A:D431 01 00000000:00000000\n",
  "/proc/diskstats":
    "   8       0 sda 1200 10 96000 400 800 20 64000 900 0 700 1300\n   8       1 sda1 100 0 800 10 0 0 0 0 0 10 10\n 259       0 nvme0n1 50 0 400 5 60 0 480 7 0 9 12\n",
  "/proc/sys/kernel/tainted": "4097\n",
  "/proc/uptime": "1234567.89 4567890.12\n",
  "/proc/1/cmdline": "/sbin/init\0splash\0--switched root\0",
  "/proc/spl/kstat/zfs/arcstats":
    "13 1 0x01 123 33456 1 2\nname                            type data\nhits                            4    1000\nsize                            4    4294967296\nc_max                           4    8589934592\n",
};

const SYS = {
  "/sys/module/icp/parameters/icp_gcm_impl": "cycle [fastest] avx generic pclmulqdq ",
  "/sys/module/zfs/parameters/zfs_arc_max": "0\n",
  "/sys/class/net/eth0/operstate": "up\n",
  "/sys/class/net/eth0/statistics/rx_errors": "7\n",
  "/sys/class/net/lo/operstate": "unknown\n",
  "/sys/class/net/wlan0/operstate": "down\n",
  "/sys/block/sda/queue/scheduler": "none [mq-deadline] kyber\n",
  "/sys/block/nvme0n1/queue/scheduler": "[none] mq-deadline\n",
  "/sys/devices/system/cpu/vulnerabilities/gather_data_sampling": "Vulnerable: No microcode\n",
  "/sys/devices/system/cpu/vulnerabilities/meltdown": "Not affected\n",
  "/sys/devices/system/cpu/vulnerabilities/spectre_v1": "Mitigation: usercopy/swapgs barriers\n",
};

const ETC = {
  "/etc/os-release": 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
  "/etc/passwd":
    "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nana:x:1000:1000::/home/ana:/bin/bash\n",
  "/etc/default/grub": '# Run update-grub.\nGRUB_DEFAULT=0\n\n  # indented\nGRUB_CMDLINE_LINUX="quiet splash"\n',
  "/var/log/syslog":
    "Oct 19 10:00:01 pve kernel: sda: I/O error, sector 1\nOct 19 10:00:02 pve kernel: sda: I/O error, sector 9\nOct 19 10:00:03 pve systemd: Started.\nOct 19 10:00:04 pve kernel: Out of memory: killed\nOct 19 10:00:05 pve smartd: sdb: error\n",
};

const TRANSCRIPTS = {
  "uname -r": "6.2.16-10-pve\n",
  nproc: "2\n",
  "nproc --all": "2\n",
  "zpool status -x": "all pools are healthy\n",
  "zpool list -H -o name,capacity,health": "rpool\t41%\tONLINE\ntank\t93%\tDEGRADED\n",
  "df -P /":
    "Filesystem       1024-blocks     Used Available Capacity Mounted on\nrpool/ROOT/pve-1   100000000 87000000  13000000      87% /\n",
  "systemctl is-active --quiet pveproxy": "",
};

const made = hostOf("made", { ...ODD, ...TABLES, ...PROC, ...SYS, ...ETC }, TRANSCRIPTS);

export const MADE: Host = {
  ...made,
  transcripts: [
    ...made.transcripts,
    { argv: ["systemctl", "is-active", "pveproxy"], stdout: "active\n", stderr: "", exit: 0 },
    { argv: ["systemctl", "is-active", "nothing"], stdout: "inactive\n", stderr: "no such unit\n", exit: 3 },
  ],
};
