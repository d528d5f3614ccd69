import { Body, Controller, ForbiddenException, Param, ParseIntPipe, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { BookingsService } from './bookings.service.js';
import { CreateBookingDto } from './create-booking.dto.js';
import type { Resident } from './jwt.strategy.js';

@Controller('api/rounds/:roundId/bookings')
export class BookingsController {
  constructor(private readonly bookings: BookingsService) {}

  @Post()
  @UseGuards(AuthGuard('jwt'))
  async create(
    @Param('roundId', ParseIntPipe) roundId: number,
    @Body() { choices }: CreateBookingDto,
    @Req() { user }: { user: Resident },
  ): Promise<object> {
    if (user.roundId !== roundId) throw new ForbiddenException();
    const { booking, slot } = await this.bookings.book(user, choices);
    return {
      bookingId: booking.id,
      code: booking.code,
      roundId,
      personId: booking.personId,
      slotId: slot.id,
      clinicId: slot.clinicId,
      placeNo: slot.remaining,
      day: slot.day,
      starts: slot.starts,
      ends: slot.ends,
      bookedAt: booking.bookedAt.toISOString(),
      state: 'booked',
    };
  }
}
