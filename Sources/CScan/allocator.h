// What Swift's module of the C library leaves out of the allocator.
#ifndef KIEM_ALLOCATOR_H
#define KIEM_ALLOCATOR_H

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

// Gives memory that was freed back to the system.
static inline void kiem_give_back_memory(void) { malloc_trim(0); }

#else

static inline void kiem_give_back_memory(void) {}

#endif
#endif
