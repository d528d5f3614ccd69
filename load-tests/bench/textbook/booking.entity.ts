import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('booking')
export class BookingEntity {
  @PrimaryColumn('char', { length: 36 })
  id!: string;

  @Column('int', { name: 'round_id', unsigned: true })
  roundId!: number;

  @Column('int', { name: 'slot_id', unsigned: true })
  slotId!: number;

  @Column('char', { name: 'person_id', length: 36 })
  personId!: string;

  @Column('char', { name: 'account_id', length: 36 })
  accountId!: string;

  @Column('varchar')
  code!: string;

  @Column('datetime', { name: 'booked_at', precision: 3 })
  bookedAt!: Date;
}
