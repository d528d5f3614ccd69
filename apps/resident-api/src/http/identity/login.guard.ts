import { Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import type { Login } from '#identity';
import { Refusal } from '#kernel';
import { LOGIN_STRATEGY } from './login.strategy.js';

/** A request behind {@link LoginGuard}. */
export type SignedInRequest = FastifyRequest & { user: Login };

/** Lets nobody through who is not signed in: Refusal `identity/sign-in-required`. */
@Injectable()
export class LoginGuard extends AuthGuard(LOGIN_STRATEGY) {
  override handleRequest<TUser>(error: unknown, login: TUser): TUser {
    if (error instanceof Error) throw error;
    if (!login) throw new Refusal('identity/sign-in-required');
    return login;
  }
}
