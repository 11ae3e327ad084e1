import { expect, test } from "vitest";
import { breakable } from "../../../src/pages/parts/breakable.ts";

test.each([
  ["KubePersistentVolumeFillingUp is <full>", "Kube<wbr>Persistent<wbr>Volume<wbr>Filling<wbr>Up is &lt;full&gt;"],
  ["etcdHighNumberOfFailedGRPCRequests", "etcd<wbr>High<wbr>Number<wbr>Of<wbr>Failed<wbr>GRPC<wbr>Requests"],
  ["node_filesystem_free_bytes", "node_<wbr>filesystem_<wbr>free_<wbr>bytes"],
  ["NodeDiskFull on MacOS", "NodeDiskFull on MacOS"],
  ["Donaudampfschifffahrt", "Donaudampfschifffahrt"],
])("%j can be parted as %j", (text, html) => {
  expect(breakable(text).toString()).toBe(html);
});
