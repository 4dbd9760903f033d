/** For A4 on paper, and readable on a screen. */
export const PRINT_STYLE = `
@page { size: A4; margin: 18mm 16mm; }
html { font: 10.5pt/1.5 "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: #000; background: #fff; }
body { max-width: 178mm; margin: 0 auto; padding: 4mm; }
h1 { font-size: 18pt; text-align: center; margin: 0 0 4mm; }
h1 span, h2 span, dt span, th span { font-weight: 400; font-size: 80%; }
h2 { font-size: 12.5pt; border-bottom: .3mm solid #000; margin: 6mm 0 2mm; break-after: avoid; }
h3 { font-size: 11pt; margin: 4mm 0 1mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { border: .2mm solid #000; padding: 1mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: break-word; }
td { min-width: 8mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
table + dl, dl + table, pre + dl { margin-top: 2mm; }
dl { display: grid; grid-template-columns: 58mm 1fr; gap: .5mm 3mm; margin: 0; }
dt { font-weight: 700; }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: 8.5pt/1.4 "Noto Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; white-space: pre-wrap; margin: 0; }
.qr { float: right; width: 42mm; margin: 0 0 3mm 5mm; }
.qr svg { width: 42mm; height: 42mm; }
.qr p { font-size: 8pt; margin: 0; text-align: center; }
@media print { body { padding: 0; } a { color: inherit; } }
`;
