import { describeShard } from "./shard.ts";

await describeShard(4);
