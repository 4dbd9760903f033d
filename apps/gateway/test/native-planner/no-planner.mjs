// Stands in the place of a planner's process that cannot be had.
process.exit(7);
