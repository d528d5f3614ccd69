import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('slot')
export class SlotEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column('int', { name: 'round_id', unsigned: true })
  roundId!: number;

  @Column('int', { name: 'clinic_id', unsigned: true })
  clinicId!: number;

  @Column('varchar')
  day!: string;

  @Column('varchar')
  starts!: string;

  @Column('varchar')
  ends!: string;

  @Column('int', { unsigned: true })
  remaining!: number;
}
