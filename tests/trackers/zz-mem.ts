import { faults } from "./faulty-server.ts";
import { caseOf, night, serveNews, serveWrong, ways } from "./matrix.ts";
const only = new RegExp(process.argv[2] ?? "."); const notWay = new RegExp(process.argv[3] ?? "^$");
const MB = 1024*1024;
const show = (w: string) => { const m = process.memoryUsage(); console.log(w, Object.entries(m).map(([k,v])=>`${k} ${(v/MB).toFixed(0)}`).join(" ")); };
const news = await serveNews();
show("start");
const cells = ways.filter(w=>!notWay.test(w.name)).flatMap(way => faults.filter(f=>only.test(f.name)).map(f => ({way, ...f})));
let peak = 0; const t = setInterval(()=>{peak=Math.max(peak, process.memoryUsage().rss)}, 20);
const next = async () => { for (let c = cells.shift(); c; c = cells.shift()) {
  const s = await serveWrong(c.way, c.respond); const g = caseOf(c.way, c.kind, s.origin, news.origin);
  await night(g).finally(s.close); } };
await Promise.all(Array.from({length: 16}, next));
clearInterval(t); show("end"); console.log("peak", peak/MB);
globalThis.gc?.(); await new Promise(r=>setTimeout(r,1000)); globalThis.gc?.(); show("gc");
process.exit();
