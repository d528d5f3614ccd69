import { Reflector } from '@nestjs/core';
import type { StaffRole } from '#staff';

/** Says which roles may use a route. */
export const AllowRoles = Reflector.createDecorator<readonly StaffRole[]>();

export function Allow(...roles: StaffRole[]): MethodDecorator & ClassDecorator {
  return AllowRoles(roles);
}

/** Says that a route is for everybody, signed in or not. */
export const AllowAnyone = Reflector.createDecorator<undefined, true>({ transform: () => true });
