import type { DrawCertificate } from '../certificate.ts';
import type { IntendedStratum } from '../draw-intent.ts';
import { inclusionProbability } from '../inclusion-probability.ts';
import { sizeStratum } from '../size-stratum.ts';
import { digits, facts, heading, html, table, type Html } from './html.ts';

/** What fixes a draw of units beyond what every draw has. */
export function intentOfUnits({ intent }: DrawCertificate): Html {
  const { frameRoot, frameCount, exclusions, continues, units } = intent;
  const sealed = units === 'SEALED' ? '密封 SEALED：名单与分层以叶子和标记代替，须凭开封文件核对' : '记名 NAMED';
  const left = exclusions.length === 0 ? '无 none' : exclusions.map(({ reason, count }) => `${reason}：${count}`).join('；');
  return html`${facts([
    ['抽样框', 'frame', `${frameCount} 个 units，${sealed}`],
    ['抽样框默克尔根', 'root of the frame', digits(frameRoot)],
    ['排除', 'left out', left],
    ['续抽自', 'supplements', continues === null ? '无 none' : digits(continues)],
  ])}\n`;
}

const sizingOf = ({ sizing }: IntendedStratum): string => ('ratio' in sizing ? sizing.ratio : `${sizing.number} 个`);

function explained(stratum: IntendedStratum): Html {
  const sized = sizeStratum(stratum, null);
  return sized.ok ? html`${sized.value.explanation.zh}<br><span lang="en">${sized.value.explanation.en}</span>` : html`—`;
}

/** The strata: how many are in each, how many are drawn and why, and with what chance. */
function strataTable({ intent, strata }: DrawCertificate): Html {
  const rows = intent.strata.map((stratum, i) => {
    const chance = inclusionProbability(stratum, stratum.size)?.decimal ?? '按权重 by weight';
    return [stratum.key, stratum.population, stratum.weight, sizingOf(stratum), explained(stratum), stratum.size, strata[i]?.reserve.length ?? 0, chance, digits(strata[i]?.threshold ?? '—')];
  });
  const heads = [['层', 'stratum'], ['总体', 'units'], ['权重和', 'weight'], ['比例或数量', 'sizing'], ['取整', 'rounding'], ['抽中', 'drawn'], ['候补', 'reserve'], ['入选概率', 'chance'], ['入选号票线', 'threshold']] as const;
  return html`${heading('分层与样本量', 'Strata and sizes')}\n${table(heads, rows)}`;
}

const LIST_HEADS = [['位次', 'place'], ['编号', 'id'], ['权重', 'weight'], ['号票', 'ticket'], ['结果', 'result']] as const;

function resultLists({ strata }: DrawCertificate): Html[] {
  return strata.map(({ key, drawn, reserve }) => {
    const rows = [...drawn, ...reserve].map(({ unitId, weight, ticket }, i) => [i + 1, unitId, weight, digits(ticket), i < drawn.length ? '抽中 drawn' : '候补 reserve']);
    return html`<h3>${key}</h3>\n${table(LIST_HEADS, rows)}\n`;
  });
}

/** The result of a draw of units; the lists only where they may be read. */
export function resultOfUnits(certificate: DrawCertificate, withList: boolean): Html {
  const { drawnCount, resultRoot } = certificate;
  const lists = withList ? resultLists(certificate) : html`<p>名单未在此列出。 <span lang="en">The list is not printed here.</span></p>`;
  return html`${strataTable(certificate)}\n${heading('抽取结果', 'Result')}\n${facts([['抽中数', 'drawn', drawnCount], ['结果默克尔根', 'root of the result', digits(resultRoot)]])}\n${lists}\n`;
}
