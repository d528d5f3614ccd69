import { randomBytes } from 'node:crypto';
import { ConflictException, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { BookingEntity } from './booking.entity.js';
import type { ChoiceDto } from './create-booking.dto.js';
import type { Resident } from './jwt.strategy.js';
import { SlotEntity } from './slot.entity.js';

export interface TextbookBooking {
  booking: BookingEntity;
  slot: SlotEntity;
}

@Injectable()
export class BookingsService {
  constructor(private readonly dataSource: DataSource) {}

  /** The counter's row is locked, looked at and written in one transaction: right, and one booking at a time for a slot. */
  book({ personId, accountId, roundId }: Resident, choices: readonly ChoiceDto[]): Promise<TextbookBooking> {
    return this.dataSource.transaction(async (manager) => {
      for (const { slotId } of choices) {
        const slot = await manager.findOne(SlotEntity, {
          where: { id: slotId, roundId },
          lock: { mode: 'pessimistic_write' },
        });
        if (!slot || slot.remaining < 1) continue;
        if (await manager.existsBy(BookingEntity, { roundId, personId })) throw new ConflictException('already booked');
        await manager.update(SlotEntity, { id: slotId }, { remaining: slot.remaining - 1 });
        const code = randomBytes(6).toString('hex').slice(1).toUpperCase();
        const booking = { id: uuidv7(), roundId, slotId, personId, accountId, code, bookedAt: new Date() };
        await manager.insert(BookingEntity, booking);
        return { booking, slot };
      }
      throw new ConflictException('sold out');
    });
  }
}
