// Names of alerts as people write them: DiskFull, disk-full and disk_full are one.

/** What two spellings of a name have in common. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}

/** The last part of a runbook's name, which an alert may share: "storage/disk-full" → "disk-full" */
export function lastPart(runbook: string): string {
  return runbook.slice(runbook.lastIndexOf("/") + 1);
}
