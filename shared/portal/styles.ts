/**
 * The style sheet of all public pages: hand-written, system fonts, no request. It stands inside each page,
 * whose content security policy names it by its hash.
 */
export const styles = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f3f5f8;--ink:#14181f;--soft:#4d5765;--line:#d3d9e1;--accent:#16468f;--bar:#16305a;--focus:#b34700}
@media (prefers-color-scheme:dark){:root{--ground:#12161c;--panel:#1b212a;--ink:#e9edf2;--soft:#aab4c0;--line:#38424f;--accent:#9cc2ff;--bar:#5b8bd6;--focus:#ffb057}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;overflow-wrap:break-word;border-top:.375rem solid var(--bar)}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:3px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem;top:0;background:var(--ground);padding:.75rem 1rem;z-index:1}
.skip:focus{left:0}
.wrap{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{border-bottom:1px solid var(--line)}
header .wrap{padding-block:.9rem}
.site{font-weight:650;color:inherit;text-decoration:none}
.site:hover{text-decoration:underline}
.site small{display:block;font-size:.875rem;font-weight:400;color:var(--soft)}
.trail{font-size:.9375rem;margin:1.1rem 0 0}
.trail ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap}
.trail li+li::before{content:"›";margin:0 .55rem;color:var(--soft)}
h1,h2,h3{line-height:1.25;text-wrap:balance;hyphens:manual}
h1{font-size:clamp(1.75rem,1.35rem + 2vw,2.625rem);margin:1.6rem 0 .75rem;letter-spacing:-.01em}
h1 span{display:block;font-size:.6em;font-weight:500;color:var(--soft);letter-spacing:0;margin-top:.15rem}
h2{font-size:1.5rem;margin:3rem 0 .75rem;padding-top:1.25rem;border-top:1px solid var(--line)}
h3{font-size:1.125rem;margin:2rem 0 .4rem}
p,ul,ol,dl,table{margin:0 0 1rem}
p,li{max-width:70ch}
.lead{font-size:1.1875rem;line-height:1.5}
.soft,caption{color:var(--soft);font-size:.9375rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr));gap:1.25rem 2rem;background:var(--panel);border-left:.375rem solid var(--bar);padding:1.25rem 1.5rem;margin:1.75rem 0}
.facts dt,.proof dt{font-size:.9375rem;color:var(--soft)}
.facts dd{margin:0;font-size:1.125rem;font-weight:600}
.facts .sum{font-size:1.75rem;line-height:1.3;white-space:nowrap}
.facts small{display:block;font-size:.9375rem;font-weight:400;color:var(--soft)}
.columns{columns:17rem;padding-left:1.2rem}
.columns li{padding:.2rem 0;break-inside:avoid}
.plain{list-style:none;padding:0}
.plain li{margin:.4rem 0}
.toc ol{margin:.25rem 0;padding:0;list-style:none}
.toc li{margin:.1rem 0}
.toc a{display:inline-block;padding:.15rem 0}
.toc{margin:1.5rem 0}
.toc p{font-weight:600;margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:0 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.7rem 1rem .7rem 0;border-bottom:1px solid var(--line)}
thead th{font-size:.9375rem;color:var(--soft);font-weight:600;border-bottom-width:2px;vertical-align:bottom}
th[scope=row]{font-weight:600}
th small,td small{display:block;font-weight:400;font-size:.9375rem;color:var(--soft)}
td ul{margin:0;padding-left:1.1rem}
td li+li{margin-top:.35rem}
.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.num.unit{white-space:normal}
.num+:not(.num){padding-left:1.5rem}
.open>*{border-bottom:0;padding-bottom:.2rem}
.open+tr>*{padding-top:0}
th.num:last-child,td.num:last-child{padding-right:0}
.date{white-space:nowrap}
code{font:.9375rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.proof dt{margin-top:1rem}
.proof dd{margin:0}
.text{max-width:44rem;hyphens:auto}
.text h3{margin-top:2.25rem}
.text h3 span{display:block}
.text h3 .no a{color:var(--soft);font-weight:500;text-decoration:none}
.text h3 .no a:hover{text-decoration:underline}
.text h3 .sub{font-size:1rem}
.text .sum{font-size:1.375rem;font-weight:700;text-align:center;margin:1.25rem 0}
.text>ol>li{margin-top:1rem}
.text>ol>li::marker{font-weight:600}
.text li p{font-weight:600;margin:0 0 .25rem}
.signed{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:2rem;margin-top:2.5rem}
.signed p{margin:0}
.note{background:var(--panel);padding:1rem 1.25rem;border-left:.25rem solid var(--line);max-width:70ch}
footer{border-top:1px solid var(--line);margin-top:4rem;color:var(--soft);font-size:.9375rem}
footer .wrap{padding-block:1.5rem 3rem}
@media (min-width:64rem){.beside{display:grid;grid-template-columns:1fr 13rem;gap:0 3.5rem}.beside>.toc{order:2;position:sticky;top:1.5rem;align-self:start;font-size:.9375rem;border-left:1px solid var(--line);padding-left:1.25rem;margin-top:1.75rem}.beside>div{min-width:0}}
@media (max-width:40rem){th,td{padding-right:.6rem}.facts{padding:1rem 1.1rem;margin-inline:-.25rem}.stack thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.stack tr,.stack th,.stack td{display:block;border:0;padding:0;overflow-wrap:anywhere;hyphens:auto}.stack tr{border-bottom:1px solid var(--line);padding:.8rem 0}.stack td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}.stack td ul{margin-top:.4rem}.stack .open{border-bottom:0;padding-bottom:0}.stack .open+tr{padding-top:.2rem}.stack .num{text-align:left}.stack .num+*{padding-left:0}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{:root{--ground:#fff;--panel:#fff;--ink:#000;--soft:#333;--line:#999;--accent:#000;--bar:#000}body{font-size:10.5pt;border:0}.skip,.trail,.toc,header{display:none}.wrap{max-width:none;padding:0}h2,h3{break-after:avoid}tr,.signed,.facts{break-inside:avoid}a{text-decoration:none}.beside{display:block}}
`;

/** SHA-256 of {@link styles} in base64 for the content security policy; a test holds the two together. */
export const stylesHash = 'sha256-byiwF2r+piTYWiWw8hhb1EIxhNTd1Zbx0vGu9W9H6ik=';
