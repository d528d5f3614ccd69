import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { CLINIC_CODE, CLINIC_PHONE, clinicLimits, type ClinicDetails } from '#round';
import { Line } from './line.decorator.js';

export class ClinicFormDto implements ClinicDetails {
  @Line({
    most: clinicLimits.code,
    example: 'PC01',
    description: 'Letters and digits, then dots, dashes and underscores too.',
  })
  @Matches(CLINIC_CODE)
  code!: string;

  @Line({ most: clinicLimits.name })
  name!: string;

  @Line({ most: clinicLimits.district })
  district!: string;

  @Line({ most: clinicLimits.address })
  address!: string;

  @Line({ most: clinicLimits.phone, description: 'ASCII.' })
  @Matches(CLINIC_PHONE)
  phone!: string;
}

export class ClinicDto extends ClinicFormDto {
  @ApiProperty({ type: 'integer' })
  clinicId!: number;
}

export class ClinicsDto {
  @ApiProperty({ type: [ClinicDto] })
  clinics!: ClinicDto[];
}
