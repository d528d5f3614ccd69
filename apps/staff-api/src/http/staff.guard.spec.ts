import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { createLog, ProblemFilter } from '#http';
import { FindStaffLogin, type StaffLogin } from '#staff';
import { Allow, AllowAnyone } from './allow.decorator.js';
import { StaffGuard } from './staff.guard.js';
import { StaffStrategy } from './staff.strategy.js';

@Controller()
class ForgetfulController {
  @Get('says-nothing')
  saysNothing(): string {
    return 'in';
  }

  @Get('operators')
  @Allow('operator')
  operators(): string {
    return 'in';
  }

  @Get('nobody')
  @Allow()
  nobody(): string {
    return 'in';
  }

  @Get('anyone')
  @AllowAnyone()
  anyone(): string {
    return 'in';
  }
}

/** Logins by token: the token is the role. */
class RoleByToken implements Pick<FindStaffLogin, 'execute'> {
  execute(token: unknown): Promise<StaffLogin | undefined> {
    const role = token === 'operator' || token === 'administrator' ? token : undefined;
    return Promise.resolve(role && { staffId: 'x', username: role, role, expiresAtMs: 0 });
  }
}

let app: NestFastifyApplication;
let server: FastifyInstance;
beforeAll(async () => {
  const module = await Test.createTestingModule({
    controllers: [ForgetfulController],
    providers: [
      StaffStrategy,
      { provide: FindStaffLogin, useClass: RoleByToken },
      { provide: APP_GUARD, useClass: StaffGuard },
    ],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await server.register(cookie);
  app.useGlobalFilters(new ProblemFilter(createLog('test', 'silent')));
  await app.init();
  await server.ready();
});
afterAll(async () => {
  await app.close();
});

test.each([
  ['says-nothing', 'nobody', 401],
  ['says-nothing', 'administrator', 403],
  ['says-nothing', 'operator', 403],
  ['nobody', 'administrator', 403],
  ['operators', 'nobody', 401],
  ['operators', 'administrator', 403],
  ['operators', 'operator', 200],
  ['anyone', 'nobody', 200],
])('the route %s answers %s with %i', async (path, who, status) => {
  const answer = await server.inject({ url: `/${path}`, headers: { authorization: `Bearer ${who}` } });
  expect(answer.statusCode).toBe(status);
});
