import { Injectable } from '@nestjs/common';
import { isId, Refusal } from '#kernel';
import { PersonRepository } from '../adapters/person.repository.js';
import { LiveBookings } from '../domain/live-bookings.js';

/** Takes a person off an account. Other accounts keep the person, and a pass already issued stays good. */
@Injectable()
export class RemovePerson {
  constructor(
    private readonly persons: PersonRepository,
    private readonly bookings: LiveBookings,
  ) {}

  /** @throws Refusal `identity/person-unknown` | `identity/person-has-booking` */
  async remove(accountId: string, personId: string): Promise<void> {
    if (!isId(personId)) throw new Refusal('identity/person-unknown');
    if (await this.bookings.existFor(accountId, personId)) throw new Refusal('identity/person-has-booking');
    if (!(await this.persons.remove(accountId, personId))) throw new Refusal('identity/person-unknown');
  }
}
