// Loaded before a build (node --import): whoever opens a socket or resolves a name ends with an error.

import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

function refuse(): never {
  throw new Error("No network: a socket was opened or a name resolved");
}

net.Socket.prototype.connect = refuse;
dgram.Socket.prototype.send = refuse;
dns.lookup = Object.assign(refuse, { __promisify__: refuse });
dns.promises.lookup = refuse;
// For modules that import these by name.
syncBuiltinESMExports();
