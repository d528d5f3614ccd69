import { Injectable } from '@nestjs/common';
import { PersonRepository } from '../adapters/person.repository.js';
import { openIdNumber, openName, viewPerson, type PersonView } from '../domain/person.js';
import { PersonalDataCipher } from '../domain/personal-data-cipher.js';

/** The persons an account may book for, masked. */
@Injectable()
export class ListPersons {
  constructor(
    private readonly persons: PersonRepository,
    private readonly cipher: PersonalDataCipher,
  ) {}

  async list(accountId: string): Promise<PersonView[]> {
    const persons = await this.persons.listOf(accountId);
    return persons.map((person) =>
      viewPerson(person.personId, openName(this.cipher, person), openIdNumber(this.cipher, person), person.relation),
    );
  }
}
