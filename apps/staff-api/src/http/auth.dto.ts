import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MOST_PASSWORD_CHARACTERS, staffRoles, type StaffRole } from '#staff';

export class LoginFormDto {
  @ApiProperty({ maxLength: 64, example: 'admin' })
  @IsString()
  @MaxLength(64)
  username!: string;

  @ApiProperty({ maxLength: MOST_PASSWORD_CHARACTERS, format: 'password' })
  @IsString()
  @MaxLength(2 * MOST_PASSWORD_CHARACTERS)
  password!: string;

  @ApiProperty({ description: 'Six digits of the authenticator app.', example: '123456' })
  @IsString()
  @MaxLength(16)
  totp!: string;
}

class MemberDto {
  @ApiProperty({ format: 'uuid' })
  staffId!: string;

  @ApiProperty()
  username!: string;

  @ApiProperty({ enum: staffRoles })
  role!: StaffRole;
}

export class SignedInDto extends MemberDto {
  @ApiProperty({ description: 'For command-line tools: Authorization: Bearer …. Browsers have the cookie.' })
  token!: string;

  @ApiProperty({ format: 'date-time', description: 'When this login ends by itself, used or not.' })
  signedInUntil!: string;
}

export class MeDto extends MemberDto {
  @ApiProperty({ format: 'date-time', description: 'When this login ends by itself, used or not.' })
  signedInUntil!: string;
}
