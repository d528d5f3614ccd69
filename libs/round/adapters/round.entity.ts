import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { RoundState } from '../domain/round.js';

@Entity('round')
export class RoundEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column('varchar')
  title!: string;

  @Column('varchar')
  authority!: string;

  @Column('varchar')
  channel!: string;

  @Column('varchar')
  service!: string;

  @Column('int', { name: 'declared_quota', unsigned: true })
  declaredQuota!: number;

  @Column('datetime', { name: 'opens_at', precision: 3 })
  opensAt!: Date;

  @Column('datetime', { name: 'closes_at', precision: 3, nullable: true })
  closesAt!: Date | null;

  @Column('varchar')
  state!: RoundState;

  @Column('int', { name: 'gate_epoch', unsigned: true })
  gateEpoch!: number;

  @Column('json')
  eligibility!: Record<string, unknown>;

  @Column('varchar')
  allocation!: 'first-come';
}
