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

// Lets the heap grow by so many bytes at once. Blocks of half a step and more are taken from the system by themselves, and
// what was freed is kept up to 8 steps.
static inline void kiem_take_memory_in_steps(int step) {
  mallopt(M_TOP_PAD, step);
  mallopt(M_TRIM_THRESHOLD, 8 * step);
  mallopt(M_MMAP_THRESHOLD, step / 2);
}

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

static inline void kiem_populate(const char *begin, const char *stop, uintptr_t most) {
  const uintptr_t page = 4096;
  uintptr_t from = (uintptr_t)begin & ~(page - 1), to = ((uintptr_t)stop + page - 1) & ~(page - 1);
  if (to <= from) return;
  madvise((void *)from, to - from < most ? to - from : most, MADV_POPULATE_WRITE);
}

// Makes the pages of the program's own variables, while it has one thread. A page that is read first and written later is
// made twice, and the second time every processor that runs a thread of the program is interrupted. A system that does not
// know the call (Linux before 5.14) makes them as they come.
static inline void kiem_populate_variables(void) {
  extern char __data_start, edata, __bss_start, end;
  // Where constants stand behind the variables, they are left alone.
  kiem_populate(&__data_start, &edata, 320 << 10);
  kiem_populate(&__bss_start, &end, 1 << 20);
}

// Takes a step of memory for the thread that calls, once, in large pages. What stands before the first of them is left
// alone: it would be taken by the small ones, each of which costs a tenth of a large one.
static inline void kiem_reserve_memory(int step) {
  static _Thread_local int isDone;
  if (isDone) return;
  isDone = 1;
  const uintptr_t large = 2 << 20;
  void *volatile block = malloc(64);
  if (!block) return;
  uintptr_t begin = ((uintptr_t)block + 4096 + large - 1) & ~(large - 1);
  block = malloc(begin - (uintptr_t)block - 1024);
  // Without large pages, and where the heap grows elsewhere, nothing is lost but addresses.
  if (block && (uintptr_t)block < begin && begin - (uintptr_t)block <= large + 4096) {
    madvise((void *)begin, step - large, MADV_HUGEPAGE);
  }
}

#else

static inline void kiem_give_back_memory(void) {}
static inline void kiem_take_memory_in_steps(int step) { (void)step; }
static inline void kiem_reserve_memory(int step) { (void)step; }
static inline void kiem_populate_variables(void) {}

#endif
#endif
