import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RunningStaffApi } from './running-staff-api.js';

let api: RunningStaffApi;
let admin: string;
let slotsPath: string;
beforeAll(async () => {
  api = await RunningStaffApi.start();
  const { administrator } = await api.members();
  admin = ((await api.signIn(administrator)).body as { token: string }).token;
  await api.sendCsv('/api/clinics/import', `${clinicHeader}PC01,名,区,址,1\n`, admin);
  const round = { title: 't', authority: 'a', channel: 'c', service: 's', eligibility: {} };
  const body = { ...round, declaredQuota: 1, opensAt: '2023-12-20T08:00:00+08:00' };
  const { roundId } = (await api.ask('POST', '/api/rounds', { as: admin, body })).body as { roundId: number };
  slotsPath = `/api/rounds/${String(roundId)}/slots/import`;
});
afterAll(async () => {
  await api.stop();
});

const clinicHeader = 'clinic_code,name,district,address,phone\n';
const slotHeader = 'clinic_code,day_after_opening,starts,ends,capacity\n';

async function errorsOf(path: string, csv: string, language = 'zh-CN'): Promise<[number, string | null, string][]> {
  const headers = { 'content-type': 'text/csv', 'accept-language': language };
  const { status, body } = await api.ask('POST', path, { as: admin, body: csv, headers });
  expect(status).toBe(422);
  const { code, errors, errorCount } = body as {
    code: string;
    errors: { row: number; column: string | null; code: string; sentence: Record<string, string> }[];
    errorCount: number;
  };
  expect([code, errorCount]).toEqual(['round/import-invalid', errors.length]);
  for (const { sentence } of errors) expect(Object.keys(sentence)).toEqual(['zh-CN', 'en']);
  return errors.map((error) => [error.row, error.column, error.code]);
}

test.each<[string, string, [number, string | null, string][]]>([
  ['without a row', clinicHeader, [[1, null, 'file-empty']]],
  ['empty', '', [[1, null, 'file-empty']]],
  [
    'with a wrong column',
    'code,name,district,address,phone\nX,名,区,址,1\n',
    [
      [1, 'clinic_code', 'column-missing'],
      [1, 'code', 'column-unknown'],
    ],
  ],
  ['with a clinic twice', `${clinicHeader}X1,名,区,址,1\nX1,名,区,址,1\n`, [[3, 'clinic_code', 'clinic-duplicate']]],
  ['with an over-long name', `${clinicHeader}X1,${'名'.repeat(101)},区,址,1\n`, [[2, 'name', 'cell-too-long']]],
  ['with a missing cell', `${clinicHeader}X1,名,区,址\n`, [[2, null, 'cells-miscounted']]],
  ['that is JSON', '{"clinics":[]}', [[1, null, 'file-unreadable']]],
])('a file of clinics %s is refused row by row and leaves nothing', async (_, csv, errors) => {
  expect(await errorsOf('/api/clinics/import', csv)).toEqual(errors);
  expect((await api.ask('GET', '/api/clinics', { as: admin })).body).toMatchObject({ clinics: [{ code: 'PC01' }] });
});

test.each<[string, string, [number, string | null, string][]]>([
  ['a negative capacity', 'PC01,1,08:00,09:00,-1\n', [[2, 'capacity', 'capacity-invalid']]],
  ['an unknown clinic', 'PC99,1,08:00,09:00,1\n', [[2, 'clinic_code', 'clinic-unknown']]],
  ['overlapping slots', 'PC01,1,08:00,09:00,1\nPC01,1,08:59,10:00,1\n', [[3, 'starts', 'slot-overlap']]],
  ['times the wrong way round', 'PC01,1,10:00,09:00,1\n', [[2, 'ends', 'time-order']]],
  ['a day too far', 'PC01,366,08:00,09:00,1\n', [[2, 'day_after_opening', 'day-invalid']]],
])('a file of slots with %s is refused row by row', async (_, rows, errors) => {
  expect(await errorsOf(slotsPath, slotHeader + rows)).toEqual(errors);
});

test('of many errors a hundred are told and all are counted', async () => {
  const rows = Array.from({ length: 150 }, () => 'PC01,1,08:00,09:00,0\n').join('');
  const { body } = await api.ask('POST', slotsPath, {
    as: admin,
    body: slotHeader + rows,
    headers: { 'content-type': 'text/csv' },
  });
  expect(body).toMatchObject({ errorCount: 150, errors: { length: 100 } });
});

test('more than two megabytes are not read at all', async () => {
  const answer = await api.sendCsv('/api/clinics/import', 'x'.repeat(2 * 1024 * 1024 + 1), admin);
  expect(answer).toMatchObject({ status: 413, body: { code: 'request/too-large' } });
});

test.each(['application/json', 'text/plain', 'application/vnd.ms-excel', 'application/x-www-form-urlencoded'])(
  'a file sent as %s is not taken for CSV',
  async (type) => {
    const body = type === 'application/json' ? '{}' : clinicHeader;
    const answer = await api.ask('POST', '/api/clinics/import', { as: admin, body, headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 415, body: { code: 'request/unsupported-media-type' } });
  },
);

test('a file from nobody is not looked at', async () => {
  const headers = { 'content-type': 'text/csv' };
  expect(await api.ask('POST', '/api/clinics/import', { body: clinicHeader, headers })).toMatchObject({ status: 401 });
});

test.each([
  ['half of JSON', '{"code":"X1"', 400, 'request/malformed'],
  ['a code that cannot be one', { code: 'X 1' }, 422, 'request/invalid'],
  ['an over-long address', { address: '址'.repeat(201) }, 422, 'request/invalid'],
  ['a telephone number in letters', { phone: '电话' }, 422, 'request/invalid'],
  ['a field nobody asked for', { id: 1 }, 422, 'request/invalid'],
  ['a code that is there', { code: 'PC01' }, 409, 'round/clinic-duplicate'],
  ['the property that is none', '{"__proto__":{"code":"X1"}}', 400, 'request/malformed'],
])('a clinic with %s is refused', async (_, wrong, status, code) => {
  const clinic = { code: 'X1', name: '名', district: '区', address: '址', phone: '1' };
  const body = typeof wrong === 'string' ? wrong : { ...clinic, ...wrong };
  expect(await api.ask('POST', '/api/clinics', { as: admin, body })).toMatchObject({ status, body: { code } });
});

test('a clinic that is right is added', async () => {
  const clinic = { code: 'X9', name: '=名', district: '区', address: '址', phone: '+86 1' };
  expect(await api.ask('POST', '/api/clinics', { as: admin, body: clinic })).toMatchObject({
    status: 201,
    body: clinic,
  });
});
