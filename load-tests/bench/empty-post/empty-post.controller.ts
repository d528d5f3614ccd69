import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** As long as a real booking. */
const booking = {
  bookingId: '01900000-0000-7000-a000-000000000000',
  code: '0123456789A',
  roundId: 1,
  personId: '01900000-0000-7000-8000-000000000000',
  slotId: 100,
  clinicId: 10,
  placeNo: 1_000,
  day: '2030-01-01',
  starts: '08:30',
  ends: '11:30',
  bookedAt: '2030-01-01T00:00:00.000Z',
  state: 'booked',
};

/** The least a POST can be on this framework: the body is read, nothing is asked of anybody. */
@Controller('api/rounds/:roundId/bookings')
export class EmptyPostController {
  @Post()
  @HttpCode(201)
  answer(@Req() _request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply
      .status(201)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(booking));
  }
}
