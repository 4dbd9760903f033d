import type { DrawCertificate } from '../certificate.ts';
import type { InspectorCertificate } from '../inspector-certificate.ts';
import { digits, facts, heading, html, Html, table } from './html.ts';
import { intentOfInspectors, resultOfInspectors } from './inspectors-section.ts';
import { PRINT_STYLE } from './print-style.ts';
import { qrDrawing, qrTextOf, type PrintedReceipt, type QrModules } from './qr-code.ts';
import { intentOfUnits, resultOfUnits } from './units-section.ts';

export interface PrintInput {
  /** A certificate that has been verified. */
  readonly certificate: DrawCertificate | InspectorCertificate;
  readonly receipt: PrintedReceipt | null;
  /** Encodes a text as a QR code. */
  readonly encodeQr: (text: string) => QrModules;
  /** False while the list may not be read; a sealed draw has none to read. */
  readonly withList: boolean;
}

const KINDS = { PLATFORM: '平台', DEPARTMENT: '部门', BEACON: '公共信标', DICE: '公开摇号' } as const;

const isOfUnits = (certificate: PrintInput['certificate']): certificate is DrawCertificate => certificate.format === 'sortition/certificate/v1';

function intentSection(certificate: PrintInput['certificate']): Html {
  const { intent, intentHash } = certificate;
  return html`${heading('抽取意向', 'Intent')}
<p>下列各项在随机数产生之前即已确定。 <span lang="en">All of this was fixed before the randomness existed.</span></p>
${facts([
    ['任务编号', 'task number', intent.taskNumber],
    ['抽取部门', 'drawn by', intent.drawnBy],
    ['确定时间', 'fixed at', intent.createdAt],
    ['第几次意向', 'attempt', intent.attempt],
    ['规则配置', 'profile', html`${intent.profile} ${digits(intent.profileHash)}`],
    ['名录库版本', 'roster version', intent.rosterVersion],
    ['算法', 'algorithm', `${intent.algorithm}，${intent.hash}`],
    ['意向哈希', 'hash of the intent', digits(intentHash)],
  ])}
${isOfUnits(certificate) ? intentOfUnits(certificate) : intentOfInspectors(certificate)}`;
}

function randomnessSection({ intent, contributions, seed }: PrintInput['certificate']): Html {
  const rows = intent.randomness.map(({ source, kind, commitment }, i) => [source, `${KINDS[kind]} ${kind}`, digits(commitment ?? '—'), digits(contributions[i]?.value ?? '—')]);
  return html`${heading('随机数', 'Randomness')}
${table([['来源', 'source'], ['类别', 'kind'], ['事先承诺', 'commitment'], ['给出的值', 'value']], rows)}
${facts([['种子', 'seed', digits(seed)]])}
`;
}

function logSection(receipt: PrintedReceipt | null): Html {
  const title = heading('公开日志', 'Public log');
  if (receipt === null) return html`${title}\n<p>未附日志凭证。 <span lang="en">No receipt of the log was given.</span></p>\n`;
  const { origin, index, size, entry, checkpoint, proof } = receipt;
  return html`${title}
${facts([
    ['日志', 'log', origin],
    ['序号', 'index', `${index}（检查点共 ${size} 条 of ${size}）`],
    ['条目', 'entry', digits(entry)],
    ['检查点', 'checkpoint', html`<pre>${checkpoint}</pre>`],
    ['包含证明', 'inclusion proof', html`<pre>${proof.join('\n')}</pre>`],
  ])}
<p>检查点的签名与部门见证须另用日志核验工具核对。 <span lang="en">Signatures and cosignatures of the checkpoint are verified with the verifier of the log.</span></p>
`;
}

function howToVerify(certificate: PrintInput['certificate']): Html {
  const frame = isOfUnits(certificate) ? ' --frame frame.txt' : '';
  return html`${heading('如何核验', 'How to verify')}
<p>取得证书文件${isOfUnits(certificate) ? '与抽样框文件' : ''}，用核验网页（单个文件，不联网）打开，或运行下列任一命令；核验工具须显示与下面相同的证书哈希。
<span lang="en">Get the file of the certificate${isOfUnits(certificate) ? ' and that of the frame' : ''}; open them in the verification page (one file, offline), or run either command. The hash of the certificate must be the one below.</span></p>
<pre>npm run verify:draw -- certificate.json${frame}
python3 verify_draw.py certificate.json${frame}</pre>
${facts([['证书格式', 'format', certificate.format], ['证书哈希', 'hash of the certificate', digits(certificate.certificateHash)]])}
`;
}

/** A certificate as a page to print: one HTML text that refers to nothing outside of itself. */
export function certificatePage({ certificate, receipt, encodeQr, withList }: PrintInput): string {
  const title = isOfUnits(certificate) ? '抽取证书' : '检查人员抽取证书';
  const english = isOfUnits(certificate) ? 'Certificate of a random draw' : 'Certificate of a random draw of inspectors';
  const result = isOfUnits(certificate) ? resultOfUnits(certificate, withList && certificate.intent.units === 'NAMED') : resultOfInspectors(certificate, withList);
  return html`<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${certificate.intent.taskNumber}</title>
<style>${new Html(PRINT_STYLE)}</style>
</head>
<body>
<div class="qr">${qrDrawing(encodeQr(qrTextOf(certificate, receipt)))}<p>证书哈希 · 意向哈希 · 日志序号</p></div>
<h1>${title}<br><span lang="en">${english}</span></h1>
${intentSection(certificate)}
${randomnessSection(certificate)}
${result}
${logSection(receipt)}
${howToVerify(certificate)}
</body>
</html>
`.text;
}
