import { Controller, Get, Header, HttpCode, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiNoContentResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusals } from '#http';
import { CompleteSignIn, SignOut, StartSignIn } from '#identity';
import { ATTEMPT_COOKIE, ATTEMPT_MAX_AGE_S, cookieOptions, LOGIN_COOKIE } from './cookies.js';
import { safeReturnPath } from './return-path.js';

interface Onward {
  url: string;
}

@ApiTags('sign in')
@Controller('api/auth')
export class SignInController {
  constructor(
    private readonly startSignIn: StartSignIn,
    private readonly completeSignIn: CompleteSignIn,
    private readonly signOut: SignOut,
  ) {}

  @Get('wechat')
  @Redirect()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Sends the browser to WeChat to sign in', operationId: 'startSignIn' })
  @ApiQuery({
    name: 'return',
    required: false,
    description: 'A path of this site to come back to; anything else means /.',
    schema: { type: 'string' },
  })
  @ApiFoundResponse({ description: 'To WeChat, with the cookie of the attempt.' })
  @ApiRefusals('identity/wechat-unavailable')
  async start(
    @Query('return') asked: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Onward> {
    const { location, browser } = await this.startSignIn.start(safeReturnPath(asked), request.cookies[ATTEMPT_COOKIE]);
    reply.setCookie(ATTEMPT_COOKIE, browser, { ...cookieOptions, maxAge: ATTEMPT_MAX_AGE_S });
    return { url: location };
  }

  @Get('wechat/callback')
  @Redirect()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Where WeChat sends the browser back', operationId: 'completeSignIn' })
  @ApiQuery({ name: 'code', required: true, schema: { type: 'string' } })
  @ApiQuery({ name: 'state', required: true, schema: { type: 'string' } })
  @ApiFoundResponse({ description: 'To where the sign-in began, with the cookie of the login.' })
  @ApiRefusals('identity/sign-in-failed', 'identity/wechat-unavailable', 'identity/ledger-unavailable')
  async complete(
    @Query('code') code: unknown,
    @Query('state') state: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Onward> {
    const browser = request.cookies[ATTEMPT_COOKIE];
    const { token, expiresAtMs, returnTo } = await this.completeSignIn.complete({ code, state, browser });
    reply.setCookie(LOGIN_COOKIE, token, { ...cookieOptions, expires: new Date(expiresAtMs) });
    return { url: returnTo };
  }

  @Post('logout')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Ends the login of this browser', operationId: 'signOut' })
  @ApiNoContentResponse({ description: 'Signed out, now or before.' })
  @ApiRefusals('identity/ledger-unavailable')
  async leave(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signOut.signOut(request.cookies[LOGIN_COOKIE]);
    // The attempt as well: going back in the browser's history must not sign in again.
    for (const name of [LOGIN_COOKIE, ATTEMPT_COOKIE]) reply.clearCookie(name, cookieOptions);
  }
}
