import { Refusal } from '#kernel';

export interface Sentence {
  'zh-CN': string;
  en: string;
}

/** Every way a row of a file can be wrong, once. `column` and `detail` are put where the sentence names them. */
const sentences = {
  'file-too-large': {
    'zh-CN': '文件超过 {detail}，请拆分后再上传。',
    en: 'The file is larger than {detail}. Split it.',
  },
  'file-not-utf8': {
    'zh-CN': '文件不是 UTF-8 编码，请在表格软件里另存为“CSV UTF-8”后再上传。',
    en: 'The file is not UTF-8. Save it as “CSV UTF-8” in your spreadsheet program and upload it again.',
  },
  'file-empty': { 'zh-CN': '文件里没有数据行。', en: 'The file has no rows. Put at least one below the header.' },
  'file-unreadable': {
    'zh-CN': '从这一行起无法识别，请检查引号是否成对、单元格是否过长。',
    en: 'The file cannot be read from this row on. Check the quotation marks and over-long cells.',
  },
  'rows-too-many': { 'zh-CN': '文件超过 {detail} 行，请拆分。', en: 'The file has more than {detail} rows. Split it.' },
  'column-missing': { 'zh-CN': '缺少“{column}”列，请补上。', en: 'The column “{column}” is missing. Add it.' },
  'column-unknown': {
    'zh-CN': '“{column}”列不认识，请删除或改名。',
    en: 'The column “{column}” is unknown. Remove or rename it.',
  },
  'column-duplicate': {
    'zh-CN': '“{column}”列出现多次，请只留一列。',
    en: 'The column “{column}” is there twice. Keep one.',
  },
  'cells-miscounted': {
    'zh-CN': '这一行有 {detail} 个单元格，与表头不符，请检查逗号和引号。',
    en: 'This row has {detail} cells, which is not what the header has. Check commas and quotation marks.',
  },
  'cell-empty': { 'zh-CN': '“{column}”不能为空，请填写。', en: '“{column}” is empty. Fill it in.' },
  'cell-too-long': {
    'zh-CN': '“{column}”超过 {detail} 个字符，请缩短。',
    en: '“{column}” has more than {detail} characters. Shorten it.',
  },
  'cell-characters': {
    'zh-CN': '“{column}”含有不允许的字符（允许：{detail}），请修改。',
    en: '“{column}” has characters that are not allowed (allowed: {detail}). Change it.',
  },
  'clinic-duplicate': {
    'zh-CN': '门诊编号在第 {detail} 行已出现过，请只留一行。',
    en: 'This clinic code is in row {detail} already. Keep one of the two.',
  },
  'clinic-unknown': {
    'zh-CN': '没有这个编号的门诊，请先导入门诊或更正编号。',
    en: 'There is no clinic with this code. Import the clinic first, or correct the code.',
  },
  'day-invalid': {
    'zh-CN': '“{column}”须为 0 到 {detail} 的整数（开放日之后的天数）。',
    en: '“{column}” must be a whole number from 0 to {detail}: days after the opening day.',
  },
  'time-invalid': {
    'zh-CN': '“{column}”须为 00:00 到 23:59 的时刻，例如 08:30。',
    en: '“{column}” must be a time of day from 00:00 to 23:59, such as 08:30.',
  },
  'time-order': {
    'zh-CN': '结束时间须晚于开始时间。',
    en: 'The slot must end later than it starts. Correct one of the two.',
  },
  'capacity-invalid': {
    'zh-CN': '“{column}”须为 1 到 {detail} 的整数。',
    en: '“{column}” must be a whole number from 1 to {detail}.',
  },
  'slot-overlap': {
    'zh-CN': '与第 {detail} 行的时段重叠（同一门诊、同一天），请改时间或合并。',
    en: 'This slot overlaps the one in row {detail} (same clinic, same day). Change the times or merge them.',
  },
  'places-too-many': {
    'zh-CN': '名额合计超过 {detail}，请拆成几个轮次。',
    en: 'The capacities add up to more than {detail}. Split them over several rounds.',
  },
} as const satisfies Record<string, Sentence>;

export type ImportFaultCode = keyof typeof sentences;

export const importFaultCodes = Object.keys(sentences) as ImportFaultCode[];

export interface ImportFault {
  /** As a spreadsheet program numbers it: the header is row 1. */
  row: number;
  /** Null when the row or the whole file is meant. */
  column: string | null;
  code: ImportFaultCode;
  sentence: Sentence;
}

export function importFault(
  row: number,
  column: string | null,
  code: ImportFaultCode,
  detail: string | number = '',
): ImportFault {
  const say = (template: string): string =>
    template.replace(/\{(column|detail)\}/g, (_, hole) => (hole === 'column' ? (column ?? '') : String(detail)));
  return { row, column, code, sentence: { 'zh-CN': say(sentences[code]['zh-CN']), en: say(sentences[code].en) } };
}

/** Enough to mend a file by; the number of all of them goes along. */
const MOST_FAULTS_TOLD = 100;

/**
 * All or nothing: one fault and nothing of the file is stored.
 * @throws Refusal `round/import-invalid` with facts `{ errors, errorCount }`, the errors in the order of the rows
 */
export function refuseFaults(faults: readonly ImportFault[]): void {
  if (faults.length === 0) return;
  const errors = faults.toSorted((a, b) => a.row - b.row).slice(0, MOST_FAULTS_TOLD);
  throw new Refusal('round/import-invalid', { errors, errorCount: faults.length });
}
