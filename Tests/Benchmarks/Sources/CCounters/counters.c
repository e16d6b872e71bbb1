#define _GNU_SOURCE
#include "counters.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/perf_event.h>
#include <sys/syscall.h>
#endif

static _Atomic uint64_t allocations;

uint64_t kiem_count_allocations(void) { return atomic_load_explicit(&allocations, memory_order_relaxed); }

#ifdef __GLIBC__
// The program's own malloc goes before the library's, for the libraries too.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void count(void) { atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed); }

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  count();
  *block = __libc_memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}
#endif

int64_t kiem_count_instructions(void) {
#ifdef __linux__
  static _Thread_local int file = -2;
  if (file == -2) {
    struct perf_event_attr attributes;
    memset(&attributes, 0, sizeof attributes);
    attributes.type = PERF_TYPE_HARDWARE;
    attributes.size = sizeof attributes;
    attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
    attributes.exclude_kernel = 1;
    file = (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
  }
  int64_t count = 0;
  if (file >= 0 && read(file, &count, sizeof count) == sizeof count) return count;
#endif
  return -1;
}
