import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('clinic')
export class ClinicEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true })
  id!: number;

  @Column('varchar')
  code!: string;

  @Column('varchar')
  name!: string;

  @Column('varchar')
  district!: string;

  @Column('varchar')
  address!: string;

  @Column('varchar')
  phone!: string;
}
