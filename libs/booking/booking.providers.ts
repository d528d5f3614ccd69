import type { Provider } from '@nestjs/common';
import { BookingLedger } from './adapters/booking.ledger.js';
import { BookPlace } from './usecases/book-place.js';
import { CancelBooking } from './usecases/cancel-booking.js';
import { EnterBooking } from './usecases/enter-booking.js';
import { FindLiveBooking } from './usecases/find-live-booking.js';
import { ListBookings } from './usecases/list-bookings.js';
import { RoundBoard } from './usecases/round-board.js';

/** Everything of the room. Around it the app must have a `HotPool`, a `Clock`, and the rooms quota and round. */
export const bookingProviders: Provider[] = [
  ...[BookingLedger, EnterBooking, FindLiveBooking],
  ...[BookPlace, CancelBooking, ListBookings, RoundBoard],
];
