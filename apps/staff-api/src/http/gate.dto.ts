import { ApiProperty } from '@nestjs/swagger';
import type { GateInspection, GateState } from '#quota';

class ArmedGateDto implements NonNullable<GateInspection['armed']> {
  @ApiProperty({ type: 'integer' })
  epoch!: number;

  @ApiProperty({
    description: 'Whether the gate was loaded in the present life of its server; if not, it serves nobody.',
  })
  sameServerLife!: boolean;

  @ApiProperty({ enum: ['open', 'paused', 'closed'] })
  state!: GateState;

  @ApiProperty({ type: 'integer', description: 'Milliseconds since 1970 (UTC).' })
  opensAtMs!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  closesAtMs!: number | null;

  @ApiProperty({ type: 'integer' })
  places!: number;

  @ApiProperty({ type: 'integer' })
  free!: number;

  @ApiProperty({ type: 'integer' })
  granted!: number;

  @ApiProperty({ type: 'integer', description: 'The quota counter of the round.' })
  remaining!: number;

  @ApiProperty({ type: 'integer', description: 'The quota counters of its slots together.' })
  remainingInSlots!: number;
}

export class GateDto implements GateInspection {
  @ApiProperty({ type: 'integer', description: 'The clock that decides (milliseconds since 1970, UTC).' })
  nowMs!: number;

  @ApiProperty({ type: 'integer', description: 'The epoch in the ledger: a gate with an older one is not believed.' })
  ledgerEpoch!: number;

  @ApiProperty({ type: ArmedGateDto, required: false, description: 'Absent: the gate holds nothing for this round.' })
  armed?: ArmedGateDto;
}
