import { describeIdNumber, type IdNumber, type Sex } from './id-number.js';
import { maskIdNumber, maskName } from './mask.js';
import type { PersonalDataCipher, SealContext } from './personal-data-cipher.js';
import type { Relation } from './relation.js';

/** A person as shown to the holder of an account: masked for ever after adding. */
export interface PersonView {
  personId: string;
  nameMasked: string;
  idNumberMasked: string;
  relation: Relation;
  sex: Sex;
  birthYear: number;
}

export function viewPerson(personId: string, name: string, idNumber: IdNumber, relation: Relation): PersonView {
  return {
    personId,
    nameMasked: maskName(name),
    idNumberMasked: maskIdNumber(idNumber.value),
    relation,
    sex: idNumber.sex,
    birthYear: Number(idNumber.birthDate.slice(0, 4)),
  };
}

/** Where a person's name and ID number are sealed to. */
export function nameContext(personId: string): SealContext {
  return { table: 'person', column: 'name_sealed', rowId: personId };
}

export function idNumberContext(personId: string): SealContext {
  return { table: 'person', column: 'id_number_sealed', rowId: personId };
}

export function openName(cipher: PersonalDataCipher, person: { personId: string; nameSealed: Buffer }): string {
  return cipher.open(person.nameSealed, nameContext(person.personId));
}

export function openIdNumber(
  cipher: PersonalDataCipher,
  person: { personId: string; idNumberSealed: Buffer },
): IdNumber {
  return describeIdNumber(cipher.open(person.idNumberSealed, idNumberContext(person.personId)));
}
