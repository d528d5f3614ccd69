import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('slot')
export class SlotEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column('int', { name: 'round_id', unsigned: true })
  roundId!: number;

  @Column('int', { name: 'clinic_id', unsigned: true })
  clinicId!: number;

  @Column('date')
  day!: string;

  @Column('char')
  starts!: string;

  @Column('char')
  ends!: string;

  @Column('smallint', { unsigned: true })
  capacity!: number;
}
