import { Controller, Delete, Get, Param, ParseUUIDPipe, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CancelBooking, ListBookings } from '#booking';
import { Refusal } from '#kernel';
import { RoundDirectory } from '#round';
import { BookingBody } from './booking.openapi.js';
import { bookingView } from './booking-view.js';
import { LoginGuard, type SignedInRequest } from './identity/login.guard.js';

const bookingId = new ParseUUIDPipe({ exceptionFactory: () => new Refusal('booking/unknown') });

@ApiTags('my bookings')
@Controller('api/me/bookings')
@UseGuards(LoginGuard)
export class MyBookingsController {
  constructor(
    private readonly listBookings: ListBookings,
    private readonly cancelBooking: CancelBooking,
    private readonly rounds: RoundDirectory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'My bookings, newest first', operationId: 'listMyBookings' })
  @ApiOkResponse({ description: '{ bookings: […] }' })
  async list(@Req() { user }: SignedInRequest): Promise<{ bookings: Record<string, unknown>[] }> {
    const bookings = await this.listBookings.all(user.accountId);
    return { bookings: bookings.map((booking) => bookingView(booking, this.rounds.find(booking.roundId))) };
  }

  @Get(':bookingId')
  @ApiOperation({ summary: 'One of my bookings', operationId: 'showMyBooking' })
  @ApiOkResponse({ type: BookingBody })
  async show(
    @Req() { user }: SignedInRequest,
    @Param('bookingId', bookingId) id: string,
  ): Promise<Record<string, unknown>> {
    const booking = await this.listBookings.one(id, user.accountId);
    return bookingView(booking, this.rounds.find(booking.roundId));
  }

  @Delete(':bookingId')
  @ApiOperation({ summary: 'Gives my place back', operationId: 'cancelMyBooking' })
  @ApiOkResponse({ type: BookingBody })
  async cancel(
    @Req() { user }: SignedInRequest,
    @Param('bookingId', bookingId) id: string,
  ): Promise<Record<string, unknown>> {
    const booking = await this.cancelBooking.execute(id, user.accountId);
    return bookingView(booking, this.rounds.find(booking.roundId));
  }
}
