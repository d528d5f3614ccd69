import { personOf } from './person-number.js';

const csvHeader = 'openid,name,id_number,sex,birth_date\n';

const rowsPerChunk = 500;

/** The header and one line for each of `count` people from number `offset` on, in chunks fit for one write. */
export function* populationCsv(count: number, offset: number): Generator<string> {
  yield csvHeader;
  const end = offset + count;
  for (let from = offset; from < end; from += rowsPerChunk) {
    let chunk = '';
    for (let n = from; n < Math.min(from + rowsPerChunk, end); n += 1) {
      const person = personOf(n);
      // No field can hold a comma, a quote or a line break, so nothing is quoted.
      chunk += `${person.openid},${person.name},${person.idNumber},${person.sex},${person.birthDate}\n`;
    }
    yield chunk;
  }
}
