import type { Booking } from '#booking';
import type { PublishedRound } from '#round';

/** A booking as its owner sees it. The same booking always gives the same text. */
export function bookingView(booking: Booking, round: PublishedRound | undefined): Record<string, unknown> {
  const slot = round?.slots.get(booking.slotId);
  return {
    bookingId: booking.id,
    code: booking.code,
    roundId: booking.roundId,
    personId: booking.personId,
    slotId: booking.slotId,
    clinicId: slot?.clinicId,
    placeNo: booking.placeNo,
    day: slot?.day,
    starts: slot?.starts,
    ends: slot?.ends,
    bookedAt: new Date(booking.grantedAtMs).toISOString(),
    state: booking.cancelledAtMs === null ? 'booked' : 'cancelled',
  };
}
