import { uuidv7 } from 'uuidv7';

/** A time-ordered UUID made in the application, so that keys need no sequence and no database feature. */
export const newId = (): string => uuidv7();
