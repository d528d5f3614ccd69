import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusals, FormPipe } from '#http';
import { SignInStaff, SignOutStaff } from '#staff';
import { AllowAnyone } from './allow.decorator.js';
import { LoginFormDto, SignedInDto } from './auth.dto.js';
import { instantOf } from './instant.decorator.js';
import { cookieOptions, LOGIN_COOKIE, tokenOf } from './login-cookie.js';

@ApiTags('sign in')
@Controller('api/auth')
@AllowAnyone()
export class AuthController {
  constructor(
    private readonly signIn: SignInStaff,
    private readonly signOut: SignOutStaff,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Signs in by password and one-time code', operationId: 'signIn' })
  @ApiOkResponse({ type: SignedInDto, description: 'Signed in, with the cookie of the login.' })
  @ApiRefusals('request/malformed', 'request/invalid', 'staff/sign-in-failed', 'staff/locked', 'request/overloaded')
  async login(
    @Body(FormPipe) form: LoginFormDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    const { token, expiresAtMs, member } = await this.signIn.execute(form);
    reply.setCookie(LOGIN_COOKIE, token, { ...cookieOptions, expires: new Date(expiresAtMs) });
    return { ...member, token, signedInUntil: instantOf(expiresAtMs) };
  }

  @Post('logout')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Ends this login', operationId: 'signOut' })
  @ApiNoContentResponse({ description: 'Signed out, now or before.' })
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signOut.execute(tokenOf(request));
    reply.clearCookie(LOGIN_COOKIE, cookieOptions);
  }
}
