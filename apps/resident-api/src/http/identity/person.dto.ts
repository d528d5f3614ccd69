import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsObject,
  IsString,
  Length,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { relations, type PersonView, type Relation, type Sex } from '#identity';

/** Present means checked, null included: an optional field may be left out, not emptied. */
const isPresent = (_form: object, value: unknown): boolean => value !== undefined;

export class ConsentDto {
  @ApiProperty({
    description: 'Which version of the statement on personal data was agreed to.',
    pattern: '^[!-~]{1,16}$',
    example: '2026-11',
  })
  @Matches(/^[!-~]{1,16}$/)
  version!: string;

  @ApiProperty({ required: false, description: 'Must be true for a child under 14: the guardian’s separate consent.' })
  @ValidateIf(isPresent)
  @IsBoolean()
  guardian?: boolean;
}

export class AddPersonDto {
  @ApiProperty({ description: 'As on the ID card.', minLength: 1, maxLength: 200, example: '某某' })
  @IsString()
  @Length(1, 200)
  name!: string;

  @ApiProperty({
    description:
      'Resident ID number, 18 characters; a small x and full-width digits are accepted. The example is nobody’s.',
    ...{ minLength: 1, maxLength: 40, example: '14029920000101002X' },
  })
  @IsString()
  @Length(1, 40)
  idNumber!: string;

  @ApiProperty({ enum: relations, description: 'What the person is to the holder of the account.' })
  @IsIn(relations)
  relation!: Relation;

  @ApiProperty({ type: ConsentDto })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ConsentDto)
  consent!: ConsentDto;
}

export class PersonDto implements PersonView {
  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty({ example: '某*' })
  nameMasked!: string;

  @ApiProperty({ example: '1****************X' })
  idNumberMasked!: string;

  @ApiProperty({ enum: relations })
  relation!: Relation;

  @ApiProperty({ enum: ['female', 'male'] })
  sex!: Sex;

  @ApiProperty({ type: 'integer', example: 2000 })
  birthYear!: number;
}

export class PersonsDto {
  @ApiProperty({ type: [PersonDto] })
  persons!: PersonDto[];
}
