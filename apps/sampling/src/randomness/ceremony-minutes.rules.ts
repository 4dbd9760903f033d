interface Minuted {
  readonly source: string;
  readonly number: number;
  readonly digits: string;
  readonly place: string;
  readonly heldAt: Date;
  readonly witnesses: readonly { readonly name: string; readonly role: string; readonly organisation: string }[];
  readonly recordedBy: string;
  readonly confirmedBy: readonly string[];
}

const SHANGHAI = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short', hour12: false });

/** The minutes of a ceremony as they are read aloud and printed; the digits in groups of five, none lost. */
export function minutesOf({ source, number, digits, place, heldAt, witnesses, recordedBy, confirmedBy }: Minuted): string {
  return [
    `随机数公开仪式记录（${source}，第${number}次录入）`,
    `时间：${SHANGHAI.format(heldAt)}`,
    `地点：${place}`,
    `见证人：${witnesses.map(({ name, role, organisation }) => `${name}（${organisation}，${role}）`).join('、')}`,
    `数字（共${digits.length}位）：${digits.match(/.{1,5}/g)?.join(' ') ?? ''}`,
    `录入：${recordedBy}`,
    `复核：${confirmedBy.length === 0 ? '尚无' : confirmedBy.join('、')}`,
  ].join('\n');
}
