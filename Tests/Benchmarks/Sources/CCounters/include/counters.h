// What a stretch of work costs, whatever else the machine does: allocations, and instructions where the kernel counts them.
#ifndef KIEM_COUNTERS_H
#define KIEM_COUNTERS_H

#include <stdint.h>

// Blocks of memory asked for so far, by all threads.
uint64_t kiem_count_allocations(void);

// Instructions of this thread so far, outside of the kernel; -1 where nothing counts them.
int64_t kiem_count_instructions(void);

#endif
