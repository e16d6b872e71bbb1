// What Swift's module of the C library leaves out of the allocator.
#ifndef KIEM_ALLOCATOR_H
#define KIEM_ALLOCATOR_H

#include <stdint.h>
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>

// Gives memory that was freed back to the system.
static inline void kiem_give_back_memory(void) { malloc_trim(0); }

// Lets the heap grow by so many bytes at once. Larger blocks are taken from the system by themselves, and what was freed
// is kept up to 16 steps.
static inline void kiem_take_memory_in_steps(int step) {
  mallopt(M_TOP_PAD, step);
  mallopt(M_TRIM_THRESHOLD, 16 * step);
  mallopt(M_MMAP_THRESHOLD, step);
}

// Takes a step of memory for the thread that calls, in large pages as far as there are any.
static inline void kiem_reserve_memory(int step) {
  const uintptr_t large = 2 << 20;
  size_t size = (size_t)step - 4096;
  void *block = malloc(size);
  if (!block) return;
  uintptr_t begin = ((uintptr_t)block + large - 1) & ~(large - 1);
  uintptr_t end = ((uintptr_t)block + size) & ~(large - 1);
  if (begin < end) madvise((void *)begin, end - begin, MADV_HUGEPAGE);
  free(block);
}

#else

static inline void kiem_give_back_memory(void) {}
static inline void kiem_take_memory_in_steps(int step) { (void)step; }
static inline void kiem_reserve_memory(int step) { (void)step; }

#endif
#endif
