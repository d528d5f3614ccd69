import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#kernel';
import type { StaffLogin, StaffRole } from '#staff';
import { AllowAnyone, AllowRoles } from './allow.decorator.js';
import { STAFF_STRATEGY } from './staff.strategy.js';

/** A request behind {@link StaffGuard}. */
export type StaffRequest = FastifyRequest & { user: StaffLogin };

/**
 * Lets nobody through who is not signed in (Refusal `staff/sign-in-required`) or whose role the route does not name
 * (`staff/forbidden`). A route that names none is closed to all.
 */
@Injectable()
export class StaffGuard extends AuthGuard(STAFF_STRATEGY) {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = [context.getHandler(), context.getClass()];
    // What is not there comes as undefined, whatever the types say.
    const allowed = {
      anyone: this.reflector.getAllAndOverride(AllowAnyone, route) as true | undefined,
      roles: this.reflector.getAllAndOverride(AllowRoles, route) as readonly StaffRole[] | undefined,
    };
    if (allowed.anyone) return true;
    await super.canActivate(context);
    const { role } = context.switchToHttp().getRequest<StaffRequest>().user;
    if (!allowed.roles?.includes(role)) throw new Refusal('staff/forbidden');
    return true;
  }

  override handleRequest<TUser>(error: unknown, login: TUser): TUser {
    if (error) throw error as Error;
    if (!login) throw new Refusal('staff/sign-in-required');
    return login;
  }
}
