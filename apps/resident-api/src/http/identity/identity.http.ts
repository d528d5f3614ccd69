import { MeController } from './me.controller.js';
import { LoginGuard } from './login.guard.js';
import { LoginStrategy } from './login.strategy.js';
import { PassesController } from './passes.controller.js';
import { PersonsController } from './persons.controller.js';
import { SignInController } from './sign-in.controller.js';

/** The identity room's routes. */
export const identityControllers = [SignInController, MeController, PersonsController, PassesController];

/** What every route behind a login needs. */
export const identityGuards = [LoginStrategy, LoginGuard];
