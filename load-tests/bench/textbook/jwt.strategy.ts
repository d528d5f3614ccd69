import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';

export interface Resident {
  personId: string;
  accountId: string;
  roundId: number;
}

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: process.env['JWT_SECRET'] ?? '',
      algorithms: ['HS256'],
    });
  }

  validate({ sub, acc, rnd }: { sub: string; acc: string; rnd: number }): Resident {
    return { personId: sub, accountId: acc, roundId: rnd };
  }
}
