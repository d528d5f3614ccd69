import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BookingEntity } from './booking.entity.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsService } from './bookings.service.js';
import { JwtStrategy } from './jwt.strategy.js';
import { SlotEntity } from './slot.entity.js';

@Module({
  imports: [
    PassportModule,
    TypeOrmModule.forRootAsync({
      useFactory: () => ({
        type: 'mysql',
        url: process.env['MYSQL_URL'] ?? '',
        entities: [SlotEntity, BookingEntity],
        synchronize: false,
        timezone: 'Z',
        poolSize: 10,
      }),
    }),
  ],
  controllers: [BookingsController],
  providers: [BookingsService, JwtStrategy],
})
export class TextbookModule {}
