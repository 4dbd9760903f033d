/** Why a supergraph is not taken. The words are shown to anybody: what exactly is wrong stands in the log. */
export const SUPERGRAPH_REFUSALS = {
  UNREADABLE: { zh: '无法读取超图文件', en: 'The file of the supergraph cannot be read' },
  UNSIGNED: { zh: '超图没有签名', en: 'The supergraph has no signature beside it' },
  SIGNATURE_UNREADABLE: { zh: '超图的签名文件不完整或格式不正确', en: 'The signature is incomplete or is none' },
  SIGNATURE_OF_ANOTHER_FILE: { zh: '签名所签的不是此文件', en: 'The signature is that of another file' },
  KEY_UNKNOWN: { zh: '签名所用的密钥不在信任之列', en: 'The signature was made with a key that is not trusted' },
  SIGNATURE_WRONG: { zh: '超图的签名不正确', en: 'The signature does not hold' },
  SERIAL_TOO_LOW: { zh: '签名序号不高于在用超图的序号', en: 'The serial of the signature is not above that of the supergraph in use' },
  NOT_A_SUPERGRAPH: { zh: '文件不是可用的超图', en: 'The file is not a supergraph that can be used' },
  SUBGRAPH_WITHOUT_ADDRESS: { zh: '超图中有服务未配置地址', en: 'A service of the supergraph has no address here' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>;

export type SupergraphRefusal = keyof typeof SUPERGRAPH_REFUSALS;

/** The message is for the log, and names what is wrong. */
export class SupergraphRefused extends Error {
  readonly code: SupergraphRefusal;

  constructor(code: SupergraphRefusal, detail: string, options?: ErrorOptions) {
    super(`${SUPERGRAPH_REFUSALS[code].en}: ${detail}`, options);
    this.code = code;
  }
}
